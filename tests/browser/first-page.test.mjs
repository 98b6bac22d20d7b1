// Our own pages: the first one, where a webmaster chooses and copies, and an item's.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {contrasts} from './contrast.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'
import {startApache, startNginx, startPhp, whyNot} from './servers.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

// The first page, once the preview is the element's.
async function open(path = '/', options = {}) {
  const page = await openPage(shared.browser, options)
  await page.goto(shared.news.origin + path)
  await ready(page)
  return page
}

const ready = (page) => page.waitForFunction(() => document.querySelector('#preview').shadowRoot?.querySelector('article') && !document.querySelector('#preview').firstChild)
const codesOf = (page, id) => page.locator(`#${id} .ln-code code`).allTextContents()

async function choose(page, name, value) {
  const control = page.locator(`#choice-${name}`)
  await control.evaluate((one) => { one.closest('details').open = true })
  if (await control.evaluate((one) => one.localName) === 'select') await control.selectOption(value)
  else await control.fill(value)
}

for (const colorScheme of ['light', 'dark']) {
  test(`first page: it is readable and has the list once, in a ${colorScheme} system`, async () => {
    const page = await open('/', {colorScheme})
    await assertItems(page.locator('body'), 5)
    for (const place of [page.locator('body'), page.locator('#preview .ln')]) {
      for (const {text, background, ratio, what} of await contrasts(place)) assert.ok(ratio >= 4.5, `${what} has ${ratio}:1, ${text} on ${background}`)
    }
    await assertNothingToMind(page, shared.news.origin)
    await page.context().close()
  })
}

