// A short form of the browser tests, in Firefox and WebKit: every way, frames, strict pages, refresh.
import assert from 'node:assert/strict'
import {find} from '../browser/children.mjs'
import {share, test as anyTest} from '../browser/fixtures.mjs'
import {startPartner} from '../browser/partner.mjs'
import {startProgram} from '../browser/program.mjs'
import {startFirefox} from './firefox.mjs'
import {startWebkit} from './webkit.mjs'

const engines = {Firefox: {program: 'firefox-esr', start: startFirefox}, WebKit: {program: 'WebKitWebDriver', start: startWebkit}}
const installed = Object.entries(engines).filter(([, {program}]) => find(program))
const shared = share({news: startProgram, partner: startPartner, ...Object.fromEntries(installed.map(([name, {start}]) => [name, start]))})

// A partner's page, which records errors and violations. `headers` may name the policy; its own scripts are
// allowed by it.
async function open(engine, body, headers = {}) {
  Object.assign(shared.partner.pages, {
    '/': {headers, body: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A partner</title><script src="/watch.js"></script></head><body>${body}</body></html>`},
    '/watch.js': {body: `window.minded = []
addEventListener('securitypolicyviolation', (event) => window.minded.push(event.effectiveDirective + ' ' + event.blockedURI))
addEventListener('error', (event) => window.minded.push(String(event.message)))
addEventListener('unhandledrejection', (event) => window.minded.push(String(event.reason)))
console.error = (...words) => window.minded.push(words.join(' '))
window.late = 0
const now = Date.now
Date.now = () => now() + window.late
const every = setInterval
window.setInterval = (action, time) => every(action, time / 100)`},
  })
  return shared[engine].open(shared.partner.origin + '/')
}

async function end(page) {
  assert.deepEqual(await page.evaluate(() => window.minded), [])
  await page.close()
}

// Waits until the element that `selector` finds shows so many items.
const items = (page, selector, count) => page.evaluate(async (where, wanted) => {
  for (let turn = 0; turn < 400; turn += 1) {
    const found = document.querySelector(where)
    const root = found?.shadowRoot ?? found
    if (root && root.querySelectorAll('article').length === wanted) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${where} does not show ${wanted} items: ${document.querySelector(where)?.outerHTML}`)
}, selector, count)

for (const [engine, {program}] of Object.entries(engines)) {
  const test = (name, body) => anyTest(name, {skip: !find(program) && `${program} is not installed`}, body)

  test(`${engine}: script, async script, module, element, data attribute, fragment, shadow root`, async () => {
    const {origin} = shared.news
    const included = await (await fetch(origin + '/fragment?shadow=on&limit=2')).text()
    const page = await open(engine, `<div id="a"><script src="${origin}/latest-news.js?limit=1"></script></div>
<div id="b"><script async src="${origin}/latest-news.js?limit=2"></script></div><div id="c"><script type="module" src="${origin}/latest-news.js?limit=3"></script></div>
<latest-news id="d" limit="4" rows="4" more="on"><a href="/">News</a></latest-news><div id="e" data-latest-news data-limit="5"></div><div id="f"></div><div id="g">${included}</div>
<script async src="${origin}/element.js"></script>`)
    for (const [selector, count] of Object.entries({'#a latest-news': 1, '#b latest-news': 2, '#c latest-news': 3, '#d': 4, '#e': 5, '#g latest-news': 2})) await items(page, selector, count)
    await page.evaluate(async (url) => { document.getElementById('f').innerHTML = await (await fetch(url)).text() }, origin + '/fragment?limit=6')
    await items(page, '#f', 6)
    assert.equal(await page.evaluate(() => document.querySelectorAll('latest-news').length), 5)
    // The styles are there, also in what the server included.
    assert.deepEqual(await page.evaluate(() => ['#a latest-news', '#e', '#g latest-news']
      .map((where) => getComputedStyle(document.querySelector(where).shadowRoot.querySelector('.ln-item')).display)), ['grid', 'grid', 'grid'])
    await page.evaluate(() => document.getElementById('d').shadowRoot.querySelector('button').click())
    await items(page, '#d', 8)
    await end(page)
  })

  test(`${engine}: hostile styles change nothing`, async () => {
    const page = await open(engine, `<style>* { all: unset !important } latest-news, section, article, div, h2, h3, p, a, time { display: none !important; float: left !important; text-indent: 9px !important }
html, body, #a { display: block !important }</style><div id="a"><script src="${shared.news.origin}/latest-news.js?limit=2&amp;theme=dark"></script></div>`)
    await items(page, '#a latest-news', 2)
    assert.deepEqual(await page.evaluate(() => {
      const host = document.querySelector('latest-news')
      const of = (name) => getComputedStyle(host.shadowRoot.querySelector(name))
      return [getComputedStyle(host).display, getComputedStyle(host).float, of('.ln-item').display, of('.ln-title').textIndent, of('.ln').color, host.offsetHeight > 200]
    }), ['block', 'none', 'grid', '0px', 'rgb(233, 237, 243)', true])
    await end(page)
  })

  test(`${engine}: the strictest policy, with Trusted Types where there are some`, async () => {
    const {origin} = shared.news
    const page = await open(engine, `<div id="a"><script async src="${origin}/latest-news.js?limit=2&amp;more=on"></script><script src="${origin}/latest-news.js?limit=1"></script></div>
<latest-news id="d" limit="3"></latest-news><iframe src="${origin}/embed?limit=2" title="News"></iframe><script async src="${origin}/element.js"></script><script async src="${origin}/resize.js"></script>`, {
      'Content-Security-Policy': `default-src 'none'; script-src 'self' ${origin}; connect-src ${origin}; frame-src ${origin}; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
    })
    await items(page, '#a latest-news', 2)
    await items(page, '#d', 3)
    assert.equal(await page.evaluate(() => getComputedStyle(document.getElementById('d').shadowRoot.querySelector('.ln-item')).display), 'grid')
    await page.evaluate(async () => {
      for (let turn = 0; turn < 400 && !document.querySelector('iframe').style.height; turn += 1) await new Promise((resolve) => setTimeout(resolve, 20))
    })
    assert.ok(await page.evaluate(() => document.querySelector('iframe').clientHeight) > 200)
    await end(page)
  })

  test(`${engine}: frames are as high as their content, also sandboxed, hidden and shown, and in the page's colours`, async () => {
    const {origin} = shared.news
    const page = await open(engine, `<style>html { background: #111; color: #eee } iframe { width: 600px; border: 0 }</style><iframe id="one" src="${origin}/embed?limit=2"></iframe>
<iframe id="two" src="${origin}/embed?limit=4" sandbox="allow-scripts"></iframe><div id="slide" style="display: none"><iframe id="three" src="${origin}/embed?limit=3"></iframe></div>
<script async src="${origin}/resize.js"></script>`)
    const heights = () => page.evaluate(async () => {
      let before = ''
      for (let turn = 0; turn < 100; turn += 1) {
        const now = [...document.querySelectorAll('iframe')].map(({clientHeight}) => clientHeight).join()
        if (now === before && turn > 25 && !/\b(150|0)\b/.test(now.replace(/,0$/, ''))) break
        before = now
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
      return [...document.querySelectorAll('iframe')].map(({clientHeight}) => clientHeight)
    })
    const [one, two] = await heights()
    assert.ok(one > 200 && two > one * 1.5, `${one} ${two}`)
    await page.evaluate(() => { document.getElementById('slide').style.display = '' })
    const [, , three] = await heights()
    assert.ok(three > one && three < two, `${one} ${three} ${two}`)
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('iframe')].map((frame) => [frame.title, frame.style.colorScheme])),
      Array(3).fill(['Latest news', 'dark']))
    await end(page)
  })

  test(`${engine}: refresh asks when the time has come`, async () => {
    const page = await open(engine, `<latest-news id="d" limit="2" refresh="60"></latest-news><script src="${shared.news.origin}/element.js"></script>`)
    await items(page, '#d', 2)
    const asked = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({name}) => name.includes('fragment.json')).length)
    assert.equal(await asked(), 1)
    await page.evaluate(() => { window.late = 120_000 })
    for (let turn = 0; turn < 50 && await asked() < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal(await asked(), 2)
    await items(page, '#d', 2)
    await end(page)
  })
}
