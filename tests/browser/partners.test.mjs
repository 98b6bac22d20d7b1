// Partners that the configuration names: whose pages may read and frame the news, their own values, and who shows the news.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {assertItems, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {programFile} from './program.mjs'
import {startAdministered} from './administered.mjs'

const run = promisify(execFile)
const shared = share({browser: startBrowser, friend: startPartner, stranger: startPartner})

async function withConfiguration(text, body) {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-partners-'))
  try {
    const file = join(folder, 'news.ini')
    await writeFile(file, text)
    return await body(file)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

const partners = (origin) => `[serve]
public-url = http://news.example
[partner.friend]
origins = ${origin}, https://*.friend.example
limit = 2
layout = headlines
[partner.former]
origins = https://old.friend.example
allowed = off
limit = 9
`

const page = (news) => ({body: `<!DOCTYPE html><html lang="en"><title>A page</title><body>
<div id="element"><latest-news partner="friend"><a href="${news}/">News</a></latest-news></div>
<iframe src="${news}/embed?partner=friend" title="News" width="600" height="400"></iframe>
<script src="${news}/element.js"></script></body></html>`})

test('partners: only their pages read the news by a script of their own and show it in frames', () => withConfiguration(partners(shared.friend.origin), async (file) => {
  const news = await startAdministered('--config', file, '--public-url', 'http://127.0.0.1:1')
  // The element asks the public URL, so the program must know its own.
  await news.stop()
  const again = await startAdministered('--config', file, '--listen', news.origin.slice('http://'.length), '--public-url', news.origin)
  try {
    shared.friend.pages['/'] = shared.stranger.pages['/'] = page(again.origin)
    const [friend, stranger] = [await openPage(shared.browser), await openPage(shared.browser)]
    await friend.goto(shared.friend.origin + '/')
    await assertItems(friend.locator('#element'), 2)
    await assertItems(friend.frameLocator('iframe').locator('body'), 2)
    assert.deepEqual(friend.complaints, [])
    await stranger.goto(shared.stranger.origin + '/')
    await stranger.getByRole('link', {name: 'News'}).waitFor() // the element's own link stays
    await stranger.waitForFunction(() => performance.getEntriesByType('resource').some(({name}) => name.includes('/fragment.json')))
    assert.equal(await stranger.locator('#element article').count(), 0)
    assert.ok(stranger.complaints.some((line) => /frame-ancestors/.test(line)), stranger.complaints.join('\n'))
    assert.ok(stranger.complaints.some((line) => /CORS/.test(line)), stranger.complaints.join('\n'))
    for (const one of [friend, stranger]) await one.context().close()
  } finally {
    await again.stop()
  }
}))

test('partners: an answer names the origin that asked, if it is one of theirs, and varies by it', () => withConfiguration(partners('https://www.friend.example'), async (file) => {
  const news = await startAdministered('--config', file)
  const allowed = async (origin, path = '/fragment.json', method = 'GET') => {
    const answer = await news.ask(path, {method, headers: origin ? {Origin: origin} : {}})
    assert.match(answer.headers.vary ?? '', /Origin/, path)
    return answer.headers['access-control-allow-origin']
  }
  try {
    for (const origin of ['https://www.friend.example', 'https://a.friend.example', 'https://a.b.friend.example', 'HTTPS://WWW.FRIEND.EXAMPLE', 'https://www.friend.example:443']) assert.equal(await allowed(origin), origin)
    for (const origin of ['https://friend.example', 'http://www.friend.example', 'https://www.friend.example:8443', 'https://www.friend.example.evil.example', 'https://xfriend.example',
      'https://old.friend.example', 'null', 'https://evil.example', 'https://', '']) assert.equal(await allowed(origin), undefined, origin)
    assert.equal(await allowed('https://www.friend.example', '/news.json?limit=0'), 'https://www.friend.example')
    assert.equal(await allowed('https://www.friend.example', '/items/none'), 'https://www.friend.example')
    assert.equal(await allowed('https://www.friend.example', '/fragment', 'OPTIONS'), 'https://www.friend.example')
    assert.equal(await allowed('https://evil.example', '/fragment', 'OPTIONS'), undefined)
    const embed = await news.ask('/embed')
    assert.match(embed.headers['content-security-policy'], /; frame-ancestors 'self' https:\/\/www\.friend\.example https:\/\/\*\.friend\.example$/)
    const [own, spelled] = [await news.ask('/fragment?partner=friend'), await news.ask('/fragment?limit=2&layout=headlines')]
    assert.equal(own.body, spelled.body)
    assert.equal(own.headers.etag, spelled.headers.etag)
    assert.equal((await news.ask('/fragment?partner=friend&limit=3')).body, (await news.ask('/fragment?limit=3&layout=headlines')).body)
    assert.match((await news.ask('/')).body, /id="choice-partner"/)
    for (const name of ['former', 'nobody']) assert.equal((await news.ask(`/fragment?partner=${name}`)).status, 400)
  } finally {
    await news.stop()
  }
}))

test('partners: without any, every page may read and frame the news, and nothing varies by origin', async () => {
  const news = await startAdministered()
  try {
    const answer = await news.ask('/embed', {headers: {Origin: 'https://evil.example'}})
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    assert.doesNotMatch(answer.headers.vary, /Origin/)
    assert.doesNotMatch(answer.headers['content-security-policy'], /frame-ancestors/)
    assert.doesNotMatch((await news.ask('/')).body, /choice-partner/)
  } finally {
    await news.stop()
  }
})

test('partners: requests are counted by host: in /metrics, on the publisher’s page and by `latest-news partners`', () => withConfiguration(partners('https://www.friend.example'), async (file) => {
  const news = await startAdministered('--config', file)
  try {
    for (const [headers, times] of [[{Referer: 'https://www.friend.example/a/page?with=words'}, 3], [{Origin: 'https://blog.example:8443'}, 2], [{Origin: 'null', Referer: 'https://box.example/'}, 1],
      [{Referer: 'https://news.example/'}, 1], [{Referer: 'javascript:alert(1)'}, 1], [{Referer: 'https://<script>/'}, 1], [{}, 1]]) {
      for (let number = 0; number < times; ++number) await news.ask('/latest-news.js', {headers})
    }
    const metrics = await news.admin('/metrics')
    for (const [host, number] of [['www.friend.example', 3], ['blog.example', 2], ['box.example', 1], ['other', 0]]) assert.ok(metrics.includes(`latest_news_page_requests_total{host="${host}"} ${number}\n`), `${host}\n${metrics}`)
    assert.equal(metrics.match(/page_requests_total\{/g).length, 4)
    const {stdout} = await run(programFile, ['partners', '--admin', news.adminAddress])
    assert.deepEqual(stdout.trim().split('\n').map((line) => line.trim().split(/ +/)), [['host', 'partner', 'requests'], ['www.friend.example', 'friend', '3'], ['blog.example', '-', '2'], ['box.example', '-', '1']])
    assert.match(await news.admin('/'), /www\.friend\.example \(partner friend\): 3 requests/)
    assert.match((await news.ask('/')).body, /It counts requests by the host name of the page, without any trace of the visitor\./)
  } finally {
    await news.stop()
  }
}))

test('partners: at most 200 hosts have names; counting can be turned off, and the privacy notice says so', async () => {
  const news = await startAdministered()
  try {
    for (let number = 0; number < 230; ++number) await news.ask('/robots.txt', {headers: {Referer: `https://host-${number}.example/`}})
    const lines = (await news.admin('/metrics')).match(/page_requests_total\{.*\n/g)
    assert.ok(lines.length <= 201, `${lines.length} names`)
    const sum = lines.reduce((all, line) => all + Number(line.trim().split(' ').pop()), 0)
    assert.equal(sum, 230)
  } finally {
    await news.stop()
  }
  const silent = await startAdministered('--count-hosts', 'off')
  try {
    await silent.ask('/fragment', {headers: {Referer: 'https://host.example/'}})
    assert.ok(!(await silent.admin('/metrics')).includes('host.example'))
    assert.ok(!(await silent.ask('/')).body.includes('It counts requests'))
    assert.ok((await silent.admin('/')).includes('Counting is off'))
    await assert.rejects(run(programFile, ['partners', '--admin', silent.adminAddress]), (error) => error.code === 1 && /does not count hosts/.test(error.stderr))
  } finally {
    await silent.stop()
  }
  await assert.rejects(run(programFile, ['partners', '--admin', '127.0.0.1:1']), (error) => error.code === 1 && /--admin must be the administration port/.test(error.stderr))
})

test('partners: check --config names each fault with its line', () => withConfiguration(`[serve]
[partner.a city]
origins = https://a.example
[partner.b]
limit = 0
origins = b.example, https://b.example/path
limt = 5
allowed = maybe
[partner.c]
limit = 5
[partner.b]
origins = https://b.example
`, (file) => assert.rejects(run(programFile, ['check', '--config', file]), (error) => {
  for (const part of [':2: error: a partner\'s name has 1 to 50 letters', ':5: error: the parameter limit is "0"', ':6: error: origins has "b.example"; it can be', ':6: error: origins has "https://b.example/path"', ':7: error: limt is not known; did you mean limit?',
    ':8: error: allowed is "maybe"; it can be on or off', ':9: error: [partner.c] needs a line origins', ':11: error: [partner.b] is there already']) assert.ok(error.stderr.includes(part), `${part}\n${error.stderr}`)
  return error.code === 2
})))