test('first page: choices change the preview, every code and the address, which holds them', async () => {
  const page = await open()
  await choose(page, 'layout', 'cards')
  await choose(page, 'limit', '3')
  await choose(page, 'heading', 'From "our" partners & friends')
  await page.locator('#preview h2', {hasText: 'From "our" partners & friends'}).waitFor()
  await assertItems(page.locator('#preview'), 3)
  const words = 'limit=3&amp;layout=cards&amp;heading=From+%22our%22+partners+%26+friends'
  assert.ok((await codesOf(page, 'script'))[0].includes(`/latest-news.js?${words}"`), await codesOf(page, 'script'))
  assert.ok((await codesOf(page, 'frame'))[0].includes(`/embed?${words}"`))
  assert.ok((await codesOf(page, 'fetch'))[0].includes(`/fragment?${words.replaceAll('&amp;', '&')}'`))
  assert.ok((await codesOf(page, 'element'))[0].includes(' limit="3" layout="cards" heading="From &quot;our&quot; partners &amp; friends" rows="3"'))
  assert.ok((await codesOf(page, 'data'))[0].includes(' data-limit="3" data-layout="cards"'))
  assert.ok((await codesOf(page, 'feed'))[0].includes('/news.json?limit=3\n'))
  assert.match(page.url(), /#limit=3&layout=cards&heading=/)
  const again = await open(page.url().replace(shared.news.origin, ''))
  await again.locator('#preview h2', {hasText: 'From "our" partners & friends'}).waitFor()
  assert.deepEqual(await codesOf(again, 'script'), await codesOf(page, 'script'))
  await again.getByRole('button', {name: 'Back to the defaults'}).click()
  await assertItems(again.locator('#preview'), 5)
  assert.equal(new URL(again.url()).hash, '')
  await assertNothingToMind(page, shared.news.origin)
  await page.context().close()
  await again.context().close()
})

test('first page: it has a control for every parameter except shadow, with the server\'s values', async () => {
  const page = await open()
  const {paths} = await (await fetch(shared.news.origin + '/openapi.json')).json()
  for (const {name, description} of paths['/fragment'].get.parameters) {
    if (name === 'shadow') continue
    const control = page.locator(`#choice-${name}`)
    assert.equal(await control.count(), 1, name)
    const meaning = await page.locator(`#meaning-${name}`).textContent()
    assert.ok(meaning.startsWith(description.split('. Allowed')[0]), meaning)
    assert.equal(await control.getAttribute('aria-describedby'), `meaning-${name}`)
  }
  assert.deepEqual(await page.locator('#choice-layout option').allTextContents(), ['list', 'cards', 'headlines', 'timeline'])
  assert.equal(await page.locator('#choice-lang option').count(), 15)
  assert.equal(await page.locator('#choice-limit').getAttribute('max'), '100')
  await page.context().close()
})

test('first page: a wrong value is reported beside the preview, which stays', async () => {
  const page = await open()
  await choose(page, 'accent', 'red')
  await page.locator('.ln-message', {hasText: 'accent'}).waitFor()
  assert.match(await page.locator('.ln-message').textContent(), /accent is "red"; it can be six hexadecimal digits/)
  assert.equal(await page.locator('#choice-accent').getAttribute('aria-invalid'), 'true')
  await assertItems(page.locator('#preview'), 5)
  await choose(page, 'accent', 'b00020')
  await page.waitForFunction(() => document.querySelector('.ln-message').textContent === '' && !document.querySelector('[aria-invalid]'))
  await page.context().close()
})

test('first page: three widths, and a light and a dark page', async () => {
  const page = await open('/', {viewport: {width: 1280, height: 900}})
  const width = () => page.locator('#preview').evaluate((one) => one.offsetWidth)
  assert.ok(await width() > 600)
  await page.getByLabel('Phone').check()
  assert.equal(await width(), 320)
  await page.getByLabel('Sidebar').check()
  assert.equal(await width(), 240)
  await page.getByLabel('Dark').check()
  for (const {ratio, what} of await contrasts(page.locator('#preview .ln'))) assert.ok(ratio >= 7, `${what} ${ratio}`)
  assert.equal(await page.locator('#preview .ln-title a').first().evaluate((one) => getComputedStyle(one).color), 'rgb(233, 237, 243)')
  await page.context().close()
})

for (const clipboard of [true, false]) {
  test(`first page: each code has a named button that copies it, ${clipboard ? 'with' : 'without'} navigator.clipboard`, async () => {
    const page = await openPage(shared.browser, {permissions: ['clipboard-read', 'clipboard-write']})
    if (!clipboard) await page.addInitScript(() => { Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true}) })
    await page.goto(shared.news.origin + '/')
    await ready(page)
    const codes = page.locator('.ln-code')
    const names = await page.locator('.ln-copy').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')))
    assert.equal(names.length, await codes.count())
    assert.equal(new Set(names).size, names.length)
    for (const name of ['Copy: script', 'Copy: PHP']) {
      const button = page.getByRole('button', {name, exact: true})
      await button.click()
      await page.locator('.ln-copied', {hasText: /^Copied$/}).waitFor()
      const code = await button.evaluate((one) => one.previousElementSibling.textContent)
      if (clipboard) {
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code)
      } else {
        await page.evaluate(() => document.body.append(Object.assign(document.createElement('textarea'), {id: 'pasted'})))
        await page.locator('#pasted').focus()
        await page.keyboard.press('Control+V')
        assert.equal(await page.locator('#pasted').evaluate((one) => { const {value} = one; one.remove(); return value }), code)
      }
      // For two seconds.
      await page.waitForFunction(() => ![...document.querySelectorAll('.ln-copied')].some((one) => one.textContent))
    }
    await assertNothingToMind(page, shared.news.origin)
    await page.context().close()
  })
}

