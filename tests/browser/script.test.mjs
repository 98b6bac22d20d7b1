// /latest-news.js: where and how often its list is shown, whatever runs the script; also on pages whose body is swapped.
import assert from 'node:assert/strict'
import {assertItems, assertNothingToMind, openPage, startBrowser, startBrowserWithPageCache} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: startProgram, others: startProgram, partner: startPartner, browser: startBrowser})

const tag = (query = 'limit=2', attributes = '') => `<script ${attributes} src="${shared.news.origin}/latest-news.js?${query}"></script>`

// Opens the page at `path`. `page.said` are the messages on the console, `page.asked` the requests for news.
async function open(body, {head = '', path = '/', browser = shared.browser, ...options} = {}) {
  shared.partner.pages[path] = {body: `<!DOCTYPE html><html lang="en"><head><title>A partner</title>${head}</head><body>${body}</body></html>`}
  const page = await openPage(browser, options)
  page.said = []
  page.asked = []
  page.on('console', (message) => page.said.push(message.text()))
  page.on('request', (request) => { if (request.url().startsWith(shared.news.origin)) page.asked.push(request.url().slice(shared.news.origin.length)) })
  await page.goto(shared.partner.origin + path)
  return page
}

async function end(page) {
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
}

// The lists of the page in their order: the number of items, and the element before each.
const lists = (page) => page.evaluate(() => [...document.querySelectorAll('latest-news, [data-latest-news]')]
  .map((host) => `${host.shadowRoot?.querySelectorAll('article').length ?? 'none'} in ${host.parentElement.id || host.parentElement.localName}`))

test('script: each copy shows its list; equal ones share a request', async () => {
  const page = await open(`<div id="a">${tag()}</div><div id="b">${tag('limit=2', 'async')}</div><div id="c">${tag('limit=3', 'defer')}</div>`)
  await page.waitForLoadState('load')
  assert.deepEqual(await lists(page), ['2 in a', '2 in b', '3 in c'])
  assert.deepEqual([...new Set(page.asked)].sort(), ['/latest-news.js?limit=2', '/latest-news.js?limit=3'])
  assert.deepEqual(page.said, [])
  await end(page)
})

test('script: each module shows its list at its tag', async () => {
  const page = await open(`<div id="a">${tag('limit=2', 'type="module"')}</div><div id="b">${tag('limit=3', 'type="module" async')}</div><p>after</p>`)
  await page.waitForLoadState('load')
  assert.deepEqual(await lists(page), ['2 in a', '3 in b'])
  // If it runs before the page is complete, the second one logs nothing.
  assert.deepEqual([...new Set(page.said)], ['latest-news: shown at its tag'])
  await end(page)
})

test('script: it works with an optimiser that moves src to data-src and back', async () => {
  const page = await open(`<div id="a"><script data-src="${shared.news.origin}/latest-news.js?limit=2"></script></div>`)
  assert.deepEqual(await lists(page), [])
  await page.evaluate(() => { document.querySelector('script').src = document.querySelector('script').dataset.src })
  await assertItems(page.locator('#a latest-news'), 2)
  assert.deepEqual(await lists(page), ['2 in a'])
  await end(page)
})

test('script: it works with an optimiser that runs a copy of the tag in the head after the first touch', async () => {
  const page = await open(`<div id="a">${tag('limit=2', 'type="text/delayed"')}</div>`)
  await page.evaluate(() => {
    const copy = document.createElement('script')
    copy.src = document.querySelector('#a script').src
    document.head.append(copy)
  })
  await assertItems(page.locator('#a latest-news'), 2)
  assert.deepEqual(await lists(page), ['2 in a'])
  assert.deepEqual(page.said, ['latest-news: shown at its tag'])
  await end(page)
})

