// Reader views, by Mozilla's Readability, of a page that shows the news in each way. docs/embedding/frameworks.md says which way to choose.
import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import {assertItems, openPage, startBrowser} from '../browser/browser.mjs'
import {share, test} from '../browser/fixtures.mjs'
import {startPartner} from '../browser/partner.mjs'
import {project, startProgram} from '../browser/program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})
const readability = await readFile(project + 'tests/hosts/node_modules/@mozilla/readability/Readability.js', 'utf8')
const title = 'World Day against Trafficking in Persons 2023'
const prose = '<p>The institute has published its report of the year. It tells what was done, by whom, and what came of it, on a hundred pages.</p>'.repeat(6)

const ways = {
  'an include': [async () => (await fetch(shared.news.origin + '/fragment?limit=3')).text(), true],
  'an include in a shadow root': [async () => (await fetch(shared.news.origin + '/fragment?limit=3&shadow=on')).text(), false],
  'the script': [async () => `<script src="${shared.news.origin}/latest-news.js?limit=3"></script>`, false],
  'a frame': [async () => `<iframe src="${shared.news.origin}/embed?limit=3" title="News"></iframe>`, false],
}
for (const [way, [html, isShown]] of Object.entries(ways)) {
  test(`reader: ${way} is ${isShown ? 'shown' : 'left out'}, and the page's own text is there`, async () => {
    shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><head><title>The report</title></head><body><article><h1>The report</h1>${prose}<h2>News</h2>${await html()}${prose}</article></body></html>`}
    const page = await openPage(shared.browser)
    await page.goto(shared.partner.origin + '/')
    if (way === 'the script') await assertItems(page.locator('latest-news'), 3)
    const text = await page.evaluate(`(() => { ${readability}; return new Readability(document.cloneNode(true)).parse().textContent })()`)
    assert.ok(text.includes('has published its report'))
    assert.equal(text.includes(title), isShown)
    await page.context().close()
  })
}