const html = (body) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A partner</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`

// Each code, as it is on the page for these choices, in an empty page.
for (const choices of ['', '#limit=3&layout=timeline&more=on&heading=It%27s+%22new%22+%26+%3Cgood%3E']) {
  test(`first page: every code that is pasted into an empty page shows the list${choices ? ', with choices' : ''}`, async () => {
    const count = choices ? 3 : 5
    const first = await open('/' + choices)
    await assertItems(first.locator('#preview'), count)
    await first.waitForFunction(() => document.querySelector('#reserve').textContent.includes('@media'))
    const ids = await first.locator('.ln-way').evaluateAll((ways) => ways.map(({id}) => id))
    const codes = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await codesOf(first, id)])))
    await first.context().close()

    const {news, partner} = shared
    const pasted = {}
    const look = async (url, {javaScriptEnabled = true, act, frame = false, layout = true} = {}) => {
      const page = await openPage(shared.browser, {javaScriptEnabled})
      await page.goto(url)
      await act?.(page)
      const place = frame ? page.frameLocator('iframe').locator('body') : page.locator('body')
      await assertItems(place, count)
      if (choices && layout) assert.equal(await place.locator('.ln-heading').textContent(), 'It\'s "new" & <good>')
      assert.deepEqual(page.complaints.filter((line) => !line.includes('404')), [])
      await page.context().close()
    }
    const paste = (id, body, options) => {
      pasted[id] = true
      partner.pages['/' + id] = {body: html(body)}
      return look(`${partner.origin}/${id}`, options)
    }
    await paste('script', codes.script[0])
    await paste('async', `<style>${codes.async[1]}</style>${codes.async[0]}`)
    await paste('element', codes.element[0])
    await paste('data', codes.data[0])
    await paste('integrity', codes.integrity[0])
    await paste('frame', codes.frame.join('\n'), {frame: true})
    await paste('click', codes.click[0], {act: (page) => page.getByRole('button', {name: /latest news/}).click()})
    await paste('fetch', codes.fetch[0])
    const folder = await mkdtemp(join(tmpdir(), 'latest-news-'))
    await promisify(execFile)('sh', ['-c', codes.curl[0]], {cwd: folder})
    await paste('curl', await readFile(join(folder, 'latest-news.html'), 'utf8'))
    await rm(folder, {recursive: true})

    const servers = {
      nginx: [startNginx, () => startNginx(news.origin, {'page.shtml': html(codes.nginx[0])},
        `server { listen 80; root /var/www/partner; location ~ \\.shtml$ { ssi on; types { text/html shtml; } } ${codes.nginx[1]} }`), 'page.shtml'],
      shadow: [startNginx, () => startNginx(news.origin, {'page.shtml': html(codes.shadow[0])},
        `server { listen 80; root /var/www/partner; location ~ \\.shtml$ { ssi on; types { text/html shtml; } } ${codes.nginx[1]} }`), 'page.shtml'],
      apache: [startApache, () => startApache(news.origin, {'page.shtml': html(codes.apache[0])}, `<VirtualHost *:80>
DocumentRoot /var/www/partner
<Directory /var/www/partner>
Require all granted
Options +Includes
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
</Directory>
${codes.apache[1]}
</VirtualHost>`), 'page.shtml'],
      php: [startPhp, () => startPhp(news.origin, {'page.php': html(codes.php[0])}), 'page.php'],
    }
    for (const [id, [kind, start, file]] of Object.entries(servers)) {
      assert.equal(whyNot(kind), false, id)
      pasted[id] = true
      const server = await start()
      try {
        await look(`${server.origin}/${file}`, {javaScriptEnabled: false})
      } finally {
        await server.stop()
      }
    }
    pasted.feed = true
    const feeds = codes.feed[0].split('\n')
    assert.equal((await (await fetch(feeds[0])).json()).items.length, count)
    for (const [feed, item] of [[feeds[1], '<item>'], [feeds[2], '<entry>'], [feeds[3], 'BEGIN:VEVENT']]) {
      assert.equal((await (await fetch(feed)).text()).split(item).length - 1, count, feed)
    }
    pasted.notice = true // a text
    assert.deepEqual(Object.keys(pasted).sort(), ids.sort(), 'each way on the page was pasted')
  })
}

test('first page: for a pasted policy it says which ways work, and what the others need', async () => {
  const page = await open()
  const {origin} = shared.news
  const verdicts = async (policy) => {
    await page.locator('#policy').fill(policy)
    return Object.fromEntries((await page.locator('.ln-verdicts li').allTextContents()).map((line) => line.split(/: (.*)/s).slice(0, 2)))
  }
  const {host} = new URL(origin)
  assert.deepEqual(await verdicts("default-src 'self'"), {
    'A script': `add script-src ${origin}`,
    'An element': `add script-src ${origin}; connect-src ${origin}`,
    'A frame': `add frame-src ${origin}`,
    'Included by your server': 'works',
    'Included, with our looks': `add style-src ${origin}`,
    'Your own script': `add connect-src ${origin}`,
  })
  assert.deepEqual(new Set(Object.values(await verdicts(`Content-Security-Policy: default-src 'none'; script-src ${host}; connect-src http:; frame-src *; style-src http://${host}/`))), new Set(['works']))
  assert.equal((await verdicts("script-src 'nonce-abc' 'strict-dynamic' https:"))['A script'], 'add the page’s nonce on the tag: nonce="…"')
  assert.equal((await verdicts("img-src 'self'"))['An element'], 'works')
  assert.equal((await verdicts(`script-src-elem ${origin}; script-src 'none'`))['A script'], 'works')
  assert.equal((await verdicts(`script-src 'none'; script-src ${origin}`))['A script'], `add script-src ${origin}`)
  assert.match((await verdicts('sandbox'))['A script'], /sandbox allow-scripts/)
  assert.deepEqual(await verdicts(' '), {})
  await page.locator('#host').selectOption('MediaWiki')
  assert.deepEqual(await page.locator('.ln-table tbody tr:visible th').allTextContents(), ['MediaWiki (tried: 1.39)'])
  await page.locator('#host').selectOption('all')
  assert.ok(await page.locator('.ln-table tbody tr:visible').count() >= 8)
  await assertNothingToMind(page, origin)
  await page.context().close()
})

