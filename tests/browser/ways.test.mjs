// Every way to show the news on a page of another origin.
import assert from 'node:assert/strict'
import {allWays, places} from './all-ways.mjs'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {contrasts} from './contrast.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

async function open(pages, options) {
  Object.assign(shared.partner.pages, pages)
  const page = await openPage(shared.browser, options)
  await page.goto(shared.partner.origin + '/')
  return page
}

for (const colorScheme of ['light', 'dark']) {
  for (const theme of ['auto', 'light', 'dark']) {
    test(`ways: each shows all 39 items, theme ${theme}, in a ${colorScheme} system`, async () => {
      const sheet = ':root { color-scheme: light dark } body { color: canvastext; background: canvas }'
      const page = await open(allWays(shared.news.origin, {theme, sheet}), {colorScheme})
      for (const [way, place] of Object.entries(places(page))) {
        await assertItems(place, 39)
        // Without a shadow root or our stylesheet, the page decides the theme and all other looks.
        if (way === 'fetch') continue
        const dark = theme === 'dark' || theme === 'auto' && colorScheme === 'dark'
        for (const {text, background, ratio, what} of await contrasts(place.locator('.ln'))) {
          assert.ok(ratio >= 4.5, `${way}: ${what} has ${ratio}:1, ${text} on ${background}`)
        }
        const [first] = await contrasts(place.locator('.ln'))
        assert.equal(first.darkBackground, dark, `${way}: ${first.text} on ${first.background}`)
      }
      await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
      await page.context().close()
    })
  }
}

test('ways: each item is named by its title, and its title is its only link', async () => {
  const page = await open(allWays(shared.news.origin))
  for (const [way, place] of Object.entries(places(page))) {
    await assertItems(place, 39)
    const items = place.locator('article')
    assert.equal(await place.getByRole('listitem').count(), 39, way)
    for (let i = 0; i < 39; i += 1) {
      const title = (await items.nth(i).locator('.ln-title').textContent()).trim()
      assert.equal(await place.getByRole('article', {name: title, exact: true}).count(), 1, `${way}: ${title}`)
      assert.deepEqual(await items.nth(i).getByRole('link').allTextContents(), [title], way)
    }
  }
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
})

test('ways: the strictest policy, with Trusted Types, is not violated by three scripts and a frame', async () => {
  const policy = `default-src 'none'; script-src ${shared.news.origin}; connect-src ${shared.news.origin}; frame-src ${shared.news.origin}; ` +
    "style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
  const page = await open({
    '/': {
      headers: {'Content-Security-Policy': policy},
      body: `<!DOCTYPE html><html lang="en"><title>Strict</title><link rel="stylesheet" href="/partner.css">
<div id="script"><script async src="${shared.news.origin}/latest-news.js?limit=100"></script>
<script src="${shared.news.origin}/latest-news.js?limit=2"></script></div>
<div id="element"><latest-news limit="100"></latest-news></div>
<div id="frame"><iframe src="${shared.news.origin}/embed?limit=100" title="News"></iframe></div>
<script async src="${shared.news.origin}/element.js"></script>`,
    },
    '/partner.css': {body: 'body { color: #222 }'},
  })
  await assertItems(page.locator('#script latest-news').first(), 39)
  await assertItems(page.locator('#script latest-news').nth(1), 2)
  await assertItems(page.locator('#element'), 39)
  await assertItems(page.frameLocator('#frame iframe').locator('body'), 39)
  assert.equal(await page.locator('#element .ln-item').first().evaluate((item) => getComputedStyle(item).display), 'grid',
    'the styles are there')
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
})

test('ways: each script shows one list at its tag, and they define the element once', async () => {
  const page = await open({'/': {body: `<!DOCTYPE html><html lang="en"><title>Order</title><body>
<p id="before">before</p>
<script src="${shared.news.origin}/latest-news.js?limit=1"></script>
<p id="between">between</p>
<script src="${shared.news.origin}/latest-news.js?limit=2"></script>
<p id="after">after</p>`}})
  const order = await page.evaluate(() => [...document.body.children].filter((child) => child.localName !== 'script')
    .map((child) => child.id || child.shadowRoot.querySelectorAll('article').length))
  assert.deepEqual(order, ['before', 1, 'between', 2, 'after'])
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
})

