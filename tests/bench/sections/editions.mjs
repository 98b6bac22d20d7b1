// The cost of news by their number: reading them, answering new queries, and replacing them.
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {draw_chart} from '../chart.mjs'
import {figure, table} from '../figures.mjs'
import {common_words, generate_news, rare_word} from '../generate_news.mjs'

export const title = 'Editions'
const sizes = [39, 1000, 10_000, 100_000]
const peer_sizes = [39, 1000, 10_000] // the others take minutes for more
const swaps = 1000
const chart = 'docs/query-cost.svg'
const program = 'build/tests/bench/bench-editions'

const ask = (command, ...words) => JSON.parse(execFileSync(command, words, {encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 20}))
const digits = (number) => number.toLocaleString('en')

async function file_of(folder, count, format) {
  const file = `${folder}/${count}.${format}`
  if (!existsSync(file)) {
    await generate_news(count, format, file + '.new')
    renameSync(file + '.new', file)
  }
  return file
}

function loading_table(ours) {
  return table(['items', 'file, MiB', 'read, s', 'ready, s', 'CPU, s', 'peak, MiB', 'peak / file'], ours.map((one) => [digits(one.items), figure(one.file_mib),
    figure(one.reading), figure(one.loading), figure(one.cpu), figure(one.peak_mib), figure(one.peak_mib / one.file_mib)]))
}

function query_table(ours) {
  return table(['query', ...ours.map((one) => `${digits(one.items)}`)], Object.keys(ours[0].queries).map((name) => [`\`${name}\``,
    ...ours.map(({queries}) => `${figure(queries[name].median)} (${figure(queries[name].first)})`)]))
}

async function peers_table(folder, ours) {
  const readers = [
    {name: 'feedparser', read: (file) => ask('/usr/bin/python3', 'tests/bench/read_feed.py', file)},
    {name: 'rss-parser and mustache', read: (file) => ask('node', 'build/bench/node-server/read_feed.mjs', file)},
  ]
  const rows = []
  for (const size of peer_sizes) {
    const own = ours.find((one) => one.items === size)
    rows.push([digits(size), 'latest-news, JSON Feed', figure(own.loading * 1000), figure(own.peak_mib), figure(own.queries['limit=10'].median)])
    const same = ask(program, 'load', await file_of(folder, size, 'rss'))
    rows.push([digits(size), 'latest-news, the same RSS', figure(same.loading * 1000), figure(same.peak_mib), figure(same.queries['limit=10'].median)])
    for (const reader of readers) {
      const {loading, peak_mib, query} = reader.read(await file_of(folder, size, 'rss'))
      rows.push([digits(size), reader.name, figure(loading * 1000), figure(peak_mib), query ? figure(query) : ''])
    }
  }
  return table(['items', 'reader', 'loading, ms', 'peak, MiB', 'ten newest as HTML, µs'], rows)
}

export async function run(context) {
  const folder = `${context.folder}/news`
  mkdirSync(folder, {recursive: true})
  const ours = []
  for (const size of sizes) ours.push(ask(program, 'load', await file_of(folder, size, 'json')))
  writeFileSync(chart, draw_chart({
    title: 'CPU time of a query that nobody has asked before', x: 'items', y: 'microseconds',
    series: Object.keys(ours[0].queries).map((name) => ({name, points: ours.map((one) => [one.items, one.queries[name].median])})),
  }))
  const memory = ask(program, 'swap', await file_of(folder, 39, 'json'), String(swaps))
  return `Feeds of invented news (tests/bench/generate_news.mjs). Loading is reading, checking, indexing, and rendering the lists that are asked most; not
compressing them. The aims: 100,000 items in under 2 s and under 8 times their file.

${loading_table(ours)}

Microseconds of CPU to answer \`/fragment\` with a query that nobody has asked before, by number of items, without compression: the median of 301, and in
brackets the very first, when the items had not been in any list before. The rare word is ${rare_word}, the common ones are ${common_words.join(' and ')}.
The aims: under 150 with 39 items, under 1,000 with 100,000.

${query_table(ours)}

![CPU time of a query by number of items](${chart})

Beside what one would take without this program: loading a feed of the same items in RSS, and the ten newest as HTML.

${await peers_table(folder, ours)}

${digits(swaps)} editions of 39 items, one after the other: ${memory.before_mib.toFixed(1)} MiB after the first 20, ${memory.halfway_mib.toFixed(1)} half way, ${memory.after_mib.toFixed(1)} at the end.`
}
