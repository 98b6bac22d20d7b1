// read_feed.mjs FILE.rss - what one would write without this program to have a feed as a list: reads it with rss-parser, renders
// its ten newest items with mustache, and prints in JSON what that took.
import {readFileSync} from 'node:fs'
import mustache from 'mustache'
import Parser from 'rss-parser'

const template = `<section class="latest-news">{{#items}}
<article><time datetime="{{isoDate}}">{{isoDate}}</time><h3>{{title}}</h3><p>{{content}}</p><a href="{{link}}">more</a></article>{{/items}}
</section>`
const {items} = await new Parser().parseString(readFileSync(process.argv[2], 'utf8'))
const loading = process.uptime()
const newest = () => [...items].sort((one, other) => (one.isoDate < other.isoDate ? 1 : one.isoDate > other.isoDate ? -1 : 0)).slice(0, 10)
const html = mustache.render(template, {items: newest()})
if (!html.includes(items.length > 0 ? items[0].title : '')) throw new Error('nothing was rendered')
const rounds = 101
const times = []
for (let round = 0; round < rounds; ++round) {
  const start = process.hrtime.bigint()
  mustache.render(template, {items: newest()})
  times.push(Number(process.hrtime.bigint() - start) / 1000)
}
console.log(JSON.stringify({loading, peak_mib: process.resourceUsage().maxRSS / 1024, query: times.sort((a, b) => a - b)[rounds >> 1]}))
