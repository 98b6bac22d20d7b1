// What a partner's page can choose: languages, images, its own styles, and the list's place.
import assert from 'node:assert/strict'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const folder = await mkdtemp(join(tmpdir(), 'latest-news-'))
const item = (id, title, language, more = {}) => ({id, title, language, content_text: `About ${title}.`, _latest_news: {start: `2023-07-0${id}`, end: `2023-07-0${id}`}, ...more})
const feed = (items) => ({version: 'https://jsonfeed.org/version/1.1', title: 'Office - News', language: 'en', _latest_news: {heading: 'News'}, items})

await writeFile(join(folder, 'several.json'), JSON.stringify(feed([item(3, 'Third'), item(2, 'Deuxième', 'fr'), item(1, 'First')])))

const shared = share({
  news: startProgram,
  several: () => startProgram('--news', join(folder, 'several.json')),
  partner: startPartner,
  browser: startBrowser,
  files: () => ({stop: () => rm(folder, {recursive: true})}),
})

async function open(body, {language = 'en', style = '', headers = {}, ...options} = {}) {
  shared.partner.pages['/'] = {headers, body: `<!DOCTYPE html><html lang="${language}"><head><title>A partner</title><style>${style}</style></head><body>${body}</body></html>`}
  const page = await openPage(shared.browser, options)
  page.asked = []
  page.on('request', (request) => page.asked.push(request.url().replace(/^http:..[^/]+/, '')))
  await page.goto(shared.partner.origin + '/')
  return page
}

async function end(page, ...origins) {
  await assertNothingToMind(page, shared.news.origin, shared.several.origin, shared.partner.origin, ...origins)
  await page.context().close()
}

const days = (place) => place.locator('.ln-days').first().textContent()

test('languages: script and element take the page\'s language, the nearest one', async () => {
  const {origin} = shared.news
  const page = await open(`<div id="a"><script src="${origin}/latest-news.js?limit=2"></script></div>
<div id="b"><latest-news limit="2"></latest-news></div><div id="c" lang="ar-EG"><div data-latest-news data-limit="2"></div></div>
<div id="d"><script src="${origin}/latest-news.js?limit=2&amp;lang=de"></script></div><script src="${origin}/element.js"></script>`, {language: 'fr-BE'})
  for (const id of ['a', 'b', 'c', 'd']) await assertItems(page.locator('#' + id), 2)
  assert.equal(await days(page.locator('#a')), '30 juillet 2023')
  assert.equal(await days(page.locator('#b')), '30 juillet 2023')
  assert.equal(await days(page.locator('#c')), '٣٠ يوليو ٢٠٢٣')
  assert.equal(await days(page.locator('#d')), '30. Juli 2023')
  assert.equal(await page.locator('#c section').getAttribute('dir'), 'rtl')
  assert.equal(await page.locator('#a .ln-title').first().getAttribute('lang'), 'en')
  await end(page)
})

test('languages: a page in the feed\'s language, or in one that we do not have, makes one request', async () => {
  for (const language of ['en-GB', 'ja']) {
    const page = await open(`<script src="${shared.news.origin}/latest-news.js?limit=2"></script>`, {language})
    await assertItems(page.locator('latest-news'), 2)
    assert.equal(await days(page), '30 July 2023')
    assert.deepEqual(page.asked.filter((path) => path.includes('news') || path.includes('element')), ['/latest-news.js?limit=2'])
    await end(page)
  }
})

test('languages: a list that cannot be fetched in the page\'s language is shown in the feed\'s', async () => {
  const page = await open('', {language: 'fr'})
  await page.route('**/fragment.json*', (route) => route.fulfill({status: 503, body: 'no'}))
  await page.evaluate((src) => document.body.appendChild(Object.assign(document.createElement('script'), {src})), `${shared.news.origin}/latest-news.js?limit=2`)
  await assertItems(page.locator('latest-news'), 2)
  assert.equal(await days(page), '30 July 2023')
  await page.context().close()
})

test('languages: of a feed in several, a page shows the items in its own, with a link to all', async () => {
  const {origin} = shared.several
  const page = await open(`<script src="${origin}/latest-news.js"></script>`, {language: 'fr'})
  await assertItems(page.locator('latest-news'), 1)
  assert.equal(await page.locator('.ln-title').textContent(), 'Deuxième')
  const link = page.getByRole('link', {name: 'Actualités dans toutes les langues'})
  assert.equal(await link.getAttribute('href'), `${origin}/embed?lang=fr&fallback=on`)
  await page.goto(await link.getAttribute('href'))
  assert.deepEqual(await page.locator('.ln-title').allTextContents(), ['Deuxième', 'Third', 'First'])
  assert.deepEqual(await page.locator('.ln-language').allTextContents(), ['English', 'English'])
  await end(page)
})

test('languages: no time zone moves a day', async () => {
  for (const timezoneId of ['Pacific/Kiritimati', 'Pacific/Niue']) {
    const page = await open(`<script src="${shared.news.origin}/latest-news.js?limit=2"></script>`, {timezoneId})
    assert.equal(await days(page), '30 July 2023')
    await end(page)
  }
})