test('first page: its verdicts on policies are a browser\'s', async () => {
  const first = await open()
  const {origin} = shared.news
  const {host} = new URL(origin)
  for (const policy of [`default-src 'none'; script-src ${host}`, "default-src 'self'", `script-src *; connect-src 'none'`, `default-src http:`, `script-src ${origin}; frame-src 'none'; connect-src ${origin}`]) {
    await first.locator('#policy').fill(policy)
    const lines = await first.locator('.ln-verdicts li').allTextContents()
    const works = (way) => lines.some((line) => line === `${way}: works`)
    for (const [way, body, frame] of [['A script', `<script src="${origin}/latest-news.js?limit=2"></script>`],
      ['An element', `<script src="${origin}/element.js"></script><latest-news limit="2"></latest-news>`],
      ['A frame', `<iframe src="${origin}/embed?limit=2" title="News"></iframe>`, true]]) {
      shared.partner.pages['/policy'] = {body: html(body).replace('<link rel="icon" href="data:,">', ''), headers: {'Content-Security-Policy': policy}}
      const page = await openPage(shared.browser)
      await page.goto(shared.partner.origin + '/policy')
      await page.waitForLoadState('networkidle')
      const place = frame ? page.frameLocator('iframe').locator('article') : page.locator('article')
      assert.equal(await place.count() > 0, works(way), `${policy}: ${way}`)
      await page.context().close()
    }
  }
  await first.context().close()
})

test('first page: without JavaScript it has the list, the codes for the defaults, and no dead control', async () => {
  const page = await openPage(shared.browser, {javaScriptEnabled: false})
  await page.goto(shared.news.origin + '/')
  await assertItems(page.locator('body'), 5)
  assert.equal(await page.locator('.ln-choices, .ln-tools, .ln-fit, .ln-copy').filter({visible: true}).count(), 0)
  assert.equal(await page.locator('#script code').textContent(), `<script src="${shared.news.origin}/latest-news.js?limit=5"></script>`)
  await page.context().close()
})

test('first page: the keyboard reaches every control, in the order of the page', async () => {
  const page = await open('/', {viewport: {width: 1280, height: 900}})
  const seen = []
  for (let count = 0; count < 12; ++count) {
    await page.keyboard.press('Tab')
    seen.push(await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent))
  }
  assert.deepEqual(seen.slice(0, 6), ['Code: script', 'Copy: script', 'How it looks', 'choice-layout', 'choice-theme', 'choice-accent'])
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
  const page = await open()
  const title = await page.locator('#preview .ln-title').first().textContent()
  await page.locator('#preview .ln-title a').first().click()
  await page.locator('h1', {hasText: title}).waitFor()
  await page.locator('.ln-back a').click()
  await page.waitForURL(shared.news.origin + '/embed')
  await page.context().close()
})
