// Pages that restrict what may run on them.
import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

async function open(body, headers) {
  shared.partner.pages['/'] = {headers, body: `<!DOCTYPE html><html lang="en"><head><title>A partner</title></head><body>${body}</body></html>`}
  const page = await openPage(shared.browser)
  await page.goto(shared.partner.origin + '/')
  return page
}

async function end(page) {
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
}

const script = (query, attributes = 'async') => `<script ${attributes} src="${shared.news.origin}/latest-news.js?${query}"></script>`
const trusted = "require-trusted-types-for 'script'; trusted-types 'none'"

// The name of the current /element.HASH.js, from the 404 of another one, and its hash.
async function hashedElement() {
  const answer = await fetch(shared.news.origin + '/element.0123456789abcdef.js')
  assert.equal(answer.status, 404)
  const path = /\/element\.[0-9a-f]{16}\.js$/.exec((await answer.json()).detail)[0]
  const file = await fetch(shared.news.origin + path)
  assert.equal(file.headers.get('Cache-Control'), 'public, max-age=31536000, immutable')
  const text = await file.text()
  assert.equal(text, await (await fetch(shared.news.origin + '/element.js')).text())
  // As the first page has it to copy.
  const front = await (await fetch(shared.news.origin + '/')).text()
  assert.ok(front.includes(`integrity="sha384-${createHash('sha384').update(text).digest('base64')}"`) && front.includes(path))
  return {path, integrity: 'sha384-' + createHash('sha384').update(text).digest('base64')}
}

test('policies: strict-dynamic, where a tag needs the page\'s nonce', async () => {
  const page = await open(`<div id="a">${script('limit=2', 'nonce="abc" async')}</div><latest-news limit="3" more="on"></latest-news>`,
    {'Content-Security-Policy': `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src ${shared.news.origin}; ${trusted}`})
  await assertItems(page.locator('#a latest-news'), 2)
  // What the script loads is trusted as it is itself.
  await assertItems(page.locator('body > latest-news'), 3)
  await end(page)
})

test('policies: a script alone needs script-src and nothing else', async () => {
  const page = await open(`<div id="a">${script('limit=2')}${script('limit=1')}${script('limit=3', 'defer')}</div>`,
    {'Content-Security-Policy': `default-src 'none'; script-src ${shared.news.origin}; ${trusted}`})
  await assertItems(page.locator('#a latest-news').nth(2), 3)
  await assertItems(page.locator('#a latest-news').nth(0), 2)
  assert.equal(await page.locator('#a .ln-item').first().evaluate((item) => getComputedStyle(item).display), 'grid')
  await end(page)
})

test('policies: an element that may not fetch its list keeps the link inside, and reports why', async () => {
  const page = await open(`<latest-news limit="3"><a href="/">News</a></latest-news><script src="${shared.news.origin}/element.js"></script>`,
    {'Content-Security-Policy': `default-src 'none'; script-src ${shared.news.origin}`})
  await page.waitForFunction(() => true)
  await page.waitForTimeout(300)
  assert.ok(await page.locator('latest-news a').isVisible())
  assert.match(page.complaints.join('\n'), /latest-news: /)
  await page.context().close()
})

test('policies: Trusted Types with no policy allowed: script, element, data attribute, more, refresh, and a frame with its script', async () => {
  const {origin} = shared.news
  const page = await open(`<div id="a">${script('limit=2&amp;more=on&amp;refresh=60')}</div><latest-news limit="3" rows="3" more="on"></latest-news>
<div id="b" data-latest-news data-limit="4"></div><iframe src="${origin}/embed?limit=2" title="News"></iframe>
<script async src="${origin}/element.js"></script><script async src="${origin}/resize.js"></script>`,
  {'Content-Security-Policy': `default-src 'none'; script-src ${origin}; connect-src ${origin}; frame-src ${origin}; style-src 'self'; ${trusted}`})
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('#b'), 4)
  const list = page.locator('body > latest-news')
  await assertItems(list, 3)
  await list.locator('button').click()
  await list.locator('article').nth(5).waitFor()
  await page.waitForFunction(() => document.querySelector('iframe').style.height)
  await end(page)
})

test('policies: Integrity-Policy and Subresource Integrity, by a name that never changes', async () => {
  const {path, integrity} = await hashedElement()
  const page = await open(`<latest-news limit="3"></latest-news><script async src="${shared.news.origin}${path}" integrity="${integrity}" crossorigin="anonymous"></script>`,
    {'Integrity-Policy': 'blocked-destinations=(script)'})
  await assertItems(page.locator('latest-news'), 3)
  await end(page)
  // The policy works: the same tag without a hash does not run.
  const refused = await open(`<latest-news limit="3"></latest-news><script async src="${shared.news.origin}${path}"></script>`,
    {'Integrity-Policy': 'blocked-destinations=(script)'})
  await refused.waitForLoadState('load')
  assert.deepEqual(refused.complaints.filter((line) => line.startsWith('failed')), [`failed: ${shared.news.origin}${path}`])
  await refused.context().close()
})

test('policies: a cross-origin isolated page', async () => {
  const page = await open(`<div id="a">${script('limit=2')}</div><latest-news limit="3"></latest-news><script async src="${shared.news.origin}/element.js"></script>`,
    {'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin'})
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('body > latest-news'), 3)
  assert.ok(await page.evaluate(() => crossOriginIsolated))
  await end(page)
})

test('policies: a sandboxed page, whose origin is "null"', async () => {
  const page = await open(`<div id="a">${script('limit=2')}</div><latest-news limit="3"></latest-news>
<script async src="${shared.news.origin}/element.js"></script>`, {'Content-Security-Policy': 'sandbox allow-scripts'})
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('body > latest-news'), 3)
  assert.equal(await page.evaluate(() => origin), 'null')
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('policies: no permission and no referrer', async () => {
  const page = await open(`<div id="a">${script('limit=2')}</div><latest-news limit="3"></latest-news><iframe src="${shared.news.origin}/embed?limit=1" title="News"></iframe>
<script async src="${shared.news.origin}/element.js"></script>`,
  {'Referrer-Policy': 'no-referrer', 'Permissions-Policy': 'geolocation=(), camera=(), microphone=(), sync-xhr=(), fullscreen=()'})
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('body > latest-news'), 3)
  await assertItems(page.frameLocator('iframe').locator('body'), 1)
  await end(page)
})
