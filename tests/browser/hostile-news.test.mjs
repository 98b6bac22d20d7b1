// News that try to break out of their place: every page stays valid HTML, and every text is shown as written.
import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import {HtmlValidate} from 'html-validate'
import {allWays, places} from './all-ways.mjs'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'

const file = project + 'tests/browser/hostile.json'
const {items} = JSON.parse(await readFile(file, 'utf8'))
// The program makes every kind of space one U+0020. So does this.
const folded = (text) => (text ?? '').replace(/\s+/g, ' ').trim()

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'heading-level': ['error', {allowMultipleH1: false, minInitialRank: 'any'}], // a fragment begins in the middle of a page
    'no-unknown-elements': ['error', {include: [], exclude: ['latest-news']}],
  },
})

const shared = share({
  bundled: startProgram,
  hostile: () => startProgram('--news', file),
  partner: startPartner,
  browser: startBrowser,
})

async function validate(address) {
  const answer = await fetch(address)
  assert.equal(answer.status, 200, address)
  const report = await validator.validateString(await answer.text())
  assert.deepEqual(report.results.flatMap((result) => result.messages)
    .map(({line, column, ruleId, message}) => `${address}:${line}:${column} ${message} (${ruleId})`), [])
}

for (const which of ['bundled', 'hostile']) {
  test(`html: the pages of the ${which} news are valid`, async () => {
    const {origin} = shared[which]
    const feed = await (await fetch(origin + '/news.json?limit=100')).json()
    assert.equal(feed.items.length, which === 'bundled' ? 39 : items.length)
    for (const path of ['/', '/fragment?limit=100', '/fragment?limit=2&page=2', '/fragment?since=9000-01-01',
      '/embed', '/embed?limit=100&theme=dark', ...feed.items.map(({id}) => '/items/' + id)]) await validate(origin + path)
  })
}

// What a visitor sees of one list, and any element or attribute in it that we never write.
function seen(place) {
  return place.locator('section.ln').evaluate((section) => ({
    items: [...section.querySelectorAll('article')].map((article) => ({
      title: article.querySelector('.ln-title')?.textContent ?? '',
      text: article.querySelector('.ln-summary')?.textContent ?? '',
      direction: getComputedStyle(article.querySelector('.ln-summary')).direction,
      name: article.getAttribute('aria-label'),
      isolated: [...article.querySelectorAll('.ln-title, .ln-summary')].every((element) => getComputedStyle(element).unicodeBidi === 'isolate'),
    })),
    elements: [...new Set([...section.querySelectorAll('*')].map((element) => element.localName))].sort(),
    attributes: [...new Set([...section.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()))].sort(),
    wide: section.scrollWidth > section.clientWidth,
  }))
}

test('hostile news: every way shows them as written, and nothing in them runs', async () => {
  const {origin} = shared.hostile
  Object.assign(shared.partner.pages, allWays(origin, {language: 'ja', sheet: '.place { width: 300px }'}))
  const page = await openPage(shared.browser)
  await page.goto(shared.partner.origin + '/')
  for (const [way, place] of Object.entries(places(page))) {
    await assertItems(place, items.length)
    const list = await seen(place)
    for (const item of items) {
      const shown = list.items.find(({title, text}) => folded(title) === folded(item.title) && folded(text) === folded(item.content_text))
      assert.ok(shown, `${way}: ${item.id} is not among ${JSON.stringify(list.items, null, 1)}`)
      assert.ok(folded(item.title || item.content_text).startsWith(folded(shown.name).replace(/ …$/, '')), shown.name)
      assert.equal(shown.direction, item.language === 'ar' ? 'rtl' : 'ltr', `${way}: ${item.id}`)
      assert.ok(shown.isolated, `${way}: ${item.id} reaches out of its element`)
    }
    assert.deepEqual(list.elements, ['a', 'article', 'div', ...way === 'frame' ? ['h1', 'h2'] : ['h2', 'h3'], 'li', 'p', 'time', 'ul'], way)
    assert.deepEqual(list.attributes, [...way === 'fetch' ? ['aria-hidden'] : [], 'aria-label', 'class', 'datetime', 'dir', 'href', 'lang',
      ...['fetch', 'frame'].includes(way) ? [] : ['part'], ...way === 'fetch' ? ['tabindex'] : [], 'target'], way)
    if (way !== 'fetch') assert.equal(list.wide, false, `${way}: a long word makes the list wider than its place`)
  }
  assert.equal(await page.title(), 'A partner')
  await assertNothingToMind(page, origin, shared.partner.origin)
  await page.context().close()
})

test('hostile news: the items\' pages and the first page show them as written', async () => {
  const {origin} = shared.hostile
  const page = await openPage(shared.browser)
  for (const item of items) {
    await page.goto(`${origin}/items/${item.id}`)
    assert.equal(await page.locator('article .ln-title').count(), 1)
    if (item.title) assert.equal(folded(await page.locator('article .ln-title').textContent()), folded(item.title))
    assert.equal(folded(await page.locator('article :is(.ln-summary, .ln-text)').textContent()), folded(item.content_text))
    assert.ok(folded(await page.title()).startsWith(folded(item.title)))
  }
  await page.goto(origin + '/')
  await assertItems(page.locator('#preview'), 5)
  assert.notEqual(await page.title(), 'owned')
  await assertNothingToMind(page, origin)
  await page.context().close()
})