test('script: bundled into another script, it fills the first empty placeholder', async () => {
  shared.partner.pages['/bundle.js'] = {body: await (await fetch(shared.news.origin + '/latest-news.js?limit=2')).text()}
  const page = await open('<div id="a"><div data-latest-news data-limit="2">News</div></div><div id="b"><latest-news></latest-news></div><script type="module" src="/bundle.js"></script>')
  await assertItems(page.locator('#a div'), 2)
  // The other placeholder is one of its own.
  await assertItems(page.locator('#b latest-news'), 10)
  assert.deepEqual(page.said.filter((line) => line.startsWith('latest-news')), ['latest-news: shown in a placeholder'])
  await end(page)
})

test('script: a tag in the head shows its list at the end of the body, once that is there', async () => {
  for (const attributes of ['', 'async', 'defer']) {
    const page = await open('<p id="last">text</p>', {head: tag('limit=2', attributes)})
    await assertItems(page.locator('#last + latest-news'), 2)
    assert.deepEqual(page.said, ['latest-news: shown at the end'])
    await end(page)
  }
})

test('script: it needs no second request, no cookie and no storage, and logs nothing', async () => {
  const page = await open(`<div id="a">${tag('limit=5', 'async')}</div>`)
  await assertItems(page.locator('#a latest-news'), 5)
  assert.deepEqual(page.asked, ['/latest-news.js?limit=5'])
  assert.deepEqual(page.said, [])
  await end(page)
})

test('script: pages swapped by Turbo show it once, also from its cache', async () => {
  const page = await open(`<div id="a">${tag('limit=2', 'async')}</div>`)
  await assertItems(page.locator('#a latest-news'), 2)
  // As Turbo does: the body is cloned into its cache, a new one comes in, and its scripts are made again so that they run.
  await page.evaluate(() => {
    window.activate = (body) => {
      for (const old of body.querySelectorAll('script')) {
        const script = document.createElement('script')
        for (const {name, value} of old.attributes) script.setAttribute(name, value)
        old.replaceWith(script)
      }
    }
    window.cached = document.body.cloneNode(true)
    document.body.replaceWith(document.createElement('body'))
  })
  assert.deepEqual(await lists(page), [])
  for (const again of [1, 2]) {
    const loaded = page.waitForResponse(/latest-news\.js/).catch(() => null)
    await page.evaluate(() => {
      const body = window.cached.cloneNode(true)
      document.body.replaceWith(body)
      window.activate(body)
    })
    await Promise.race([loaded, page.waitForTimeout(500)])
    await page.waitForTimeout(100)
    assert.deepEqual(await lists(page), ['2 in a'], `swap ${again}`)
  }
  await end(page)
})

test('script: a swap that does not run scripts again (Astro, htmx) shows it', async () => {
  const page = await open(`<div id="a">${tag('limit=2', 'async')}</div>`)
  await assertItems(page.locator('#a latest-news'), 2)
  const asked = page.asked.length
  await page.evaluate((src) => {
    const next = new DOMParser().parseFromString(`<body><p>next page</p><div id="b"><script src="${src}"></script></div>`, 'text/html')
    document.body.replaceWith(document.adoptNode(next.body))
  }, `${shared.news.origin}/latest-news.js?limit=2`)
  await assertItems(page.locator('#b latest-news'), 2)
  assert.deepEqual(await lists(page), ['2 in b'])
  assert.equal(page.asked.length, asked)
  await end(page)
})

test('script: a page that comes back from the back/forward cache shows it once, without a request', async () => {
  const browser = await startBrowserWithPageCache()
  try {
    shared.partner.pages['/other'] = {body: '<!DOCTYPE html><title>Other</title>'}
    const page = await open(`<div id="a">${tag('limit=2&amp;refresh=300', 'async')}</div><script>addEventListener('pageshow', (event) => { window.cameBack = event.persisted })</script>`, {browser})
    await assertItems(page.locator('#a latest-news'), 2)
    await page.waitForFunction(() => customElements.get('latest-news'))
    const asked = page.asked.length
    await page.goto(shared.partner.origin + '/other')
    await page.goBack({waitUntil: 'commit'}) // it is not loaded again
    await page.waitForFunction(() => window.cameBack)
    assert.deepEqual(await lists(page), ['2 in a'])
    assert.equal(page.asked.length, asked)
    await end(page)
  } finally {
    await browser.close()
  }
})

