// The feeds as other programs read them: the same items, in the same order.
import assert from 'node:assert/strict'
import {execFile, execFileSync} from 'node:child_process'
import {writeFile, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import ical from 'ical.js'
import Parser from 'rss-parser'
import {share, test} from '../browser/fixtures.mjs'
import {project, startProgram} from '../browser/program.mjs'

const folder = await mkdtemp(join(tmpdir(), 'latest-news-'))
// What feeds have besides: tags, authors of merged feeds, languages, an image, HTML, an item without a title or a day.
await writeFile(join(folder, 'rich.json'), JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1', title: 'Rich & "full"', description: 'All of it', language: 'en', items: [
    {id: 'a b', title: 'A <b>', content_html: '<p>One</p><p><a href="https://x.example/?a=1&amp;b=2">two</a></p>', tags: ['x & y'], date_published: '2023-07-30T10:00:00+02:00',
      date_modified: '2023-08-01T00:00:00Z', image: 'https://x.example/i.png', url: 'https://x.example/?q=1&r=2'},
    {id: 'c', content_text: 'No title, no day.', language: 'fr', summary: 'Short'},
  ],
}))

const shared = share({
  news: startProgram,
  rich: () => startProgram('--news', join(folder, 'rich.json')),
  files: () => ({stop: () => rm(folder, {recursive: true})}),
})
const get = async (path) => (await fetch(shared.news.origin + path)).text()

for (const format of ['rss', 'atom']) {
  test(`feeds: rss-parser reads the same items from /news.${format} as /news.json has`, async () => {
    const expected = JSON.parse(await get('/news.json?limit=100'))
    const feed = await new Parser().parseString(await get(`/news.${format}?limit=100`))
    assert.equal(feed.title, expected.title)
    assert.equal(feed.items.length, 39)
    feed.items.forEach((item, place) => {
      const {id, title, content_text: text, date_published: published} = expected.items[place]
      assert.equal(item.title, title)
      assert.equal(item.link, `${shared.news.origin}/items/${id}`)
      assert.equal(item.guid ?? item.id, `${shared.news.origin}/items/${id}`)
      assert.equal(new Date(item.isoDate).getTime(), new Date(published).getTime())
      assert.equal(item.contentSnippet, text)
    })
  })
}

test('feeds: ical.js reads /news.ics, with the days of /news.json', async () => {
  const expected = JSON.parse(await get('/news.json?limit=100'))
  const calendar = new ical.Component(ical.parse(await get('/news.ics?limit=100')))
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ical.Event(one))
  assert.equal(events.length, 39)
  events.forEach((event, place) => {
    const {title, content_text: text, _latest_news: {start, end}} = expected.items[place]
    assert.equal(event.summary, title)
    assert.equal(event.description, text)
    assert.equal(event.startDate.toString(), start)
    event.endDate.adjust(-1, 0, 0, 0)
    assert.equal(event.endDate.toString(), end)
    assert.ok(event.startDate.isDate)
  })
})

test('feeds: feedparser reads /news.rss and /news.atom as /news.json has it', async () => {
  const expected = JSON.parse(await get('/news.json?limit=100'))
  for (const format of ['rss', 'atom']) {
    const code = `import feedparser, json, sys
feed = feedparser.parse(sys.stdin.buffer.read())
print(json.dumps({"bozo": bool(feed.bozo), "title": feed.feed.title, "version": feed.version, "items": [
  {"id": one.id, "title": one.title, "link": one.link, "day": "%04d-%02d-%02d" % one.published_parsed[:3],
   "text": one.content[0].value if "content" in one else one.summary} for one in feed.entries]}))`
    const read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', code], {input: await get(`/news.${format}?limit=100`)}))
    assert.equal(read.bozo, false)
    assert.equal(read.title, expected.title)
    assert.equal(read.version, format === 'rss' ? 'rss20' : 'atom10')
    const plain = (text) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'")
    assert.deepEqual(read.items.map(({id, title, link, day, text}) => [id, plain(title), link, day, plain(text)]),
      expected.items.map(({url, title, content_text, _latest_news: {start}}) => [url, title, url, start, content_text]))
  }
})

test('feeds: xmllint finds that /news.atom keeps the rules of RFC 4287', async () => {
  const check = async (text) => {
    await writeFile(join(folder, 'feed.atom'), text)
    return promisify(execFile)('xmllint', ['--noout', '--nonet', '--relaxng', project + 'tests/data/atom.rng', join(folder, 'feed.atom')])
  }
  for (const query of ['', '?limit=100', '?q=nothing-of-this', '?limit=2&page=3&lang=en']) await check(await get('/news.atom' + query))
  const rich = await (await fetch(shared.rich.origin + '/news.atom')).text()
  await check(rich)
  // The schema can say no.
  for (const [from, to] of [[/<id>[^<]*<\/id>/, ''], ['<updated>', '<updated>on '], [/<link[^>]*\/>/g, ''], ['type="html"', 'type="markdown"'], [/<author>.*?<\/author>/, '']]) {
    assert.notEqual(rich.replace(from, to), rich)
    await assert.rejects(check(rich.replace(from, to)), /fails to validate/, `${from}`)
  }
})
