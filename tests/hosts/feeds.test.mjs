// The feeds as other programs read them: the same items, in the same order.
import assert from 'node:assert/strict'
import ical from 'ical.js'
import Parser from 'rss-parser'
import {share, test} from '../browser/fixtures.mjs'
import {startProgram} from '../browser/program.mjs'

const shared = share({news: startProgram})
const get = async (path) => (await fetch(shared.news.origin + path)).text()

for (const format of ['rss', 'atom']) {
  test(`feeds: rss-parser reads /news.${format} as /news.json has it`, async () => {
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
