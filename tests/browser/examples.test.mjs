// widget/examples, unchanged except for the host (and the hash in a file name).
import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {example, startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'
import {startApache, startNginx, startPhp, whyNot} from './servers.mjs'

// For each file: how many lists it shows in the page and in frames, each of five items; and the server that it is for, if
// it needs a certain one.
const expected = {
  'script.html': {lists: 1, frames: 0},
  'script-async.html': {lists: 1, frames: 0},
  'element.html': {lists: 1, frames: 0},
  'data-attribute.html': {lists: 1, frames: 0},
  'fetch.html': {lists: 1, frames: 0},
  'frame.html': {lists: 0, frames: 1},
  'frame-resize.html': {lists: 0, frames: 1},
  'strict-policy.html': {lists: 2, frames: 1},
  'integrity.html': {lists: 1, frames: 0},
  'ssi.shtml': {lists: 1, frames: 0, server: startNginx},
  'shadow-root.shtml': {lists: 1, frames: 0, server: startNginx},
  'include.shtml': {lists: 1, frames: 0, server: startApache},
  'include.php': {lists: 1, frames: 0, server: startPhp},
}
// Their parts.
const parts = ['partner.css', 'nginx.conf', 'apache.conf', 'no-news.html']

const shared = share({
  news: startProgram,
  async partner() {
    return startPartner({'/partner.css': {body: await readFile(project + 'widget/examples/partner.css')}})
  },
  browser: startBrowser,
})

test('examples: each is tested', async () => {
  assert.deepEqual((await readdir(project + 'widget/examples')).sort(), [...Object.keys(expected), ...parts].sort())
})

// The partner's page, and a function that ends its server.
async function serve(name) {
  const {origin} = shared.news
  const {server} = expected[name]
  if (server) {
    const own = await server(origin)
    return {url: `${own.origin}/${name}`, origin: own.origin, stop: own.stop}
  }
  let body = await example(name, origin)
  if (body.includes('HASH')) {
    const {detail} = await (await fetch(origin + '/element.HASH.js')).json()
    const hash = /element\.([0-9a-f]+)\.js$/.exec(detail)[1]
    const file = await (await fetch(`${origin}/element.${hash}.js`)).text()
    body = body.replace('element.HASH.js', `element.${hash}.js`).replace('sha384-HASH', 'sha384-' + createHash('sha384').update(file).digest('base64'))
  }
  shared.partner.pages['/' + name] = {body}
  return {url: `${shared.partner.origin}/${name}`, origin: shared.partner.origin, stop() {}}
}

for (const [name, {lists, frames, server}] of Object.entries(expected)) {
  test(`examples: ${name} works in wide and in narrow windows`, {skip: whyNot(server)}, async () => {
    const {url, origin, stop} = await serve(name)
    try {
      for (const viewport of [{width: 1000, height: 800}, {width: 320, height: 256}]) {
        const page = await openPage(shared.browser, {viewport, javaScriptEnabled: !server || viewport.width === 320})
        await page.goto(url)
        await page.locator('section.ln, iframe').nth(lists + frames - 1).waitFor()
        for (let i = 0; i < lists; i += 1) await assertItems(page.locator('section.ln').nth(i), 5)
        for (let i = 0; i < frames; i += 1) {
          await page.locator('iframe').nth(i).scrollIntoViewIfNeeded() // loading=lazy
          await assertItems(page.frameLocator('iframe').nth(i).locator('body'), 5)
        }
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no scrolling sideways')
        page.complaints = page.complaints.filter((line) => !line.endsWith('/favicon.ico') && !line.includes('404'))
        await assertNothingToMind(page, shared.news.origin, origin)
        await page.context().close()
      }
    } finally {
      await stop()
    }
  })
}

for (const [name, {server}] of Object.entries(expected).filter(([, {server}]) => server)) {
  test(`examples: where the news cannot be fetched, ${name} has the link`, {skip: whyNot(server)}, async () => {
    const own = await server('http://127.0.0.1:1')
    try {
      const html = await (await fetch(`${own.origin}/${name}`)).text()
      assert.match(html, /<p><a href="http:\/\/127.0.0.1:1\/">Latest news<\/a><\/p>/)
      assert.match(html, /<\/html>/)
    } finally {
      await own.stop()
    }
  })
}
