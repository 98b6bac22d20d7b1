// Our own pages: the first one, with all ways at work and the code to copy, and an item's.
import assert from 'node:assert/strict'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {contrasts} from './contrast.mjs'
import {share, test} from './fixtures.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: startProgram, browser: startBrowser})

for (const colorScheme of ['light', 'dark']) {
  test(`first page: every way is at work, for a visitor who likes it ${colorScheme}`, async () => {
    const page = await openPage(shared.browser, {colorScheme})
    await page.goto(shared.news.origin + '/')
    for (const id of ['script', 'element', 'fetch']) await assertItems(page.locator(`#${id}`), 3)
    await page.locator('#frame iframe').scrollIntoViewIfNeeded() // loading=lazy
    await assertItems(page.frameLocator('#frame iframe').locator('body'), 3)
    await assertItems(page.locator('.ln-sheet'), 3)
    for (const place of [page.locator('body'), page.locator('#script .ln'), page.locator('#element .ln'),
      page.frameLocator('#frame iframe').locator('body')]) {
      for (const {text, background, ratio, what} of await contrasts(place)) {
        assert.ok(ratio >= 4.5, `${what} has ${ratio}:1, ${text} on ${background}`)
      }
    }
    await assertNothingToMind(page, shared.news.origin)
    await page.context().close()
  })
}

test('first page: the code to copy names this server, and the button copies it', async () => {
  const page = await openPage(shared.browser, {permissions: ['clipboard-read', 'clipboard-write']})
  await page.goto(shared.news.origin + '/')
  const expected = {
    script: `<script async src="${shared.news.origin}/latest-news.js?limit=3"></script>`,
    element: `<script async src="${shared.news.origin}/element.js"></script>`,
    frame: `src="${shared.news.origin}/embed?limit=3"`,
    fetch: `fetch('${shared.news.origin}/fragment?limit=3')`,
  }
  for (const [id, code] of Object.entries(expected)) {
    const shown = await page.locator(`#${id} .ln-code`).first().textContent()
    assert.ok(shown.includes(code), shown)
    await page.locator(`#${id} .ln-copy`).first().click()
    await page.locator(`#${id} .ln-copy`, {hasText: 'Copied'}).first().waitFor()
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown)
  }
  await assertNothingToMind(page, shared.news.origin)
  await page.context().close()
})

test('first page, item, frame: nothing is wider than a window of 320 pixels (400 % zoom)', async () => {
  const page = await openPage(shared.browser, {viewport: {width: 320, height: 256}})
  const feed = await (await fetch(shared.news.origin + '/news.json')).json()
  for (const path of ['/', '/items/' + feed.items[0].id, '/embed?theme=light']) {
    await page.goto(shared.news.origin + path)
    await page.locator('article').first().waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path)
  }
  await assertNothingToMind(page, shared.news.origin)
  await page.context().close()
})

test('first page: a title leads to the item, and from there to all news', async () => {
  const page = await openPage(shared.browser)
  await page.goto(shared.news.origin + '/')
  const title = await page.locator('.ln-sheet .ln-title').first().textContent()
  await page.locator('.ln-sheet .ln-title a').first().click()
  await page.locator('h1', {hasText: title}).waitFor()
  await page.locator('.ln-back a').click()
  await page.waitForURL(shared.news.origin + '/embed')
  await page.context().close()
})
