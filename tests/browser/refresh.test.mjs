// refresh="300" renews a list, and more="on" lengthens it.
import assert from 'node:assert/strict'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test, until} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

const element = () => `<script src="${shared.news.origin}/element.js"></script>`

// The page, with the test's clock. `page.asked` are the requests for lists, `page.statuses` their statuses.
async function open(body, {prepare = () => {}, ...options} = {}) {
  shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><head><title>A partner</title></head><body>${body}</body></html>`}
  const page = await openPage(shared.browser, options)
  page.asked = []
  page.on('request', (request) => { if (request.url().includes('/fragment.json')) page.asked.push(request.url().split('fragment.json')[1]) })
  await page.clock.install()
  await prepare(page)
  await page.goto(shared.partner.origin + '/')
  return page
}

// Waits until the page has made so many requests and has used the answers.
async function asked(page, times) {
  await until(() => page.asked.length >= times, () => `the page has asked ${page.asked.length} times, not ${times}`)
  await page.waitForTimeout(200)
}

async function end(page) {
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
}

// From now on every fragment.json has one more item at the top.
const addNews = (page) => page.route('**/fragment.json*', async (route) => {
  const answer = await route.fetch()
  const nodes = await answer.json()
  const items = nodes.find((one) => one[1]?.class === 'ln-box')[2]
  items.splice(2, 0, ['li', ['article', {class: 'ln-item'}, ['h3', {class: 'ln-title'}, 'Fresh news']]])
  await route.fulfill({response: answer, json: nodes})
})

const titles = (page) => page.locator('.ln-title').allTextContents()
const setHidden = (page, hidden) => page.evaluate((value) => {
  Object.defineProperty(document, 'hidden', {value, configurable: true})
  document.dispatchEvent(new Event('visibilitychange'))
}, hidden)

test('refresh: it requests after its period, with the ETag, and not while the page is hidden', async () => {
  const page = await open(`<latest-news limit="2" refresh="300"></latest-news>${element()}`)
  await assertItems(page.locator('latest-news'), 2)
  const session = await page.context().newCDPSession(page)
  const sent = []
  await session.send('Network.enable')
  session.on('Network.requestWillBeSentExtraInfo', ({headers}) => { if (headers['If-None-Match'] ?? headers['if-none-match']) sent.push(headers) })
  await page.clock.runFor(290_000)
  assert.equal(page.asked.length, 1)
  const first = await page.locator('latest-news article').first().elementHandle()
  await page.clock.runFor(90_000) // 20 % of jitter at most, and it looks every 10 s
  await asked(page, 2)
  assert.equal(sent.length, 1)
  // An answer that is the same changes no node.
  assert.ok(await first.evaluate((node) => node.isConnected))
  await setHidden(page, true)
  await page.clock.runFor(3_600_000)
  assert.equal(page.asked.length, 2)
  await setHidden(page, false)
  await asked(page, 3)
  assert.equal(page.asked.length, 3)
  await end(page)
})

test('refresh: off by default, and never more than once a minute', async () => {
  const page = await open(`<latest-news limit="2"></latest-news><div data-latest-news data-limit="1" data-refresh="60"></div>${element()}`)
  await assertItems(page.locator('latest-news'), 2)
  await assertItems(page.locator('[data-latest-news]'), 1)
  await page.clock.runFor(59_000)
  assert.equal(page.asked.length, 2)
  await page.clock.runFor(3_600_000)
  assert.equal(page.asked.filter((query) => query === '?limit=2').length, 1)
  const count = page.asked.length - 2
  assert.ok(count > 40 && count <= 60, `${count} times an hour`)
  await end(page)
})

test('refresh: it works for a script\'s list, and when the page is visible again', async () => {
  const page = await open(`<div id="a"><script src="${shared.news.origin}/latest-news.js?limit=2&amp;refresh=60"></script></div>`)
  await page.waitForFunction(() => customElements.get('latest-news'))
  await assertItems(page.locator('#a latest-news'), 2)
  assert.deepEqual(page.asked, [])
  await page.clock.fastForward(55_000)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})))
  assert.deepEqual(page.asked, [])
  await page.clock.fastForward(3_600_000)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})))
  await asked(page, 1)
  await end(page)
})

test('refresh: a list on the screen is renewed when it leaves the screen or the tab is hidden', async () => {
  const page = await open(`<div style="height: 3000px"></div><latest-news limit="2" refresh="60"></latest-news><div style="height: 3000px"></div>${element()}`)
  await assertItems(page.locator('latest-news'), 2)
  await addNews(page)
  // Out of sight.
  await page.clock.runFor(90_000)
  await page.locator('.ln-title', {hasText: 'Fresh news'}).waitFor({state: 'attached'})
  await page.unroute('**/fragment.json*')
  // In sight: it waits until the visitor has scrolled away.
  await page.evaluate(() => document.querySelector('latest-news').scrollIntoView())
  await page.clock.runFor(90_000)
  await page.waitForTimeout(300)
  assert.equal((await titles(page))[0], 'Fresh news')
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForFunction(() => document.querySelector('latest-news').shadowRoot.querySelector('.ln-title').textContent !== 'Fresh news')
  await end(page)
})

test('refresh: a list on an idle screen is renewed a period later, except one with the focus', async () => {
  const page = await open(`<latest-news limit="2" refresh="60"></latest-news>${element()}`)
  await assertItems(page.locator('latest-news'), 2)
  await addNews(page)
  await page.locator('latest-news a').first().focus()
  await page.clock.runFor(900_000)
  await page.waitForTimeout(300)
  assert.notEqual((await titles(page))[0], 'Fresh news')
  assert.ok(await page.evaluate(() => document.querySelector('latest-news').shadowRoot.activeElement !== null))
  await page.evaluate(() => document.activeElement.blur())
  await page.locator('.ln-title', {hasText: 'Fresh news'}).waitFor()
  await end(page)
})

test('refresh: a failed request leaves the list unchanged', async () => {
  const page = await open(`<latest-news limit="2" refresh="60"></latest-news>${element()}`)
  await assertItems(page.locator('latest-news'), 2)
  await page.route('**/fragment.json*', (route) => route.abort())
  await page.clock.runFor(90_000)
  await asked(page, 2)
  await assertItems(page.locator('latest-news'), 2)
  await page.context().close()
})

test('more: a button adds the next page in place, keeps the focus and says how many came', async () => {
  for (const body of [`<latest-news limit="15" more="on"></latest-news>${element()}`,
    `<script src="${shared.news.origin}/latest-news.js?limit=15&amp;more=on"></script>`]) {
    const page = await open(body)
    const button = page.locator('latest-news button')
    const status = page.locator('latest-news [role=status]')
    await button.waitFor()
    await assertItems(page.locator('latest-news'), 15)
    const first = await page.locator('latest-news article').first().elementHandle()
    await button.focus()
    await page.keyboard.press('Enter')
    await page.locator('latest-news article').nth(29).waitFor()
    assert.equal(await status.textContent(), 'Items added: 15')
    assert.ok(await button.evaluate((one) => one.getRootNode().activeElement === one))
    await page.keyboard.press('Space')
    await page.locator('latest-news article').nth(38).waitFor()
    assert.equal(await status.textContent(), 'Items added: 9. There is no more news.')
    assert.equal(await button.textContent(), 'There is no more news.')
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    assert.ok(await button.evaluate((one) => one.getRootNode().activeElement === one))
    assert.ok(await first.evaluate((node) => node.isConnected))
    assert.equal(new Set(await titles(page)).size, 39)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(100)
    await assertItems(page.locator('latest-news'), 39)
    await end(page)
  }
})

// Presses the button of "more" and waits for the items.
async function lengthen(page, count) {
  await page.locator('latest-news button').click()
  await page.locator('latest-news article').nth(count - 1).waitFor()
}

test('more: refresh never removes the added items, even if other attributes change', async () => {
  const page = await open(`<latest-news limit="15" more="on" refresh="60"></latest-news>${element()}`)
  await assertItems(page.locator('latest-news'), 15)
  await lengthen(page, 30)
  await page.evaluate(() => { document.querySelector('latest-news').className = 'seen' })
  await page.evaluate(() => document.querySelector('latest-news').shadowRoot.activeElement.blur())
  await page.clock.runFor(3_600_000)
  assert.equal(page.asked.length, 2)
  await assertItems(page.locator('latest-news'), 30)
  // Another query brings another list, which is renewed again.
  await page.evaluate(() => document.querySelector('latest-news').setAttribute('limit', '2'))
  await page.locator('latest-news article').nth(2).waitFor({state: 'detached'})
  await page.clock.runFor(90_000)
  await asked(page, 4)
  await end(page)
})

test('more: a delayed refresh does not remove the added items', async () => {
  const page = await open(`<div style="height: 3000px"></div><latest-news limit="15" more="on" refresh="60"></latest-news>${element()}`)
  await assertItems(page.locator('latest-news'), 15)
  await page.evaluate(() => document.querySelector('latest-news').scrollIntoView())
  await addNews(page)
  await page.clock.runFor(90_000)
  await asked(page, 2)
  assert.notEqual((await titles(page))[0], 'Fresh news')
  await page.unroute('**/fragment.json*')
  await lengthen(page, 30)
  await page.evaluate(() => {
    document.querySelector('latest-news').shadowRoot.activeElement.blur()
    scrollTo(0, 0)
  })
  await page.waitForTimeout(300)
  await assertItems(page.locator('latest-news'), 30)
  await end(page)
})

test('more: after a failure the button can be pressed again', async () => {
  const page = await open(`<latest-news limit="30" more="on"></latest-news>${element()}`)
  const button = page.locator('latest-news button')
  await button.waitFor()
  let isBroken = true
  await page.route('**/fragment.json*', (route) => isBroken ? route.abort() : route.continue())
  await button.click()
  await asked(page, 2)
  isBroken = false
  await page.waitForTimeout(100)
  await button.click()
  await page.locator('latest-news article').nth(38).waitFor()
  await page.context().close()
})

test('more: without a script it is a link to the next page', async () => {
  const html = await (await fetch(shared.news.origin + '/fragment?limit=30&more=on')).text()
  const link = /<a class="ln-next" rel="next" href="([^"]+)"/.exec(html)[1].replaceAll('&amp;', '&')
  const next = await (await fetch(link)).text()
  assert.equal(next.split('<article').length - 1, 9)
})
