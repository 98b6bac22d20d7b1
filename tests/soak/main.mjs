// main.mjs SECONDS: keeps two servers, one plain and one with TLS, under a mix of good requests, floods, broken files
// and swaps, on the loopback interface. Prints what was done and found; status 1 if anything was wrong: a good request
// failed, a server ended, memory or descriptors were not released. `make soak` starts this.
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {Certificate, NewsFile} from './files.mjs'
import {floods, run_flood} from './floods.mjs'
import {GoodRequests} from './good_requests.mjs'
import {Server} from './server.mjs'

const seconds = Number(process.argv[2] ?? 60)
if (!(seconds >= 10 && seconds <= 86400)) {
  console.error('soak: main.mjs SECONDS, from 10 to 86400')
  process.exit(2)
}

const good_visitors = 4 // of each server
const pause = 40 // milliseconds between two requests of one of them
const most_mebibytes = 400 // of memory that a server may use at any time
const change_every = 400 // milliseconds
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function eventually(condition, milliseconds = 30000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(100)) {
    if (await condition()) return true
  }
  return false
}

const folder = mkdtempSync(`${tmpdir()}/latest-news-soak-`)
mkdirSync('build/soak', {recursive: true})
const news = new NewsFile(folder, 'tests/data/feeds')
const certificate = new Certificate(folder)
// Bad clients are dropped soon, so that the end does not wait for them.
const options = ['--news', news.path, '--cache-mib', '32', '--head-timeout', '3', '--idle-timeout', '5', '--write-timeout', '3', '--drain-seconds', '5']
const servers = [
  await Server.start('plain', 'build/soak', null, options),
  await Server.start('tls', 'build/soak', certificate.files, options),
]
process.on('exit', () => {
  for (const server of servers) if (server.is_alive()) server.child.kill('SIGKILL')
  rmSync(folder, {recursive: true, force: true})
})

const faults = []
const good = new GoodRequests()
const memory = servers.map((server) => ({start: server.resident_mebibytes(), most: 0, end: 0}))
let is_over = false
const end = Date.now() + seconds * 1000

function measure() {
  servers.forEach((server, index) => {
    if (!server.is_alive()) {
      is_over = true
      return
    }
    memory[index].most = Math.max(memory[index].most, server.resident_mebibytes())
  })
  if (Date.now() >= end) is_over = true
}

// The number of descriptors of a server without connections.
await eventually(async () => (await good.ask_once(servers[0], '/news.json')).includes('edition-1'))
await wait(1000)
const descriptors = servers.map((server) => server.descriptors())

const watch = setInterval(measure, 500)
const waves = Object.entries(floods).flatMap(([name, wave]) => servers.map(async (server) => [name, await run_flood(server, wave, () => is_over)]))
const visits = servers.flatMap((server) => Array.from({length: good_visitors}, () => good.run(server, pause, () => is_over)))
let hangups = 0
for (let turn = 0; !is_over; ++turn) {
  news.changes.apply(turn)
  if (turn % 2 === 0) certificate.changes.apply(turn / 2)
  if (turn % 3 === 0) {
    for (const server of servers) server.hang_up()
    hangups += 1
  }
  await wait(change_every)
}
await Promise.all(visits)
const done = {}
for (const [name, count] of await Promise.all(waves)) done[name] = (done[name] ?? 0) + count
clearInterval(watch)

// At the end the newest news is served, and nothing of the floods is left.
news.put_good()
certificate.put_good()
const expected = `edition-${news.edition}`
const left = []
for (const [index, server] of servers.entries()) {
  if (!server.is_alive()) {
    faults.push(`${server.name} has ended (${server.child.exitCode ?? server.child.signalCode}): ${server.said()}`)
    continue
  }
  server.hang_up()
  if (!await eventually(async () => (await good.ask_once(server, '/news.json')).includes(expected))) {
    faults.push(`${server.name} does not serve the newest news, ${expected}: ${server.said()}`)
  }
  await eventually(() => server.descriptors() <= descriptors[index])
  left[index] = server.descriptors()
  if (left[index] > descriptors[index]) faults.push(`${server.name} has ${left[index]} descriptors, ${descriptors[index]} at the start`)
  memory[index].end = server.resident_mebibytes()
  if (memory[index].most > most_mebibytes) faults.push(`${server.name} used ${memory[index].most.toFixed(0)} MiB, over ${most_mebibytes}`)
  const status = await server.stop()
  if (status !== '0') faults.push(`${server.name} ended with ${status} after SIGTERM: ${server.said()}`)
}
faults.push(...good.faults.slice(0, 10))

const rows = [
  ['good requests answered', good.answered], ['of these, 304', good.not_modified], ['slowest, ms', good.slowest],
  ['kept connection found closed', good.reconnected], ['good requests failed', good.faults.length],
  ...Object.entries(done).map(([name, count]) => [`waves of ${name.replaceAll('_', ' ')}`, count]),
  ...Object.entries(news.changes.counts).map(([name, count]) => [`news: ${name}`, count]),
  ...Object.entries(certificate.changes.counts).map(([name, count]) => [`certificate: ${name}`, count]),
  ['SIGHUP', hangups],
  ...servers.flatMap(({name}, index) => [
    [`${name}: MiB at the start, at most, at the end`, Object.values(memory[index]).map((value) => value.toFixed(0)).join(', ')],
    [`${name}: descriptors at the start, at the end`, `${descriptors[index]}, ${left[index] ?? '-'}`],
  ]),
]
console.log(`| ${seconds} seconds | |\n|---|--:|`)
for (const [name, value] of rows) console.log(`| ${name} | ${value} |`)
for (const fault of faults) console.error(`soak: ${fault}`)
process.exit(faults.length > 0 ? 1 : 0)
