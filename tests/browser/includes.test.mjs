// /fragment, included by a partner's server: twice in a page, and in a declarative shadow root.
import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})
const axe = await readFile(project + 'node_modules/axe-core/axe.min.js', 'utf8')

const fragment = async (query) => (await fetch(`${shared.news.origin}/fragment?${query}`)).text()

async function open(body, {head = '', headers = {}, ...options} = {}) {
  shared.partner.pages['/'] = {headers, body: `<!DOCTYPE html><html lang="en"><head><title>A partner</title>${head}</head><body><main><h1>News</h1>${body}</main></body></html>`}
  const page = await openPage(shared.browser, options)
  await page.goto(shared.partner.origin + '/')
  return page
}

async function assertAccessible(page) {
  await page.evaluate(axe) // it writes to frames, too
  const {violations} = await page.evaluate(() => globalThis.axe.run())
  assert.deepEqual(violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`), [])
  page.complaints = page.complaints.filter((line) => !line.includes("'postMessage'"))
}

async function end(page) {
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
}

test('includes: two fragments in a page share no id and have different names', async () => {
  const page = await open(await fragment('limit=3') + await fragment('limit=3&page=2') + await fragment('since=2023-01-01&limit=2') + await fragment('q=trafficking'))
  const names = await page.locator('section').evaluateAll((sections) => sections.map((section) => section.getAttribute('aria-label')))
  assert.equal(new Set(names).size, 4, names.join('\n'))
  assert.match(names[3], /trafficking/)
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({id}) => id))
  assert.equal(new Set(ids).size, ids.length)
  await assertAccessible(page)
  await end(page)
})

test('includes: axe finds nothing on a page with every way', async () => {
  const {origin} = shared.news
  const page = await open(`${await fragment('shadow=on&limit=3')}<div id="a"><script src="${origin}/latest-news.js?limit=2&amp;more=on&amp;heading=In%20a%20script"></script></div>
<latest-news limit="4" theme="dark" heading="In an element"><a href="/">News</a></latest-news><iframe src="${origin}/embed?limit=1" title="News in a frame"></iframe><script async src="${origin}/element.js"></script>`)
  await assertItems(page.locator('main > latest-news').nth(1), 4)
  await page.locator('#a button').waitFor()
  await assertAccessible(page)
  await end(page)
})

test('includes: a declarative shadow root is styled and isolated without JavaScript, by one immutable file', async () => {
  const page = await open(await fragment('shadow=on&limit=2'), {
    javaScriptEnabled: false,
    head: '<link rel="stylesheet" href="/partner.css">',
    headers: {'Content-Security-Policy': `default-src 'none'; style-src 'self' ${shared.news.origin}`},
  })
  shared.partner.pages['/partner.css'] = {body: '* { text-indent: 9px !important; float: left !important } .ln-item { display: none !important }'}
  const styles = page.waitForResponse(/fragment\.[0-9a-f]{16}\.css$/)
  await page.reload()
  const answer = await styles
  assert.equal(answer.headers()['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(answer.headers()['cross-origin-resource-policy'], 'cross-origin')
  await assertItems(page.locator('latest-news'), 2)
  assert.ok(await page.locator('.ln-item').first().isVisible())
  assert.ok(await page.locator('latest-news a', {hasText: 'UNODC'}).isHidden(), 'what browsers without shadow roots show')
  await page.context().close()
})

test('includes: a file name of another release gets 404, and the message names the current one', async () => {
  const answer = await fetch(shared.news.origin + '/fragment.0123456789abcdef.css')
  assert.equal(answer.status, 404)
  const {detail} = await answer.json()
  assert.equal((await fetch(shared.news.origin + /\/fragment\.[0-9a-f]+\.css$/.exec(detail)[0])).status, 200)
})

test('includes: every attribute of a list in a shadow root is as in its query', async () => {
  const html = await fragment('shadow=on&limit=2&theme=dark&refresh=300&more=on&q=' + encodeURIComponent('"><script>'))
  assert.match(html, /^<latest-news limit="2" q="[^"<>]*" theme="dark" more="on" refresh="300"><template shadowrootmode="open">/)
  assert.equal(html.split('<script').length, 1)
})
