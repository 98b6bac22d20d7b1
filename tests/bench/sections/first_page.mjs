// Lighthouse's scores of our own pages, on its emulated slow phone.
import {readFileSync} from 'node:fs'
import {freePort} from '../../free-port.mjs'
import {startBrowser} from '../../browser/browser.mjs'
import {project, startProgram} from '../../browser/program.mjs'
import {table} from '../figures.mjs'

export const title = 'Our own pages'
const categories = {performance: 'performance', accessibility: 'accessibility', 'best-practices': 'best practices', seo: 'SEO'}

export async function run() {
  const {default: lighthouse} = await import(`${project}build/bench/lighthouse/node_modules/lighthouse/core/index.js`)
  const port = await freePort()
  const [news, browser] = await Promise.all([startProgram(), startBrowser(`--remote-debugging-port=${port}`)])
  try {
    const {items} = await (await fetch(news.origin + '/news.json?limit=1')).json()
    const rows = []
    for (const [name, path] of [['the first page', '/'], ['an item', new URL(items[0].url).pathname]]) {
      const {lhr} = await lighthouse(news.origin + path, {port, output: 'json', logLevel: 'error', onlyCategories: Object.keys(categories)})
      const missed = Object.values(lhr.categories).flatMap(({auditRefs}) => auditRefs)
        .filter(({id, weight}) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9).map(({id}) => id)
      rows.push([name, ...Object.keys(categories).map((id) => Math.round(lhr.categories[id].score * 100)), [...new Set(missed)].join(', ') || 'none'])
    }
    const {version} = JSON.parse(readFileSync(`${project}build/bench/lighthouse/node_modules/lighthouse/package.json`, 'utf8'))
    return `Scores of 100 by Lighthouse ${version}, with its emulated phone and slow network. The aim: 100, and 98 or more for performance.

${table(['page', ...Object.values(categories), 'audits below 90'], rows)}`
  } finally {
    await browser.close()
    await news.stop()
  }
}