test('script: additions to the prototypes by other scripts do no harm', async () => {
  const page = await open(`<script>
    Object.prototype.extra = {deep: 1}
    Object.prototype.method = 'POST' // of fetch
    Array.prototype.extra = () => 'extra'
    Array.prototype.toJSON = () => 'polluted'
    String.prototype.extra = 1
    Element.prototype.update = Element.prototype.show = () => { throw new Error('not ours') }
    Array.prototype.remove = undefined
  </script><div id="a">${tag('limit=2')}</div>`)
  await page.waitForLoadState('load')
  assert.deepEqual(await lists(page), ['2 in a'])
  assert.deepEqual(await page.evaluate(() => document.querySelector('latest-news').getAttributeNames()), ['placed', 'limit'])
  await end(page)
})

test('script: it adds no property to the window, and keeps an existing element of its name', async () => {
  const page = await open(`<script>
    customElements.define('latest-news', class extends HTMLElement {})
    window.before = Object.getOwnPropertyNames(window)
  </script><div id="a">${tag('limit=2')}</div><div id="b"><div data-latest-news data-limit="3"></div></div>`)
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('#b div'), 3)
  assert.deepEqual(await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.before.includes(name))), ['before'])
  await end(page)
})

test('script: without constructible stylesheets (Safari before 16.4) it uses a style element', async () => {
  const page = await open(`<script>delete CSSStyleSheet.prototype.replaceSync</script><div id="a">${tag('limit=2')}</div>
<div id="b"><latest-news limit="3" rows="3"><a href="/">News</a></latest-news></div><script src="${shared.news.origin}/element.js"></script>`)
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('#b latest-news'), 3)
  for (const place of ['#a', '#b']) {
    assert.equal(await page.locator(`${place} .ln-item`).first().evaluate((item) => getComputedStyle(item).display), 'grid')
  }
  await end(page)
})

test('script: two organisations\' scripts work on one page; placeholders belong to the first one', async () => {
  const others = shared.others.origin
  const page = await open(`<div id="a">${tag('limit=2')}</div><div id="b"><script src="${others}/latest-news.js?limit=3"></script></div>
<div id="c"><latest-news limit="1"></latest-news></div><script src="${shared.news.origin}/element.js"></script><script src="${others}/element.js"></script>`)
  for (const [place, count] of [['#a', 2], ['#b', 3], ['#c', 1]]) await assertItems(page.locator(`${place} latest-news`), count)
  const first = (place) => page.locator(`${place} .ln-title a`).first().getAttribute('href')
  assert.ok((await first('#a')).startsWith(shared.news.origin))
  assert.ok((await first('#b')).startsWith(others))
  assert.ok((await first('#c')).startsWith(shared.news.origin))
  await page.context().close()
})

// A page of scripts that work on the element #box with the script's address in `src`, in the page.
async function openWith(work, {body = '<div id="box"></div><p id="last">text</p>', head = '', query = 'limit=2'} = {}) {
  const page = await open(body, {head})
  await page.evaluate(`(async () => { const src = ${JSON.stringify(`${shared.news.origin}/latest-news.js?${query}`)}
    const box = document.getElementById('box')
    const loaded = (tag) => new Promise((resolve) => tag.addEventListener('load', resolve))
    const newTag = () => Object.assign(document.createElement('script'), {src})
    ${work}
    await new Promise((resolve) => setTimeout(resolve)) })()`)
  return page
}

