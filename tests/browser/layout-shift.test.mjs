// Nothing below the news moves when they appear: the browser's own layout-shift entries.
import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import {assertItems, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {example, startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

const widths = [360, 700, 1200]
const paragraph = '<p>What stands below, a paragraph of the partner\'s own text, which nobody wants to see jump.</p>'

// Opens the page, whose policy allows no inline style; answers of the news come late, so that the page is painted before.
function shiftOf(width, body, {sheet = '', head = '', place = 'main', styles = ''} = {}) {
  shared.partner.pages['/'] = {
    headers: {'Content-Security-Policy': `default-src 'none'; style-src 'self' ${styles}; script-src ${shared.news.origin}; connect-src ${shared.news.origin}; frame-src ${shared.news.origin}`},
    body: `<!DOCTYPE html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>A partner</title>
<link rel="stylesheet" href="/partner.css">${head}</head><body><h1>News</h1><main>${body}</main>${paragraph.repeat(3)}</body></html>`,
  }
  shared.partner.pages['/partner.css'] = {body: 'body { margin: 16px; font: 16px/1.5 "Liberation Sans", sans-serif } iframe { width: 100%; border: 0; display: block }' + sheet}
  return measure(width, '/', place, 3)
}

async function measure(width, path, place, count) {
  const page = await openPage(shared.browser, {viewport: {width, height: 800}})
  for (const list of ['**/latest-news.js*', '**/fragment.*', '**/embed*']) {
    await page.route(list, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue()
    })
  }
  await page.goto(shared.partner.origin + path)
  await assertItems(place === 'iframe' ? page.frameLocator('iframe').locator('body') : page.locator(place), count)
  await page.waitForTimeout(300)
  const shift = await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, {value}) => sum + value, 0))).observe({type: 'layout-shift', buffered: true})
    setTimeout(() => resolve(0), 200)
  }))
  const complaints = page.complaints.filter((line) => !line.includes('slow'))
  await page.context().close()
  assert.deepEqual(complaints, [])
  return shift
}

const layouts = ['list', 'headlines', 'cards', 'timeline']
const script = (attributes, layout = 'list') => `<script ${attributes} src="${shared.news.origin}/latest-news.js?limit=3&amp;layout=${layout}"></script>`

// The rule that the first page gives to copy, measured there.
async function reserveRule(layout) {
  const page = await openPage(shared.browser)
  await page.goto(`${shared.news.origin}/#limit=3&layout=${layout}`)
  await page.waitForFunction((name) => document.querySelector('#preview').shadowRoot?.querySelectorAll('article').length === 3 &&
    (document.querySelector('#preview').getAttribute('layout') ?? 'list') === name, layout)
  await page.locator('#reserve', {hasText: '@media'}).waitFor()
  const rule = await page.locator('#reserve').textContent()
  await page.context().close()
  return rule
}

test('layout shift: an async script without a reserve moves the page: the measure works', async () => {
  assert.ok(await shiftOf(1200, script('async')) > 0.05)
})

test('layout shift: none by an async script in the height that the first page\'s rule reserves', async () => {
  for (const layout of layouts) {
    const sheet = await reserveRule(layout)
    for (const width of widths) assert.equal(await shiftOf(width, `<div class="latest-news">${script('async', layout)}</div>`, {sheet}), 0, `${layout} ${width}`)
  }
})

test('layout shift: none by a script without async', async () => {
  for (const layout of layouts) {
    for (const width of widths) assert.equal(await shiftOf(width, script('', layout)), 0, `${layout} ${width}`)
  }
})

test('layout shift: none by an element that reserves its rows', async () => {
  for (const layout of layouts) {
    for (const width of widths) {
      const body = `<latest-news limit="3" rows="3" layout="${layout}"><a href="/news">News</a></latest-news>`
      assert.equal(await shiftOf(width, body, {head: `<script src="${shared.news.origin}/element.js"></script>`}), 0, `${layout} ${width}`)
    }
  }
})

test('layout shift: none by an include, with a shadow root and without', async () => {
  for (const query of ['limit=3', 'limit=3&shadow=on']) {
    const html = await (await fetch(`${shared.news.origin}/fragment?${query}`)).text()
    for (const width of widths) assert.equal(await shiftOf(width, html, {styles: shared.news.origin}), 0, `${query} ${width}`)
  }
})

test('layout shift: none by a frame that has a height', async () => {
  for (const width of widths) {
    const body = `<iframe src="${shared.news.origin}/embed?limit=3" title="News" height="900"></iframe>`
    assert.equal(await shiftOf(width, body, {place: 'iframe'}), 0, `${width}`)
  }
})

test('layout shift: none in the examples that reserve', async () => {
  shared.partner.pages['/partner.css'] = {body: await readFile(project + 'widget/examples/partner.css')}
  for (const name of ['script.html', 'script-async.html', 'element.html']) {
    shared.partner.pages['/' + name] = {body: await example(name, shared.news.origin)}
    for (const width of [320, ...widths]) assert.equal(await measure(width, '/' + name, 'main', 5), 0, `${name} ${width}`)
  }
})
