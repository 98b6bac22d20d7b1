// <latest-news> and <div data-latest-news>: when they fetch, what they show before that, and what a page may do with them.
import assert from 'node:assert/strict'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})

const element = (attributes = 'async') => `<script ${attributes} src="${shared.news.origin}/element.js"></script>`
const script = (query, attributes = 'async') => `<script ${attributes} src="${shared.news.origin}/latest-news.js?${query}"></script>`

// The page, opened; `page.asked` are the lists that it fetched. `prepare` gets the page before it is opened.
async function open(body, {prepare = () => {}, ...options} = {}) {
  shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><head><title>A partner</title></head><body>${body}</body></html>`}
  const page = await openPage(shared.browser, options)
  page.asked = []
  page.on('request', (request) => { if (request.url().includes('/fragment.json')) page.asked.push(request.url().split('fragment.json')[1]) })
  await prepare(page)
  await page.goto(shared.partner.origin + '/')
  return page
}

async function end(page) {
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
}

test('element: a placeholder whose list a script on the page has makes no request', async () => {
  for (const body of [
    `<latest-news limit="2"></latest-news>${script('limit=2')}${element()}`,
    `${element('')}<latest-news limit="2"></latest-news>${script('limit=2')}`,
    `${script('limit=2', '')}<latest-news limit="2"></latest-news>${element('')}`,
    `<latest-news theme="dark" limit="2"></latest-news>${element('')}${script('limit=2&amp;theme=dark', 'defer')}`,
    `<div data-latest-news data-limit="2"></div>${element('')}${script('limit=2', 'defer')}`,
    `<latest-news limit="2" q="Crime"></latest-news>${element('')}${script('limit=2&amp;q=Crime')}`,
  ]) {
    const page = await open(body)
    await assertItems(page.locator('latest-news, [data-latest-news]').first(), 2)
    await assertItems(page.locator('latest-news, [data-latest-news]').nth(1), 2)
    assert.deepEqual(page.asked, [], body)
    await end(page)
  }
})

test('element: a list whose script fails to load is fetched', async () => {
  const page = await open(`<latest-news limit="2"></latest-news>${element('')}${script('limit=2', 'defer')}`, {
    prepare: (one) => one.route('**/latest-news.js?*', (route) => route.abort()),
  })
  await assertItems(page.locator('latest-news'), 2)
  assert.deepEqual(page.asked, ['?limit=2'])
  await page.context().close()
})

test('element: a placeholder works on a page that has only latest-news.js', async () => {
  const page = await open(`<latest-news limit="3"></latest-news><div id="a">${script('limit=2')}</div>`)
  await assertItems(page.locator('body > latest-news'), 3)
  await assertItems(page.locator('#a latest-news'), 2)
  await page.evaluate(() => {
    const host = document.createElement('div')
    host.dataset.latestNews = ''
    host.dataset.limit = '1'
    document.body.append(host)
  })
  await assertItems(page.locator('body > div[data-latest-news]'), 1)
  await end(page)
})

test('element: placeholders may be added later, also in other shadow roots', async () => {
  const page = await open(element(''))
  await page.evaluate(() => {
    const root = document.body.appendChild(document.createElement('div')).attachShadow({mode: 'open'})
    root.append(Object.assign(document.createElement('latest-news'), {id: 'inner'}))
    root.getElementById('inner').setAttribute('limit', '2')
    const template = document.createElement('template')
    template.innerHTML = '<section><div id="later" data-latest-news data-limit="3">News</div></section>'
    document.body.append(template.content)
  })
  await assertItems(page.locator('#inner'), 2)
  await assertItems(page.locator('#later'), 3)
  await page.evaluate(() => { document.getElementById('later').dataset.limit = '4' })
  await page.locator('#later article').nth(3).waitFor()
  assert.deepEqual(page.asked.sort(), ['?limit=2', '?limit=3', '?limit=4'])
  await end(page)
})

test('element: an older answer never overwrites a newer one', async () => {
  const page = await open(`<latest-news limit="2"></latest-news>${element('')}`, {
    prepare: (one) => one.route('**/fragment.json?limit=2', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      await route.continue()
    }),
  })
  await page.evaluate(() => document.querySelector('latest-news').setAttribute('limit', '3'))
  const late = page.waitForResponse(/limit=2$/)
  await assertItems(page.locator('latest-news'), 3)
  await late
  await page.waitForTimeout(100)
  await assertItems(page.locator('latest-news'), 3)
  await end(page)
})

test('element: attributes that change together make one request, and a change without effect makes none', async () => {
  const page = await open(`<latest-news limit="2"></latest-news>${element('')}`)
  await assertItems(page.locator('latest-news'), 2)
  await page.evaluate(() => {
    const host = document.querySelector('latest-news')
    host.className = 'seen'
    host.setAttribute('theme', 'auto')
    host.setAttribute('limit', '4')
    host.setAttribute('limit', '3')
    host.setAttribute('theme', 'dark')
  })
  await page.locator('latest-news .ln-dark').waitFor()
  await assertItems(page.locator('latest-news'), 3)
  assert.deepEqual(page.asked, ['?limit=2', '?limit=3&theme=dark'])
  await end(page)
})

test('element: moved, moved with moveBefore, removed and put back, copied: never doubled, never lost', async () => {
  const page = await open(`<div id="a"><latest-news limit="2"><a href="/">News</a></latest-news></div><div id="b"></div>${element('')}`)
  await assertItems(page.locator('latest-news'), 2)
  const moved = await page.evaluate(async () => {
    const host = document.querySelector('latest-news')
    const [a, b] = [document.getElementById('a'), document.getElementById('b')]
    const first = host.shadowRoot.querySelector('article')
    let ready = 0
    document.addEventListener('latest-news:ready', () => { ready += 1 })
    b.append(host)
    a.moveBefore?.(host, null)
    host.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    b.append(host)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return {same: host.shadowRoot.querySelector('article') === first, ready, roots: document.querySelectorAll('latest-news').length}
  })
  assert.deepEqual(moved, {same: true, ready: 0, roots: 1})
  assert.deepEqual(page.asked, ['?limit=2'])
  // A copy has no shadow root: it fetches its own list.
  await page.evaluate(() => document.getElementById('a').append(document.querySelector('latest-news').cloneNode(true)))
  await assertItems(page.locator('#a latest-news'), 2)
  await end(page)
})

test('element: it may be removed before its news came, and put back', async () => {
  const page = await open(element(''))
  await page.evaluate(async () => {
    const host = document.createElement('latest-news')
    host.setAttribute('limit', '2')
    document.body.append(host)
    host.remove()
    await new Promise((resolve) => setTimeout(resolve, 200))
    document.body.append(host)
  })
  await assertItems(page.locator('latest-news'), 2)
  await end(page)
})

test('element: a declarative shadow root is used without a request, and renewed by update()', async () => {
  const included = await (await fetch(shared.news.origin + '/fragment?shadow=on&limit=2')).text()
  const page = await open(`${included}${element()}`)
  await page.waitForFunction(() => customElements.get('latest-news'))
  await assertItems(page.locator('latest-news'), 2)
  assert.deepEqual(page.asked, [])
  await page.evaluate(() => document.querySelector('latest-news').setAttribute('limit', '3'))
  await page.locator('latest-news article').nth(2).waitFor()
  assert.deepEqual(page.asked, ['?limit=3'])
  await end(page)
})

test('element: a prerendered page makes no request and starts no timer', async () => {
  const page = await open(`<latest-news limit="2" refresh="60"></latest-news><div id="a">${script('limit=1&amp;refresh=60', '')}</div>${element('')}`, {
    prepare: (one) => one.addInitScript(() => {
      window.isPrerendering = true
      Object.defineProperty(Document.prototype, 'prerendering', {get: () => window.isPrerendering, configurable: true})
      window.timers = 0
      for (const name of ['setTimeout', 'setInterval']) {
        const original = window[name]
        window[name] = (...values) => { window.timers += 1; return original(...values) }
      }
    }),
  })
  await assertItems(page.locator('#a latest-news'), 1)
  await page.waitForTimeout(200)
  assert.deepEqual(page.asked, [])
  assert.equal(await page.evaluate(() => window.timers), 0)
  await page.evaluate(() => {
    window.isPrerendering = false
    document.dispatchEvent(new Event('prerenderingchange'))
  })
  await assertItems(page.locator('body > latest-news'), 2)
  assert.deepEqual(page.asked, ['?limit=2&refresh=60'])
  assert.equal(await page.evaluate(() => window.timers), 1)
  await end(page)
})

test('element: update() fetches again, and events tell of it, out of shadow roots too', async () => {
  const page = await open(`<script>
    window.told = []
    for (const name of ['ready', 'error']) addEventListener('latest-news:' + name, (event) => window.told.push(name + ' ' + (event.detail?.message ?? '')))
  </script><latest-news limit="2"></latest-news>${element('')}`)
  await assertItems(page.locator('latest-news'), 2)
  await page.evaluate(() => document.querySelector('latest-news').update())
  assert.deepEqual(page.asked, ['?limit=2', '?limit=2'])
  assert.deepEqual(await page.evaluate(() => window.told), ['ready ', 'ready '])
  await page.evaluate(() => document.querySelector('latest-news').setAttribute('limit', 'many'))
  await page.waitForFunction(() => window.told.length === 3)
  assert.match(await page.evaluate(() => window.told[2]), /^error 400 .*limit.*many/)
  await assertItems(page.locator('latest-news'), 2)
  await page.context().close()
})

test('element: an element that cannot have a shadow root is reported, and keeps its content', async () => {
  const page = await open(`<ul><li data-latest-news data-limit="2"><a href="/">News</a></li></ul>${element('')}`)
  await page.waitForFunction(() => true)
  await page.waitForTimeout(300)
  assert.ok(await page.locator('li a').isVisible())
  assert.match(page.complaints.join(), /latest-news: .*attachShadow/)
  await page.context().close()
})

test('element: every attribute that is not HTML\'s own is handed on, with or without "data-"; the server ignores what it does not know', async () => {
  const page = await open(`<latest-news class="wide" id="one" title="t" tabindex="0" summary="none" limit="2"></latest-news>
    <div data-latest-news data-limit="3" data-summary="none" data-some-tool="x" hidden="until-found"></div>${element('')}`)
  await assertItems(page.locator('latest-news'), 2)
  await page.locator('[data-latest-news]').evaluate((host) => host.removeAttribute('hidden'))
  await assertItems(page.locator('[data-latest-news]'), 3)
  assert.deepEqual([...page.asked].sort(), ['?limit=2&summary=none&tabindex=0', '?limit=3&some-tool=x&summary=none'])
  assert.equal(await page.locator('latest-news .ln-summary').count(), 0)
  await end(page)
})
