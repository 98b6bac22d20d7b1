// main.mjs [SECTION...]: runs sections/ and puts their parts into BENCHMARKS.md; those that did not run stay as they were.
// A section exports its title and run(context) -> Markdown. tests/bench/run starts this.
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {take_answer} from './answer.mjs'
import {cores_text} from './machine.mjs'
import {kill_all} from './processes.mjs'
import {start_server, stop_servers} from './servers.mjs'
import {latest_news} from './servers/own.mjs'

const order = ['requests', 'io_uring', 'idle', 'greedy', 'tls', 'start', 'editions', 'other_work', 'embedding', 'first_page']
const report = 'BENCHMARKS.md'
const introduction = `# Benchmarks

Written by \`make bench\`; \`make bench SECTIONS="idle start"\` measures only these. Compare figures of one table only: each
was measured in one run on one machine. Another machine, or another hour, gives other figures.`

const wanted = process.argv.slice(2)
for (const name of wanted) {
  if (!order.includes(name)) {
    console.error(`bench: no section "${name}"; there are ${order.join(', ')}`)
    process.exit(2)
  }
}

const folder = resolve('build/bench')
mkdirSync(folder, {recursive: true})
const context = {
  folder,
  rounds: Number(process.env.ROUNDS ?? 7),
  seconds: Number(process.env.SECONDS_A_ROUND ?? 2),
  versions: (servers) => servers.filter((server) => !server.missing()).map((server) => [server.name.replace(/,.*/, ''), server.version()])
    .filter(([name, version], index, all) => version && all.findIndex(([other]) => other === name) === index)
    .map((pair) => pair.join(' ')).join(', '),
}

const source = await start_server(latest_news)
context.answer = await take_answer(source.url, folder)
await stop_servers([source])

// title -> text, from the report as it stands.
const parts = new Map(existsSync(report) ? readFileSync(report, 'utf8').split(/^## /m).slice(1)
  .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]) : [])
const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {encoding: 'utf8'}).trim()
const titles = []
for (const name of order) {
  const section = await import(`./sections/${name}.mjs`)
  titles.push(section.title)
  if (wanted.length && !wanted.includes(name)) continue
  console.error(`bench: ${section.title}`)
  const text = await section.run(context)
  console.log(`\n## ${section.title}\n\n${text}\n`)
  parts.set(section.title, `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${cores_text()}.\n\n${text}`)
}
writeFileSync(report, `${introduction}\n${titles.filter((title) => parts.has(title)).map((title) => `\n## ${title}\n\n${parts.get(title)}\n`).join('')}`)
kill_all()
