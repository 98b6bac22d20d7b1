// widget/examples, each as it stands but for the host that it names.
import assert from 'node:assert/strict'
import {readdir, readFile} from 'node:fs/promises'
import {test} from 'node:test'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share} from './fixtures.mjs'
import {example, startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'

// By file: how many lists it shows in the page and in frames, each of five items.
const expected = {
  'script.html': {lists: 1, frames: 0},
  'element.html': {lists: 2, frames: 0},
  'frame.html': {lists: 0, frames: 1},
  'fetch.html': {lists: 1, frames: 0},
  'strict-policy.html': {lists: 2, frames: 1},
}

const shared = share({
  news: startProgram,
  async partner() {
    return startPartner({'/partner.css': {body: await readFile(project + 'widget/examples/partner.css')}})
  },
  browser: startBrowser,
})

test('examples: each is tested', async () => {
  const files = (await readdir(project + 'widget/examples')).filter((name) => name.endsWith('.html'))
  assert.deepEqual(files.sort(), Object.keys(expected).sort())
})

for (const [name, {lists, frames}] of Object.entries(expected)) {
  for (const viewport of [{width: 1000, height: 800}, {width: 320, height: 256}]) {
    test(`examples: ${name} works in a window of ${viewport.width} pixels`, async () => {
      shared.partner.pages['/' + name] = {body: await example(name, shared.news.origin)}
      const page = await openPage(shared.browser, {viewport})
      await page.goto(`${shared.partner.origin}/${name}`)
      await page.locator('section.ln, iframe').nth(lists + frames - 1).waitFor()
      for (let i = 0; i < lists; i += 1) await assertItems(page.locator('section.ln').nth(i), 5)
      for (let i = 0; i < frames; i += 1) {
        await page.locator('iframe').nth(i).scrollIntoViewIfNeeded() // loading=lazy
        await assertItems(page.frameLocator('iframe').nth(i).locator('body'), 5)
      }
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no scrolling sideways')
      await assertNothingToMind(page, shared.news.origin, shared.partner.origin)
      await page.context().close()
    })
  }
}
