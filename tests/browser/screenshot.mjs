// Writes the README's picture: the example of the script, as a visitor sees it.
//   node tests/browser/screenshot.mjs docs/partner-page.png
import {readFile, stat} from 'node:fs/promises'
import {assertItems, openPage, startBrowser} from './browser.mjs'
import {example, startPartner} from './partner.mjs'
import {project, startProgram} from './program.mjs'

const path = process.argv[2]
if (!path) {
  console.error('usage: node tests/browser/screenshot.mjs FILE.png')
  process.exit(2)
}

const [news, partner, browser] = await Promise.all([startProgram(), startPartner(), startBrowser()])
try {
  partner.pages['/'] = {body: await example('script.html', news.origin)}
  partner.pages['/partner.css'] = {body: await readFile(project + 'widget/examples/partner.css')}
  const page = await openPage(browser, {viewport: {width: 1040, height: 860}})
  await page.goto(partner.origin + '/')
  await assertItems(page.locator('latest-news'), 5)
  await page.screenshot({path})
  console.log(`${path}: ${(await stat(path)).size} bytes`)
} finally {
  await browser.close()
  await partner.stop()
  await news.stop()
}
