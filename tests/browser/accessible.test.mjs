// Everyone can read it: axe-core with its best practices in every layout, theme, language and way; zoom, spacing, focus;
// and the names, roles and order that a screen reader gets, kept in tests/data/accessibility for review.
import assert from 'node:assert/strict'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {openPage, startBrowser} from './browser.mjs'
import {contrasts} from './contrast.mjs'
import {share, test} from './fixtures.mjs'
import {feedIn} from '../gallery/feeds.mjs'
import {startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'

const layouts = ['list', 'headlines', 'cards', 'timeline']
const themes = ['auto', 'light', 'dark']
const languages = ['en', 'ar', 'zh']
const folder = await mkdtemp(join(tmpdir(), 'latest-news-'))
for (const language of languages) await writeFile(join(folder, language + '.json'), JSON.stringify(feedIn(language)))

const shared = share({
  en: () => startProgram('--news', join(folder, 'en.json')),
  ar: () => startProgram('--news', join(folder, 'ar.json')),
  zh: () => startProgram('--news', join(folder, 'zh.json')),
  partner: startPartner,
  browser: startBrowser,
  files: () => ({stop: () => rm(folder, {recursive: true})}),
})
const axe = await readFile(project + 'node_modules/axe-core/axe.min.js', 'utf8')

// Opens a partner's page with this in its <main>.
async function open(body, {language = 'en', style = '', ...options} = {}) {
  shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head>
<meta name="viewport" content="width=device-width"><title>A partner</title><link rel="icon" href="data:,"><style>body { margin: 16px; font: 16px/1.5 "Liberation Sans", sans-serif } ${style}</style></head>
<body><main><h1>Partner</h1>${body}</main></body></html>`}
  const page = await openPage(shared.browser, options)
  await page.goto(shared.partner.origin + '/')
  return page
}

// AAA for contrast; the rules of WCAG 2.2 and the best practices.
async function problems(page) {
  await page.evaluate(axe)
  const {violations} = await page.evaluate(() => globalThis.axe.run({rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}))
  return violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary.slice(0, 300)}`)
}

const widths = [320, 1280]
const isTooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

for (const language of languages) {
  test(`accessible: axe finds nothing in any layout and theme, by script, frame and fragment, in ${language}`, async () => {
    const {origin} = shared[language]
    const page = await openPage(shared.browser)
    for (const layout of layouts) {
      for (const theme of themes) {
        const query = `limit=4&layout=${layout}&theme=${theme}`
        const fragment = await (await fetch(`${origin}/fragment?${query}`)).text()
        const head = `<!DOCTYPE html><html lang="${language}"><head><meta name="viewport" content="width=device-width"><title>A partner</title>
<link rel="icon" href="data:,"></head><body><main><h1>Partner</h1>`
        shared.partner.pages['/script'] = {body: `${head}<script src="${origin}/latest-news.js?${query}&amp;more=on"></script></main></body></html>`}
        shared.partner.pages['/fragment'] = {body: `${head}${fragment}</main></body></html>`}
        for (const url of [shared.partner.origin + '/script', shared.partner.origin + '/fragment', `${origin}/embed?${query}`]) {
          await page.goto(url)
          await page.locator('article').first().waitFor()
          for (const width of widths) {
            await page.setViewportSize({width, height: 800})
            assert.deepEqual(await problems(page), [], `${url} ${query} ${width}`)
            assert.equal(await isTooWide(page), false, `${url} ${query} ${width} is too wide`)
          }
        }
      }
    }
    await page.context().close()
  })

  test(`accessible: axe finds nothing in our own pages, in ${language}, in the light and in the dark`, async () => {
    const {origin} = shared[language]
    const {items} = await (await fetch(origin + '/news.json?limit=1')).json()
    for (const colorScheme of ['light', 'dark']) {
      const page = await openPage(shared.browser, {colorScheme})
      for (const path of ['/', new URL(items[0].url).pathname, '/embed?heading=off', '/embed?page=2&limit=2', '/embed?q=nothing', '/nothing']) {
        await page.goto(origin + path)
        for (const width of widths) {
          await page.setViewportSize({width, height: 800})
          assert.deepEqual(await problems(page), [], `${path} ${colorScheme} ${width}`)
          assert.equal(await isTooWide(page), false, `${path} ${width} is too wide`)
        }
      }
      await page.context().close()
    }
  })
}

test('accessible: axe finds nothing in any of the languages', async () => {
  const {languages: all} = await import('./locales.mjs')
  assert.ok(all.length >= 14)
  const page = await openPage(shared.browser)
  for (const language of all) {
    await page.goto(`${shared.en.origin}/embed?lang=${language}&limit=2&page=2`)
    assert.equal(await page.evaluate(() => document.documentElement.lang), language)
    assert.deepEqual(await problems(page), [], language)
  }
  await page.context().close()
})