test('images: each way shows them; one that fails leaves no hole; the page\'s policy can refuse them', async () => {
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARwzIHAB2qgX7fI/PVgAAAABJRU5ErkJggg==', 'base64')
  const referrers = []
  // Feeds need images with https, so the test answers for that host.
  await writeFile(join(folder, 'images.json'), JSON.stringify(feed([
    item(2, 'With', 'en', {image: 'https://images.example/good.png'}), item(1, 'Broken', 'en', {image: 'https://images.example/bad.png'})])))
  const news = await startProgram('--news', join(folder, 'images.json'))
  try {
    for (const layout of ['list', 'headlines', 'cards', 'timeline']) {
      const query = `images=on&amp;layout=${layout}`
      for (const body of [`<script src="${news.origin}/latest-news.js?${query}"></script>`,
        `<latest-news images="on" layout="${layout}"></latest-news><script src="${news.origin}/element.js"></script>`,
        `<iframe src="${news.origin}/embed?${query}" title="News" width="700" height="900"></iframe>`]) {
        const page = await openPage(shared.browser)
        await page.route('https://images.example/**', (route) => {
          referrers.push(route.request().headers().referer)
          return route.request().url().includes('good') ? route.fulfill({body: pixel, contentType: 'image/png'}) : route.abort()
        })
        shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><title>A partner</title><body>${body}</body></html>`}
        await page.goto(shared.partner.origin + '/')
        const place = body.includes('iframe') ? page.frameLocator('iframe').locator('body') : page.locator('latest-news')
        await assertItems(place, 2)
        await place.locator('img').nth(1).waitFor({state: 'detached'})
        const box = await place.locator('img').boundingBox()
        assert.ok(Math.abs(box.width / box.height - 1.5) < .02 && box.width > 60, `${layout} ${JSON.stringify(box)}`)
        assert.equal(await place.locator('img').getAttribute('alt'), '')
        await page.context().close()
      }
    }
    assert.deepEqual([...new Set(referrers)], [undefined])
    const strict = await open(`<script src="${news.origin}/latest-news.js?images=on"></script>`,
      {headers: {'Content-Security-Policy': `default-src 'none'; script-src ${news.origin}; connect-src ${news.origin}; style-src 'unsafe-inline'`}})
    await assertItems(strict.locator('latest-news'), 2)
    await strict.locator('img').first().waitFor({state: 'detached'})
    assert.match(strict.complaints.join(), /img-src/)
    await strict.context().close()
  } finally {
    await news.stop()
  }
})

test('images: lazy ones stay, and load when scrolled to', async () => {
  const items = Array.from({length: 30}, (_, number) => item(number % 9 + 1, `Item ${number}`, 'en', {id: `i${number}`, image: `https://images.example/${number}.svg`}))
  await writeFile(join(folder, 'many.json'), JSON.stringify(feed(items)))
  const news = await startProgram('--news', join(folder, 'many.json'))
  try {
    const page = await openPage(shared.browser)
    await page.route('https://images.example/**', (route) => route.fulfill({contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'}))
    shared.partner.pages['/'] = {body: `<!DOCTYPE html><html lang="en"><title>A partner</title><body><div style="height: 6000px"></div>
<latest-news limit="15" images="on" more="on"></latest-news><script src="${news.origin}/element.js"></script>`}
    await page.goto(shared.partner.origin + '/')
    await page.locator('latest-news article').nth(14).waitFor({state: 'attached'})
    assert.equal(await page.locator('img').count(), 15)
    await page.getByRole('button', {name: 'Older news'}).click()
    await page.locator('article').nth(29).waitFor({state: 'attached'})
    for (let number = 0; number < 30; ++number) await page.locator('article').nth(number).scrollIntoViewIfNeeded()
    await page.waitForFunction(() => [...document.querySelector('latest-news').shadowRoot.querySelectorAll('img')].every((image) => image.naturalWidth > 0))
    assert.equal(await page.locator('img').count(), 30)
    await page.context().close()
  } finally {
    await news.stop()
  }
})

test('styles: the page sets our custom properties, and the parts that are named as the classes', async () => {
  const page = await open(`<script src="${shared.news.origin}/latest-news.js?limit=2&amp;layout=cards"></script>`, {style: `
    latest-news { --ln-link: rgb(1, 2, 3); --ln-quiet: rgb(4, 5, 6); --ln-line: rgb(7, 8, 9); --ln-accent: rgb(10, 11, 12) }
    latest-news::part(ln-summary) { color: rgb(13, 14, 15) } latest-news::part(ln-title) { font-style: italic }`})
  await assertItems(page.locator('latest-news'), 2)
  const of = (name, property) => page.locator(name).first().evaluate((one, key) => getComputedStyle(one)[key], property)
  assert.equal(await of('.ln-title a', 'color'), 'rgb(1, 2, 3)')
  assert.equal(await of('.ln-days', 'color'), 'rgb(4, 5, 6)')
  assert.equal(await of('.ln-item', 'borderLeftColor'), 'rgb(7, 8, 9)')
  assert.equal(await of('.ln-item', 'borderTopColor'), 'rgb(10, 11, 12)')
  assert.equal(await of('.ln-summary', 'color'), 'rgb(13, 14, 15)')
  assert.equal(await of('.ln-title', 'fontStyle'), 'italic')
  await end(page)
  const html = await (await fetch(`${shared.news.origin}/fragment?shadow=on&limit=1`)).text()
  assert.ok(html.includes('class="ln-title" part="ln-title"'))
})

test('styles: with off, the list is in the page for the page\'s own rules; more works there too', async () => {
  for (const body of [`<script src="${shared.news.origin}/latest-news.js?limit=20&amp;styles=off&amp;more=on"></script>`,
    `<latest-news limit="20" styles="off" more="on"><a href="/">News</a></latest-news><script src="${shared.news.origin}/element.js"></script>`]) {
    const page = await open(body, {style: '.ln-title { color: rgb(1, 2, 3) }'})
    await assertItems(page.locator('latest-news'), 20)
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('latest-news .ln-title')).color), 'rgb(1, 2, 3)')
    await page.getByRole('button', {name: 'Older news'}).click()
    await page.locator('article').nth(38).waitFor()
    assert.equal(await page.locator('latest-news a[href="/"]').count(), 0)
    await end(page)
  }
})

test('layouts: each fits from 220 to 1,400 pixels, in any place of a page', async () => {
  for (const layout of ['list', 'headlines', 'cards', 'timeline']) {
    const tag = `<script src="${shared.news.origin}/latest-news.js?limit=3&amp;layout=${layout}"></script>`
    const page = await open(`<div id="box">${tag}</div>
<div style="width: 700px"><div id="float" style="float: left">${tag}</div></div><div style="clear: both"></div>
<div id="row" style="display: flex; width: 900px"><p style="flex: none; width: 400px">Text</p>${tag}</div>
<div id="grid" style="display: grid; grid-template-columns: auto 1fr; width: 900px"><p>Text</p><div>${tag}</div></div>
<table id="cell" style="width: 600px"><tr><td>${tag}</td><td style="width: 200px">Text</td></tr></table>
<div id="inline" style="display: inline-block">${tag}</div>`, {viewport: {width: 1440, height: 800}})
    await assertItems(page.locator('#inline latest-news'), 3)
    for (const width of [220, 320, 480, 700, 1000, 1400]) {
      const seen = await page.evaluate((value) => {
        const box = document.getElementById('box')
        box.style.width = value + 'px'
        const section = box.querySelector('latest-news').shadowRoot.querySelector('section')
        return [section.getBoundingClientRect().width, section.scrollWidth]
      }, width)
      assert.deepEqual(seen, [width, width], `${layout} ${width}`)
    }
    const sizes = await page.evaluate(() => Object.fromEntries(['float', 'row', 'grid', 'cell', 'inline'].map((id) => {
      const host = document.getElementById(id).querySelector('latest-news')
      return [id, [Math.round(host.getBoundingClientRect().width), host.shadowRoot.querySelector('section').scrollWidth]]
    })))
    for (const [id, [width, content]] of Object.entries(sizes)) {
      assert.ok(width >= 380 && content <= width + 1, `${layout} ${id}: ${width}, ${content}`)
    }
    await end(page)
  }
})

test('layouts: more adds a page in each layout', async () => {
  for (const layout of ['headlines', 'cards', 'timeline']) {
    const page = await open(`<latest-news limit="20" more="on" layout="${layout}" rows="20"></latest-news><script src="${shared.news.origin}/element.js"></script>`)
    await assertItems(page.locator('latest-news'), 20)
    const display = () => page.locator('.ln-item').last().evaluate((one) => getComputedStyle(one).display)
    assert.equal(await display(), 'flex')
    await page.getByRole('button', {name: 'Older news'}).click()
    await page.locator('article').nth(38).waitFor()
    assert.equal(await display(), 'flex')
    await end(page)
  }
})

test('links: target decides where they open', async () => {
  const page = await open(`<script src="${shared.news.origin}/latest-news.js?limit=1&amp;target=_blank"></script>`)
  const popup = page.waitForEvent('popup')
  await page.locator('.ln-title a').click()
  await (await popup).locator('h1').waitFor()
  await page.context().close()
})

test('an accent that was changed is reported on the console, by script, element and frame', async () => {
  for (const [body, frame] of [[`<script src="${shared.news.origin}/latest-news.js?limit=1&amp;accent=ffd700"></script>`],
    [`<latest-news limit="1" accent="ffd700"></latest-news><script src="${shared.news.origin}/element.js"></script>`],
    [`<iframe src="${shared.news.origin}/embed?limit=1&amp;accent=ffd700" title="News"></iframe>`, true]]) {
    const page = await open(body)
    await assertItems(frame ? page.frameLocator('iframe').locator('body') : page.locator('latest-news'), 1)
    assert.match(page.complaints.join(), /latest-news: .*accent.*4\.5:1/)
    await page.context().close()
  }
})
