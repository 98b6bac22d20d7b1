// What a visitor of a partner's page pays for the news: bytes and requests beside other embedded things, and the time of
// the page's main thread.
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {brotliCompressSync, constants} from 'node:zlib'
import {openPage, startBrowser} from '../../browser/browser.mjs'
import {example, startPartner} from '../../browser/partner.mjs'
import {startProgram} from '../../browser/program.mjs'
import {figure, median, table} from '../figures.mjs'
import {latest_news} from '../servers/own.mjs'

export const title = 'On a partner\'s page'
const runs = 25
const folder = 'build/bench/embedding'

const brotli = (text) => brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}}).length
const digits = (number) => number.toLocaleString('en')
const version = (name) => JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, 'utf8')).version

// As a page loads it: a module and its imports in one file.
const bundle = (path) => execFileSync('esbuild', ['--bundle', '--minify', '--format=esm', '--log-level=error', `node_modules/${path}`], {cwd: folder})
const shipped = (path) => readFileSync(`${folder}/node_modules/${path}`)

function peers(fragment) {
  return [
    ['@github/include-fragment-element', [bundle('@github/include-fragment-element/dist/index.js')], 2, fragment],
    ['lite-youtube-embed', [bundle('lite-youtube-embed/src/lite-yt-embed.js'), bundle('lite-youtube-embed/src/lite-yt-embed.css')]],
    ['vanilla-rss', [shipped('vanilla-rss/dist/rss.global.min.js')]],
    ['giscus', [bundle('giscus/dist/giscus.mjs')]],
    ['iframe-resizer, in the page and in the frame', [shipped('iframe-resizer/js/iframeResizer.min.js'), shipped('iframe-resizer/js/iframeResizer.contentWindow.min.js')]],
  ].map(([name, files, requests, items]) => {
    const code = files.map(brotli).reduce((sum, size) => sum + size)
    const known = name.replace(/,.*/, '')
    return [name.replace(known, `${known} ${version(known)}`), digits(code), requests ?? '', requests ? digits(code + items) : '']
  })
}

// Of the page's main thread, by its own clock of processor time: script (compiling included), style and layout, in
// milliseconds, from before the script until its list is laid out. In a new page each time; and a second list in the same page, when
// fonts have been looked for.
async function main_thread(browser, news, partner) {
  const text = await (await fetch(`${news.origin}/latest-news.js?limit=5`)).text()
  // The partner's page of the examples, which has text in its own fonts.
  partner.pages['/'] = {body: (await example('script.html', news.origin)).replace(/<script[^]*<\/script>/, '')}
  partner.pages['/partner.css'] = {body: readFileSync('widget/examples/partner.css')}
  const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']
  const times = {'the first list of a page': [], 'the second': []}
  for (let number = 0; number < runs; number += 1) {
    const page = await openPage(browser)
    const session = await page.context().newCDPSession(page)
    await page.goto(partner.origin + '/')
    await session.send('Performance.enable', {timeDomain: 'threadTicks'})
    const measure = async () => {
      const {metrics} = await session.send('Performance.getMetrics')
      return parts.map((part) => metrics.find(({name}) => name === part).value * 1000)
    }
    for (const list of Object.values(times)) {
      const before = await measure()
      await page.evaluate((code) => {
        const script = document.createElement('script')
        script.text = code
        document.body.append(script)
        return script.nextElementSibling.offsetHeight
      }, text)
      const after = await measure()
      list.push(after.map((value, place) => value - before[place]))
    }
    await page.context().close()
  }
  return Object.entries(times).map(([name, list]) => {
    const sums = list.map((values) => values.reduce((sum, value) => sum + value))
    return [name, ...parts.map((_, place) => figure(median(list.map((values) => values[place])))), figure(median(sums)), figure(Math.max(...sums))]
  })
}

export async function run() {
  const [news, partner, browser] = await Promise.all([startProgram('--public-url', 'https://news.example'), startPartner(), startBrowser()])
  try {
    const get = async (path) => Buffer.from(await (await fetch(news.origin + path)).arrayBuffer())
    const list = brotli(await get('/latest-news.js?limit=5'))
    const element = brotli(await get('/element.js'))
    const nodes = brotli(await get('/fragment.json?limit=5'))
    const frame = brotli(await get('/embed?limit=5'))
    const fragment = brotli(await get('/fragment?limit=5'))
    const carried = brotli(await get('/latest-news.js?limit=1&since=9000-01-01'))
    const rows = [
      ['latest-news, a script', `${digits(carried)} with styles`, 1, digits(list)],
      ['latest-news, an element', `${digits(element)} with styles`, 2, digits(element + nodes)],
      ['latest-news, a frame and resize.js', digits(brotli(await get('/resize.js'))), 2, digits(frame + brotli(await get('/resize.js')))],
      ...peers(fragment),
    ]
    const times = await main_thread(browser, news, partner)
    return `Bytes with brotli at its highest level: code as it ships, minified, modules with what they import; and all that shows five items of the
bundled news, where a thing shows items. The script without items has the heading and the words for none in it. include-fragment-element is given \`/fragment?limit=5\`, which has no styles. vanilla-rss asks
a server of its maker's for the feed, giscus and lite-youtube-embed load frames of other hosts: what those weigh is not counted. ${latest_news.name} ${latest_news.version()}.

${table(['what', 'code', 'requests for five items', 'bytes for five items'], rows)}

Milliseconds of the main thread's processor time from before \`/latest-news.js?limit=5\` is compiled until its list is laid out; medians of
${runs} pages, each in a new process of Chromium, whose first list also pays for faces of its font that the page had not used. The aim: under 5.

${table(['list', 'script', 'style', 'layout', 'all', 'most'], times)}`
  } finally {
    await browser.close()
    await partner.stop()
    await news.stop()
  }
}
