// /embed in a frame, and /resize.js around it: height, theme, title, sandboxes, isolation, print.
import assert from 'node:assert/strict'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test, until} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

// The visitor's system is dark. This is not the tools' emulation, which would override the colour schemes of frames.
const shared = share({
  news: startProgram,
  partner: startPartner,
  light: startBrowser,
  dark: () => startBrowser('--blink-settings=preferredColorScheme=0'),
})

const frame = (query = 'limit=3', attributes = '') => `<iframe src="${shared.news.origin}/embed?${query}" ${attributes}></iframe>`
const resize = () => `<script async src="${shared.news.origin}/resize.js"></script>`

async function open(body, {head = '', headers = {}, browser = shared.light, colorScheme = null, ...options} = {}) {
  shared.partner.pages['/'] = {headers, body: `<!DOCTYPE html><html lang="en"><head><title>A partner</title>
<style>iframe { width: 100%; border: 0; display: block }</style>${head}</head><body>${body}</body></html>`}
  const page = await openPage(browser, {colorScheme, ...options})
  await page.goto(shared.partner.origin + '/')
  return page
}

async function end(page) {
  await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
  await page.context().close()
}

// Waits until the frame is exactly as high as its content, with nothing to scroll. Returns its height.
async function fittingHeight(page, place = 'iframe') {
  const element = page.locator(place)
  const inner = page.frameLocator(place).locator('body')
  await inner.locator('article').first().waitFor({state: 'attached'})
  for (let turn = 0; ; turn += 1) {
    const height = await element.evaluate((one) => one.clientHeight)
    const content = await inner.evaluate((body) => body.getBoundingClientRect().height)
    if (content > 0 && Math.abs(height - content) <= 1) {
      assert.ok(await inner.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1))
      return height
    }
    assert.ok(turn < 200, `the frame is ${height} high, its content ${content}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('frame: its height follows its content, its width and the size of text, and it has a title', async () => {
  const page = await open(`<div id="wide">${frame()}</div><p>after</p>${resize()}`)
  const wide = await fittingHeight(page)
  await page.evaluate(() => { document.getElementById('wide').style.width = '320px' })
  await page.waitForFunction((before) => document.querySelector('iframe').clientHeight > before, wide)
  assert.ok(await fittingHeight(page) > wide)
  await page.evaluate(() => { document.getElementById('wide').style.width = '' })
  await page.waitForFunction((before) => document.querySelector('iframe').clientHeight === before, wide)
  assert.equal(await page.locator('iframe').getAttribute('title'), 'Latest news')
  await end(page)
})

test('frame: two frames, a later one, a sandboxed one and one of another site', async () => {
  shared.partner.pages['/other'] = {body: '<!DOCTYPE html><title>Other</title><script>parent.postMessage({latestNews: 5000}, "*"); parent.postMessage(null, "*")</script>'}
  const page = await open(`${frame('limit=1', 'id="one" title="Its own title"')}${frame('limit=2', 'id="two" sandbox="allow-scripts allow-popups"')}
<iframe id="other" src="/other" height="77"></iframe>${resize()}`)
  await fittingHeight(page, '#one')
  await fittingHeight(page, '#two')
  await page.evaluate((src) => {
    const later = document.createElement('iframe')
    Object.assign(later, {src, id: 'later'})
    document.body.append(later)
  }, shared.news.origin + '/embed?limit=4')
  await fittingHeight(page, '#later')
  assert.equal(await page.locator('#one').getAttribute('title'), 'Its own title')
  assert.equal(await page.locator('#other').evaluate((one) => one.clientHeight), 77)
  await page.context().close()
})

test('frame: in a hidden slide that is shown later, clipped to nothing, and lazy far below', async () => {
  const page = await open(`<div id="slide" style="display: none">${frame('limit=2', 'id="hidden"')}</div>
<div id="clip" style="height: 0; overflow: hidden">${frame('limit=3', 'id="clipped"')}</div>
<div style="height: 9000px"></div>${frame('limit=4', 'id="lazy" loading="lazy"')}${resize()}`)
  await page.waitForLoadState('load')
  await page.waitForTimeout(300)
  await page.evaluate(() => { document.getElementById('slide').style.display = '' })
  await fittingHeight(page, '#hidden')
  await page.evaluate(() => { document.getElementById('clip').style.height = '' })
  await fittingHeight(page, '#clipped')
  await page.locator('#lazy').scrollIntoViewIfNeeded()
  await fittingHeight(page, '#lazy')
  await end(page)
})

test('frame: heights are numbers within bounds', async () => {
  const page = await open(`${frame('limit=2')}${resize()}`)
  assert.ok(await fittingHeight(page) > 100)
  const heights = await page.evaluate(() => {
    const one = document.querySelector('iframe')
    const heightAfter = (data) => {
      dispatchEvent(new MessageEvent('message', {source: one.contentWindow, data}))
      return one.style.height
    }
    const before = one.style.height
    const ignored = [null, ...[-5, 0, NaN, 'tall', null, {}, undefined].map((latestNews) => ({latestNews}))]
    return {kept: ignored.every((data) => heightAfter(data) === before), most: heightAfter({latestNews: 1e9})}
  })
  assert.deepEqual(heights, {kept: true, most: '30000px'})
  await end(page)
})

test('frame: resize.js writes an attribute of the frame only when it changes', async () => {
  const page = await open(`${frame('limit=2')}${resize()}`)
  await fittingHeight(page)
  const writes = await page.evaluate(async () => {
    const one = document.querySelector('iframe')
    const height = parseFloat(one.style.height)
    const send = (latestNews) => dispatchEvent(new MessageEvent('message', {source: one.contentWindow, data: {latestNews}}))
    const names = []
    const keep = (records) => names.push(...records.map(({attributeName}) => attributeName))
    const observer = new MutationObserver(keep)
    observer.observe(one, {attributes: true})
    send(height)
    send(height + 0.4) // of a pixel
    dispatchEvent(new Event('transitionend')) // it asks for the height, and tells the theme
    // The frame's answer.
    await new Promise((resolve) => addEventListener('message', resolve, {once: true}))
    keep(observer.takeRecords())
    const unchanged = names.splice(0)
    send(height + 2)
    keep(observer.takeRecords())
    return {unchanged, changed: names}
  })
  assert.deepEqual(writes, {unchanged: [], changed: ['style']})
  await end(page)
})

test('frame: it takes its theme from the page around it, and from no other window', async () => {
  shared.partner.pages['/other'] = {body: '<!DOCTYPE html><title>Other</title><script>parent.frames[0].postMessage({latestNews: "dark"}, "*")</script>'}
  const page = await open(frame('limit=3', 'id="news"'))
  const inner = page.frameLocator('#news').locator('html')
  await assertItems(inner, 3)
  // Comes behind the frame's own listener.
  await inner.evaluate(() => addEventListener('message', ({source}) => { globalThis.isParent = source === parent }))
  const received = async (isParent) => {
    await until(() => inner.evaluate((_, value) => globalThis.isParent === value, isParent), () => 'the message does not come')
    return inner.getAttribute('data-theme')
  }
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('iframe'), {src: '/other'})))
  assert.equal(await received(false), null)
  await page.evaluate(() => frames[0].postMessage({latestNews: 'dark'}, '*'))
  assert.equal(await received(true), 'dark')
  await page.context().close()
})

test('frame: a link without a target of its own leads out of the frame', async () => {
  const page = await open(frame('limit=1'))
  const inner = page.frameLocator('iframe').locator('body')
  await assertItems(inner, 1)
  const navigated = page.waitForEvent('framenavigated', (one) => one.url().endsWith('favicon.svg?link'))
  await inner.evaluate((body) => {
    body.prepend(Object.assign(document.createElement('a'), {href: 'favicon.svg?link', textContent: 'a link'}))
    body.querySelector('a').click()
  })
  assert.equal((await navigated).parentFrame(), null)
  await page.context().close()
})

// What is behind and in the text of the frame, as the visitor sees it: the pixels of a picture.
async function colours(page) {
  await page.frameLocator('iframe').locator('article').first().waitFor()
  await page.waitForTimeout(300)
  const picture = (await page.locator('iframe').screenshot()).toString('base64')
  const helper = await page.context().newPage()
  const result = await helper.evaluate(async (data) => {
    const image = new Image()
    image.src = 'data:image/png;base64,' + data
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height})
    const pen = canvas.getContext('2d')
    pen.drawImage(image, 0, 0)
    const bytes = pen.getImageData(0, 0, image.width, image.height).data
    let [least, most] = [255, 0]
    for (let at = 1; at < bytes.length; at += 4) {
      least = Math.min(least, bytes[at])
      most = Math.max(most, bytes[at])
    }
    return {background: bytes[1], least, most}
  }, picture)
  await helper.close()
  return result
}

const light = 'html { background: #fefefe; color: #222 }'
const byClass = `html { background: #fefefe; color: #222 } html.dark { background: #101418; color: #eee }`

for (const system of ['light', 'dark']) {
  // A frame does not know the page's colours. A rule for the frame, theme=light, or resize.js tells it.
  for (const [way, told] of Object.entries({
    'resize.js': {script: true}, 'color-scheme on the frame': {sheet: 'iframe { color-scheme: light }'},
    'color-scheme of the page': {sheet: ':root { color-scheme: light }'}, 'theme=light': {query: 'limit=3&amp;theme=light'},
  })) {
    test(`frame: on a light page of a visitor with a ${system} system, told by ${way}, there is no dark box`, async () => {
      const page = await open(frame(told.query) + (told.script ? resize() : ''), {head: `<style>${light} ${told.sheet ?? ''}</style>`, browser: shared[system]})
      const {background, least} = await colours(page)
      assert.ok(background >= 250 && least < 100, JSON.stringify({background, least}))
      await end(page)
    })
  }

  test(`frame: on a page that is dark by its class, of a visitor with a ${system} system, text is light; and the reverse when it toggles`, async () => {
    const page = await open(frame() + resize(), {head: `<style>${byClass}</style>`, browser: shared[system]})
    await page.evaluate(() => document.documentElement.classList.add('dark'))
    const dark = await colours(page)
    assert.ok(dark.background < 40 && dark.most > 200, JSON.stringify(dark))
    await page.evaluate(() => document.documentElement.classList.remove('dark'))
    const bright = await colours(page)
    assert.ok(bright.background > 250 && bright.least < 60, JSON.stringify(bright))
    await end(page)
  })
}

test('frame: a dark system and a page that follows it', async () => {
  const page = await open(frame() + resize(), {head: '<style>:root { color-scheme: light dark }</style>', browser: shared.dark})
  const {background, most} = await colours(page)
  assert.ok(background < 40 && most > 200, JSON.stringify({background, most}))
  await end(page)
})

test('frame: a page that is isolated by require-corp shows it', async () => {
  const headers = {'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin'}
  const page = await open(`${frame()}<div id="a"><script async src="${shared.news.origin}/latest-news.js?limit=2"></script></div>${resize()}`, {headers})
  await fittingHeight(page)
  await assertItems(page.locator('#a latest-news'), 2)
  assert.ok(await page.evaluate(() => crossOriginIsolated))
  await end(page)
})

test('frame: with no script allowed it is a list with links that lead out', async () => {
  const page = await open(frame('limit=2', 'sandbox="allow-popups allow-top-navigation-by-user-activation" title="News"'))
  const body = page.frameLocator('iframe').locator('body')
  await assertItems(body, 2)
  // With mouse events: Playwright's own check of the element under the mouse fails for frames in another process.
  await page.locator('iframe').scrollIntoViewIfNeeded()
  const {x, y, width, height} = await body.locator('.ln-title').first().boundingBox()
  await page.mouse.click(x + width / 4, y + height / 2)
  await page.waitForURL(/\/items\//)
  await page.context().close()
})

test('frame: it loads nothing else, and prints whole', async () => {
  const page = await openPage(shared.light)
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(shared.news.origin + '/embed?limit=100')
  await assertItems(page.locator('body'), 39)
  assert.deepEqual(asked.filter((url) => !url.endsWith('/favicon.svg')), [shared.news.origin + '/embed?limit=100'])
  const pdf = (await page.pdf({format: 'A4'})).toString('latin1')
  const pages = pdf.match(/\/Type \/Page\b/g).length
  const height = await page.evaluate(() => document.body.scrollHeight)
  assert.ok(pages >= Math.floor(height / 1100), `${pages} pages for ${height} pixels`)
  await page.context().close()
})

const inColumn = '<style>iframe { display: inline; border: revert } * { box-sizing: border-box } .column > * { max-width: 650px; margin-left: auto !important; margin-right: auto !important }</style>'
for (const [how, style] of [['bare', ''], ['with a border and padding of the page\'s', 'iframe { padding: 10px 20px; border: 5px solid red !important }']]) {
  test(`frame: in a theme that centres its blocks with border-box, ${how}, it is in its column and has no scroll bar`, async () => {
    const page = await open(`<div class="column"><p>before</p>${frame('limit=5', 'width="100%" height="900"')}<p>after</p></div>${resize()}`, {head: `${inColumn}<style>${style}</style>`})
    const inner = page.frameLocator('iframe').locator('body')
    await inner.locator('article').nth(4).waitFor()
    const measure = async () => ({
      content: await inner.evaluate((body) => body.getBoundingClientRect().height),
      scrolls: await inner.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1),
      ...await page.evaluate(() => {
        const box = document.querySelector('iframe').getBoundingClientRect()
        const text = document.querySelector('p').getBoundingClientRect()
        const style = getComputedStyle(document.querySelector('iframe'))
        return {left: box.left - text.left, width: box.width - text.width, border: style.borderTopWidth,
          inner: box.height - parseFloat(style.paddingTop) * 2 - parseFloat(style.borderTopWidth) * 2}
      }),
    })
    await until(async () => { const one = await measure(); return Math.abs(one.inner - one.content) <= 1 && one.left === 0 }, async () => JSON.stringify(await measure()))
    const {scrolls, width, border} = await measure()
    assert.equal(scrolls, false)
    assert.equal(width, 0)
    assert.equal(border, how === 'bare' ? '0px' : '5px')
    await end(page)
  })
}

test('frame: a wrong parameter shows the list, and says why on the console', async () => {
  const page = await open(frame('limit=many'))
  const said = []
  page.on('console', (message) => said.push(message.text()))
  await page.reload()
  await page.frameLocator('iframe').locator('article').nth(9).waitFor()
  assert.ok(said.some((line) => line.startsWith('latest-news: the parameter limit is "many"')), said.join('\n'))
  await page.context().close()
})

test('frame: WordPress\' protocol: heights within its bounds, and links to our own pages', async () => {
  const page = await open('<p>A post</p>')
  await page.evaluate((src) => {
    window.got = []
    addEventListener('message', ({data}) => { if (data.secret) window.got.push(data) })
    document.body.insertAdjacentHTML('beforeend', `<iframe sandbox="allow-scripts" src="${src}"></iframe>`)
  }, `${shared.news.origin}/embed?limit=1#?secret=abc123`)
  const last = () => page.evaluate(() => window.got.at(-1))
  await until(async () => (await last())?.message === 'height', () => 'no height')
  const {value, secret} = await last()
  assert.ok(value >= 200 && value <= 1000)
  assert.equal(secret, 'abc123')
  await page.evaluate(() => { window.got = []; document.querySelector('iframe').contentWindow.postMessage({message: 'ready', secret: 'abc123'}, '*') })
  await until(async () => (await last())?.message === 'height', () => 'no height on ready')
  await page.frameLocator('iframe').locator('article a').first().click()
  await until(async () => (await last())?.message === 'link', () => 'no link')
  assert.ok((await last()).value.startsWith(shared.news.origin + '/items/'))
  await page.context().close()
})

test('frame: on paper a resized frame has room for the whole list', async () => {
  const page = await open(`${frame('limit=20')}${resize()}`)
  const height = await fittingHeight(page)
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  assert.ok(await page.evaluate(() => document.querySelector('iframe').clientHeight) > height * 1.5)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.waitForFunction((before) => document.querySelector('iframe').clientHeight === before, height)
  await end(page)
})
