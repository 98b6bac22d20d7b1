// The host page's CSS: family, size and (in theme=auto) colour of text are all that crosses into the list.
import assert from 'node:assert/strict'
import {allWays, places} from './all-ways.mjs'
import {assertItems, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

// The page's own rules: the position of the lists, at whole pixels, and their width. An id outweighs the
// hostile rules below.
const place = `#script, #element, #data { all: initial !important; position: absolute !important; z-index: 1 !important;
    left: 0 !important; width: 600px !important; color: #123 !important; font: 16px/1.5 "Liberation Sans", "DejaVu Sans", sans-serif !important }
  #script { top: 0 !important } #element { top: 2000px !important } #data { top: 4000px !important }
  .place::before, .place::after { display: none !important }`

const hostile = {
  'a reset of everything': '* { all: unset !important }',
  'another reset': '* { all: initial !important; color: inherit !important; font-family: inherit !important; font-size: inherit !important }',
  'nothing displayed of what the list is made of': `latest-news, [data-latest-news], section, article, div:not(.place), h2, h3, p, time, a, nav {
    display: none !important; visibility: hidden !important; opacity: 0 !important }`,
  'floats': '* { float: left !important; clear: both !important }',
  'spacing': `* { line-height: 4 !important;
    text-indent: 90px !important; tab-size: 20 !important }`,
  'transformed text': `* { text-transform: uppercase !important; font-variant: small-caps !important; font-style: italic !important;
    font-weight: 100 !important; font-stretch: condensed !important; font-feature-settings: "smcp" !important }`,
  'decorations': `* { text-decoration: line-through 4px red !important; text-shadow: 2px 2px red !important;
    -webkit-text-stroke: 2px red !important; -webkit-text-fill-color: red !important; text-emphasis: dot !important }
    div#script.place { text-decoration: line-through 4px red !important }`,
  'first lines and letters': `*::first-line { text-transform: uppercase; color: red }
    *::first-letter { font-size: 90px; color: red } *::before { content: "before" } *::after { content: "after" }`,
  'alignment': `* { text-align: center !important; direction: rtl !important; vertical-align: super !important;
    white-space: nowrap !important; word-break: break-all !important; hyphens: auto !important }
    html, body { direction: ltr !important; white-space: normal !important }`,
  // Only on the lists: a page with every element blurred and rotated takes a minute to paint.
  'columns and effects': `latest-news, [data-latest-news] { columns: 3 !important; filter: blur(2px) !important; clip-path: circle(5px) !important;
    opacity: .5 !important; mix-blend-mode: difference !important; transform: rotate(5deg) !important;
    mask: linear-gradient(#0000, #000) !important; rotate: 5deg !important; scale: 2 !important; translate: 5px !important; zoom: 2 !important;
    perspective: 5px !important; backdrop-filter: blur(5px) !important; writing-mode: vertical-rl !important }`,
  'pointers': '* { cursor: wait !important; user-select: none !important; pointer-events: none !important; caret-color: red !important }',
  'visibility': '* { visibility: hidden !important; content-visibility: hidden !important } .place, body, html { content-visibility: visible !important }',
  'the names of our classes': `.ln, .ln-item, .ln-title { display: none !important; color: red !important }`,
  'every element by its name': 'a { color: red !important } h2, h3 { font: 8px monospace !important } p { margin: 99px !important }',
}

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

// In the page: every computed style and every box of the lists in both kinds of host, boxes relative to the list's
// own. Called twice, the second time it gives the differences as lines, so that a failure names the property.
function compare() {
  const looks = {}
  for (const id of ['script', 'data']) {
    const place = document.getElementById(id)
    const section = place.querySelector('latest-news, [data-latest-news]').shadowRoot.querySelector('section')
    const from = section.getBoundingClientRect()
    looks[`${id} height`] = place.getBoundingClientRect().height
    for (const [index, element] of [section, ...section.querySelectorAll('*')].entries()) {
      const name = `${id} ${index} ${element.className || element.localName}`
      const box = element.getBoundingClientRect()
      looks[`${name} box`] = [box.x - from.x, box.y - from.y, box.width, box.height]
        .map((length) => Math.round(length * 100) / 100).join(' ')
      for (const part of ['', '::before', '::after']) {
        const style = getComputedStyle(element, part)
        for (const property of style) looks[`${name}${part} ${property}`] = style.getPropertyValue(property)
      }
    }
  }
  const before = window.looksBefore
  window.looksBefore ??= looks
  if (!before) return Object.keys(looks).length
  return Object.keys({...before, ...looks}).filter((name) => looks[name] !== before[name])
    .map((name) => `${name}: ${before[name]} became ${looks[name]}`)
}

async function open(theme) {
  Object.assign(shared.partner.pages, allWays(shared.news.origin, {theme, limit: 2, sheet: place}))
  const page = await openPage(shared.browser)
  await page.goto(shared.partner.origin + '/')
  const {script, element, data} = places(page)
  for (const one of [script, element, data]) await assertItems(one, 2)
  return page
}

function setSheet(page, sheet) {
  return page.evaluate((text) => {
    const constructed = new CSSStyleSheet()
    constructed.replaceSync(text)
    document.adoptedStyleSheets = [constructed]
  }, sheet)
}

for (const theme of ['auto', 'light', 'dark']) {
  test(`hostile page: its styles do not reach the list, theme ${theme}`, async (context) => {
    const page = await open(theme)
    assert.ok(await page.evaluate(compare) > 10000)
    // The pixels too: a line that an outer element draws through the text is in no computed style. Only for lists with a
    // background of their own, so that the page's is not in the picture.
    // Whole pixels of it: the page shines through its lower edge.
    const height = await page.locator('#script section').evaluate((section) => Math.floor(section.getBoundingClientRect().height))
    assert.ok(height > 200, `${height}`)
    const picture = () => page.screenshot({animations: 'disabled', clip: {x: 0, y: 0, width: 600, height}})
    const before = theme === 'auto' ? null : await picture()
    for (const [name, sheet] of Object.entries(hostile)) {
      await context.test(name, async () => {
        await setSheet(page, sheet)
        assert.deepEqual((await page.evaluate(compare)).slice(0, 5), [])
        if (before) assert.ok(before.equals(await picture()), 'a picture of it is the same')
      })
    }
    await page.context().close()
  })
}

test('hostile page: the list has the page\'s font family and size, and in theme auto its colour', async () => {
  const sheet = '#script, #script * { color: rgb(1, 2, 3) !important; font-size: 21px !important; font-family: "DejaVu Serif" !important }'
  for (const [theme, crosses] of [['auto', true], ['light', false], ['dark', false]]) {
    const page = await open(theme)
    await setSheet(page, sheet)
    const style = await page.locator('#script section.ln').evaluate((section) => {
      const {color, fontSize, fontFamily} = getComputedStyle(section)
      return {color, fontSize, fontFamily}
    })
    assert.equal(style.fontSize, '21px')
    assert.equal(style.fontFamily, '"DejaVu Serif"')
    assert.equal(style.color === 'rgb(1, 2, 3)', crosses, `${theme}: ${style.color}`)
    await page.context().close()
  }
})

test('hostile page: the list has the page\'s letter and word spacing, since a reader may have set it', async () => {
  const page = await open('auto')
  await setSheet(page, '* { letter-spacing: .12em !important; word-spacing: .16em !important }')
  for (const id of ['script', 'data']) {
    const {letters, words, size} = await page.evaluate((one) => {
      const style = getComputedStyle(document.getElementById(one).querySelector('latest-news, [data-latest-news]').shadowRoot.querySelector('.ln-summary'))
      return {letters: parseFloat(style.letterSpacing), words: parseFloat(style.wordSpacing), size: parseFloat(style.fontSize)}
    }, id)
    assert.ok(Math.abs(letters - .12 * size) < .1 && Math.abs(words - .16 * size) < .1, `${letters} ${words} ${size}`)
  }
  await page.context().close()
})
