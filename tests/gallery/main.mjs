// Screenshots for review: every layout in every theme, language and width, and pages that look like partners'.
//   node tests/gallery/main.mjs FOLDER [PART OF A NAME]
import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {openPage, startBrowser} from '../browser/browser.mjs'
import {startPartner} from '../browser/partner.mjs'
import {project, startProgram} from '../browser/program.mjs'
import {feedIn} from './feeds.mjs'

const [folder, only = ''] = process.argv.slice(2)
if (!folder) {
  console.error('usage: node tests/gallery/main.mjs FOLDER [PART OF A NAME]')
  process.exit(2)
}

const layouts = (await readdir(project + 'widget/layouts')).sort()
const themes = ['auto', 'light', 'dark']
const languages = ['en', 'ar', 'zh']
const widths = [220, 480, 1100]
await mkdir(folder, {recursive: true})
for (const language of languages) await writeFile(join(folder, `${language}.json`), JSON.stringify(feedIn(language)))

const partner = await startPartner()
const browser = await startBrowser()
let count = 0

async function picture(name, body, width, {until = 'latest-news', colorScheme = 'light'} = {}) {
  if (!name.includes(only)) return
  partner.pages['/'] = {body}
  const page = await openPage(browser, {viewport: {width, height: 600}, colorScheme})
  await page.goto(partner.origin + '/')
  await page.locator(until).locator('li').first().waitFor()
  await page.screenshot({path: join(folder, name + '.png'), fullPage: true})
  await page.context().close()
  ++count
}

const page = (language, style, content) => `<!DOCTYPE html><html lang="${language}"${language === 'ar' ? ' dir="rtl"' : ''}>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title>
<style>${style}</style><body>${content}</body></html>`

try {
  for (const language of languages) {
    const news = await startProgram('--news', join(folder, `${language}.json`))
    for (const layout of layouts) {
      for (const theme of themes) {
        for (const width of widths) {
          await picture(`${layout}-${theme}-${language}-${width}`, page(language, 'body { margin: 12px; font: 16px/1.5 "Liberation Sans", sans-serif }',
            `<script src="${news.origin}/latest-news.js?limit=4&amp;layout=${layout}&amp;theme=${theme}"></script>`), width)
        }
      }
    }
    await news.stop()
  }
  const news = await startProgram()
  for (const name of (await readdir(project + 'tests/gallery/pages')).sort()) {
    const body = await readFile(project + 'tests/gallery/pages/' + name, 'utf8')
    await picture('page-' + name.replace('.html', ''), body.replaceAll('https://news.example', news.origin), 1200)
  }
  await news.stop()
} finally {
  await browser.close()
  await partner.stop()
}
console.log(`gallery: ${count} screenshots in ${folder}`)