test('ways: a script in the head shows its list at the end of the body, and logs that', async () => {
  const page = await openPage(shared.browser)
  const lines = []
  page.on('console', (message) => lines.push(message.text()))
  shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><title>Head</title>
<script src="${shared.news.origin}/latest-news.js?limit=1"></script></head><body><p>text</p></body>`}
  await page.goto(shared.partner.origin + '/')
  await assertItems(page.locator('p + latest-news'), 1)
  assert.match(lines.join(), /shown at the end/)
  await page.context().close()
})

test('ways: a module, which has no document.currentScript, shows its list at its tag', async () => {
  const page = await open({'/': {body: `<!DOCTYPE html><html lang="en"><title>Module</title><body>
<div id="here"><script type="module" src="${shared.news.origin}/latest-news.js?limit=1"></script></div><p>after</p>`}})
  await assertItems(page.locator('#here latest-news'), 1)
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
})

test('ways: a bad parameter is explained on the console, and the default list is shown', async () => {
  const page = await open({'/': {body: `<!DOCTYPE html><html lang="en"><title>Bad</title><body>
<script src="${shared.news.origin}/latest-news.js?limit=many"></script>`}})
  await assertItems(page.locator('latest-news'), 10)
  assert.equal(page.complaints.length, 1)
  assert.match(page.complaints[0], /latest-news: .*limit/)
  assert.match(page.complaints[0], /many/)
  await page.context().close()
})

test('element: a changed attribute fetches again, and a moved element keeps its list', async () => {
  const page = await open({'/': {body: `<!DOCTYPE html><html lang="en"><title>Element</title><body>
<div id="here"><latest-news limit="3"></latest-news></div><div id="there"></div><script src="${shared.news.origin}/element.js"></script>`}})
  await assertItems(page.locator('#here'), 3)
  await page.evaluate(() => new Promise((resolve) => {
    const element = document.querySelector('latest-news')
    element.addEventListener('latest-news:ready', resolve)
    element.setAttribute('limit', '7')
  }))
  await assertItems(page.locator('#here'), 7)
  let requests = 0
  page.on('request', () => { requests += 1 })
  await page.evaluate(() => document.getElementById('there').append(document.querySelector('latest-news')))
  await assertItems(page.locator('#there'), 7)
  assert.equal(requests, 0)
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
})

test('element: equal lists share a request', async () => {
  const asked = []
  const page = await openPage(shared.browser)
  page.on('request', (request) => { if (request.url().includes('fragment.json')) asked.push(request.url()) })
  shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><title>Two</title><body>
<latest-news limit="3"></latest-news><latest-news limit="3"></latest-news><script src="${shared.news.origin}/element.js"></script>`}
  await page.goto(shared.partner.origin + '/')
  await assertItems(page.locator('latest-news').first(), 3)
  await assertItems(page.locator('latest-news').nth(1), 3)
  assert.equal(asked.length, 1)
  await page.context().close()
})

test('element: without JavaScript, and if the news cannot be fetched, the author\'s content stays', async () => {
  const body = (origin, limit) => `<!DOCTYPE html><html lang="en"><title>Fallback</title><body>
<latest-news limit="${limit}"><a href="/">All our news</a></latest-news><script>
  addEventListener('latest-news:error', (event) => { document.title = event.detail.message })
</script><script src="${origin}/element.js"></script>`
  shared.partner.pages['/'] = {body: body(shared.news.origin, 5)}
  const silent = await openPage(shared.browser, {javaScriptEnabled: false})
  await silent.goto(shared.partner.origin + '/')
  assert.ok(await silent.locator('latest-news a').isVisible())
  await silent.context().close()

  shared.partner.pages['/'] = {body: body(shared.news.origin, 'many')}
  const page = await openPage(shared.browser)
  await page.goto(shared.partner.origin + '/')
  await page.waitForFunction(() => document.title.startsWith('400'))
  assert.match(await page.title(), /limit/)
  assert.ok(await page.locator('latest-news a').isVisible())
  await page.context().close()
})

test('frame: the list is there without JavaScript, and its links open in the whole window', async () => {
  const page = await open({'/': {body: `<!DOCTYPE html><html lang="en"><title>Frame</title><body>
<iframe src="${shared.news.origin}/embed?limit=4" title="News" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>`}},
  {javaScriptEnabled: false})
  const body = page.frameLocator('iframe').locator('body')
  await assertItems(body, 4)
  assert.equal(await body.locator('.ln-title a').first().getAttribute('target'), '_top')
  await page.context().close()
})