const rule = {
  'mounted and unmounted before it came: no list': [`const tag = newTag(); const come = loaded(tag); box.appendChild(tag); tag.remove(); await come`, []],
  'mounted twice, as StrictMode does: one list': [`let tag = newTag(); box.appendChild(tag); box.replaceChildren(); tag = newTag(); const come = loaded(tag); box.appendChild(tag); await come`, ['2 in box']],
  'unmounted: the list goes with its tag': [`const tag = newTag(); const come = loaded(tag); box.appendChild(tag); await come; tag.remove()`, []],
  'unmounted and mounted again': [`for (const round of [1, 2, 3]) { const tag = newTag(); const come = loaded(tag); box.replaceChildren(tag); await come }`, ['2 in box']],
  'the same HTML again, its script run from the head and taken away': [`for (const round of [1, 2, 3]) {
    box.innerHTML = '<script src="' + src + '"><\\/script>'
    const copy = newTag(); const come = loaded(copy); document.head.appendChild(copy); await come; copy.remove() }`, ['2 in box']],
  'an inert tag beside its running copy: one list': [`box.innerHTML = '<script src="' + src + '"><\\/script>'; const tag = newTag(); const come = loaded(tag); box.appendChild(tag); await come`, ['2 in box', '2 in box']],
  'a tag that a consent manager holds back stays empty': [`box.innerHTML = '<script type="text/plain" src="' + src + '"><\\/script>'
    const tag = newTag(); const come = loaded(tag); document.getElementById('last').appendChild(tag); await come`, ['2 in last']],
  'a tag in the head: at the end, once, and gone with it': [`const tags = [newTag(), newTag()]
    for (const tag of tags) { const come = loaded(tag); document.head.appendChild(tag); await come }
    const before = document.querySelectorAll('body > latest-news').length
    for (const tag of tags) tag.remove()
    if (before !== 1) throw new Error(before + ' lists')`, []],
  'a module without a place shows nothing': [`const tag = newTag(); tag.type = 'module'; const come = loaded(tag); document.head.appendChild(tag); await come`, []],
  'a list whose script a template has taken away is filled again': [`const tag = newTag(); const come = loaded(tag); box.appendChild(tag); await come
    document.body.innerHTML = document.body.innerHTML.replace(/<script.*?<\\/script>/g, '')`, ['2 in box']],
  'innerHTML set to itself': [`const tag = newTag(); const come = loaded(tag); box.appendChild(tag); await come; document.body.innerHTML += ''`, ['2 in box']],
}
for (const [name, [work, expected]] of Object.entries(rule)) {
  test(`script, the rule: ${name}`, async () => {
    const page = await openWith(work)
    await page.waitForFunction((count) => document.querySelectorAll('latest-news').length === count &&
      [...document.querySelectorAll('latest-news')].every(({shadowRoot}) => shadowRoot), expected.length)
    assert.deepEqual(await lists(page), expected)
    await end(page)
  })
}

test('script: a library that replaces newer methods of elements does no harm', async () => {
  const page = await open(`<script>for (const name of ['append', 'prepend', 'before', 'after', 'remove', 'replaceWith', 'replaceChildren']) Element.prototype[name] = undefined</script>
<div id="a">${tag('limit=2&amp;more=on')}</div><div id="b"><latest-news limit="3"></latest-news></div><script src="${shared.news.origin}/element.js"></script>`)
  await assertItems(page.locator('#a latest-news'), 2)
  await assertItems(page.locator('#b latest-news'), 3)
  await page.locator('#a button').click()
  await page.locator('#a article').nth(3).waitFor()
  await end(page)
})

test('script: a misspelled parameter is reported on the console, and the list is shown', async () => {
  const page = await open(`<div id="a">${tag('limits=3')}</div><div id="b"><latest-news thema="dark"></latest-news></div><script src="${shared.news.origin}/element.js"></script>
<iframe src="${shared.news.origin}/embed?limitt=3"></iframe>${tag('utm_source=x&amp;limit=1')}`)
  await assertItems(page.locator('#a latest-news'), 10)
  await assertItems(page.locator('#b latest-news'), 10)
  await page.frameLocator('iframe').locator('article').nth(9).waitFor()
  const said = () => page.said.filter((line) => line.startsWith('latest-news: the parameter')).sort()
  await page.waitForFunction(() => document.querySelector('#b latest-news').shadowRoot)
  assert.deepEqual(said(), ['limits is not known: did you mean limit?', 'limitt is not known: did you mean limit?', 'thema is not known: did you mean theme?']
    .map((line) => 'latest-news: the parameter ' + line).sort())
  await page.context().close()
})