test('accessible: a reader\'s text spacing and 400 % zoom cut nothing off', async () => {
  // WCAG 2.2, 1.4.12 and 1.4.10.
  const style = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'
  for (const layout of layouts) {
    for (const extra of ['', '&amp;images=on&amp;more=on']) {
      const page = await open(`<script src="${shared.en.origin}/latest-news.js?limit=3&amp;layout=${layout}${extra}"></script>`, {style, viewport: {width: 320, height: 256}})
      await page.locator('article').first().waitFor()
      assert.equal(await isTooWide(page), false, layout)
      const cut = await page.evaluate(() => [...document.querySelector('latest-news').shadowRoot.querySelectorAll('*')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' && one.clientWidth > 1)
        .map((one) => `${one.className} ${one.scrollWidth} > ${one.clientWidth}`))
      assert.deepEqual(cut, [], layout)
      await page.context().close()
    }
  }
})

test('accessible: the keyboard goes from title to title, and the focus is seen', async () => {
  for (const layout of layouts) {
    const page = await open(`<script src="${shared.en.origin}/latest-news.js?limit=3&amp;layout=${layout}"></script>`)
    await page.locator('article').first().waitFor()
    for (let count = 0; count < 3; ++count) {
      await page.keyboard.press('Tab')
      const focus = await page.evaluate(() => {
        const root = document.querySelector('latest-news').shadowRoot
        const {outlineStyle, outlineWidth} = getComputedStyle(root.activeElement)
        return [[...root.querySelectorAll('h3 a')].indexOf(root.activeElement), outlineStyle, outlineWidth]
      })
      assert.deepEqual(focus, [count, 'solid', '3px'], layout)
    }
    // The whole item is the target, at least 24 pixels high.
    const box = await page.locator('article').nth(1).boundingBox()
    assert.ok(box.height >= 24 && box.width >= 24)
    await page.mouse.move(box.x + 4, box.y + box.height - 4)
    assert.equal(await page.evaluate(([x, y]) => document.querySelector('latest-news').shadowRoot.elementFromPoint(x, y).localName,
      [box.x + box.width / 2, box.y + box.height - 4]), 'a')
    await page.context().close()
  }
})

test('accessible: an accent keeps a contrast of 4.5:1 on every kind of page, and its hue', async () => {
  const pages = {'#ffffff': '#222222', '#eeeeee': '#000000', '#fdf6e3': '#333333', '#15181c': '#e3e6ea', '#333333': '#ffffff', '#010101': '#cccccc'}
  for (const accent of ['ffd700', '000000', 'ffffff', 'c0392b', '00ff00', '0000ff', 'ff00ff', '14365d', '808080']) {
    for (const [background, colour] of Object.entries(pages)) {
      const page = await open(`<script src="${shared.en.origin}/latest-news.js?limit=1&amp;layout=cards&amp;accent=${accent}"></script>`,
        {style: `html { background: ${background}; color: ${colour} }`})
      await page.locator('article').first().waitFor()
      const all = await contrasts(page.locator('section'))
      for (const {what, text, ratio} of all) assert.ok(ratio >= 4.5, `${accent} on ${background}: ${what} is ${text}, ${ratio}:1`)
      const title = await page.locator('.ln-title a').evaluate((link) => getComputedStyle(link).color)
      assert.ok(title.startsWith('oklch'), title)
      await page.context().close()
    }
    for (const theme of ['light', 'dark']) {
      const page = await openPage(shared.browser)
      await page.goto(`${shared.en.origin}/embed?limit=1&theme=${theme}&accent=${accent}`)
      for (const {what, text, ratio} of await contrasts(page.locator('section'))) assert.ok(ratio >= 4.5, `${accent} ${theme}: ${what} is ${text}, ${ratio}:1`)
      await page.context().close()
    }
  }
})

test('accessible: forced colours, more contrast, print and less motion leave the text readable', async () => {
  for (const options of [{forcedColors: 'active'}, {contrast: 'more'}, {reducedMotion: 'reduce'}]) {
    const page = await open(`<script src="${shared.en.origin}/latest-news.js?limit=2&amp;layout=cards&amp;theme=dark"></script>`, options)
    await page.locator('article').first().waitFor()
    for (const {what, ratio} of await contrasts(page.locator('section'))) assert.ok(ratio >= 7, `${JSON.stringify(options)}: ${what} ${ratio}:1`)
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0)
    await page.emulateMedia({media: 'print'})
    for (const {what, ratio} of await contrasts(page.locator('section'))) assert.ok(ratio >= 7, `print: ${what} ${ratio}:1`)
    await page.context().close()
  }
})

// UPDATE=1 writes the file; its changes are for review.
test('accessible: names, roles and order are those of tests/data/accessibility', async () => {
  for (const [name, body] of Object.entries({
    'list-en': `<script src="${shared.en.origin}/latest-news.js?limit=3&amp;more=on"></script>`,
    'list-ar': `<script src="${shared.ar.origin}/latest-news.js?limit=2"></script>`,
    'list-fragment': await (await fetch(`${shared.en.origin}/fragment?limit=2&q=trafficking`)).text(),
    'headlines-fr': `<script src="${shared.en.origin}/latest-news.js?limit=2&amp;layout=headlines&amp;lang=fr"></script>`,
    'cards-en': `<script src="${shared.en.origin}/latest-news.js?limit=2&amp;layout=cards&amp;heading=off"></script>`,
    'timeline-en': `<script src="${shared.en.origin}/latest-news.js?limit=2&amp;layout=timeline"></script>`,
  })) {
    const page = await open(body)
    await page.locator('article').first().waitFor()
    await page.waitForLoadState('networkidle')
    const tree = (await page.locator('main').ariaSnapshot()).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '') + '\n'
    const file = `${project}tests/data/accessibility/${name}.yaml`
    if (process.env.UPDATE) await writeFile(file, tree)
    assert.equal(tree, await readFile(file, 'utf8'), name)
    await page.context().close()
  }
})
