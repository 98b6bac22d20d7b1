// Clients that ask for more than they read, and what the cap on unsent bytes costs a fast client over a long line.
import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {freePort} from '../../free-port.mjs'
import {target} from '../answer.mjs'
import {figure, median, table} from '../figures.mjs'
import {load_core, on_core, start, stop} from '../processes.mjs'
import {start_server, stop_servers} from '../servers.mjs'
import {nginx_sendfile_off} from '../servers/nginx.mjs'
import {latest_news} from '../servers/own.mjs'

export const title = 'Clients that do not read'
const clients = 1500
const good_requests = 1000
const delay = 50 // milliseconds, each way
const times = 5

// What the kernel holds for all TCP sockets, in MiB (proc(5), /proc/net/sockstat: pages).
const kernel_mebibytes = () => Number(/^TCP:.* mem (\d+)/m.exec(readFileSync('/proc/net/sockstat', 'latin1'))[1]) * 4096 / 1048576

async function said(child) {
  const [bytes] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  return String(bytes)
}

async function measure(server, context) {
  const running = await start_server(server, context.answer)
  try {
    const before = kernel_mebibytes()
    const greedy = start(on_core(load_core, ['build/tests/bench/bench-greedy_clients', String(running.port), String(clients), target]))
    if (await said(greedy) !== 'ready\n') throw new Error('the clients could not connect')
    const memory = kernel_mebibytes() - before
    const good = start(on_core(load_core, ['build/tests/bench/bench-good_requests', String(running.port), String(good_requests)]))
    const [slowest, middle] = (await said(good)).split(' ').map(Number)
    await stop(greedy)
    return [server.name, memory.toFixed(0), figure(slowest / 1000), figure(middle / 1000)]
  } finally {
    await stop_servers([running])
  }
}

// A feed whose hundred newest items are 3.9 MB.
function large_feed(folder) {
  mkdirSync(folder, {recursive: true})
  const items = Array.from({length: 100}, (_, number) => ({id: `item-${number}`, title: `Item ${number}`, content_text: 'word '.repeat(7800),
    date_published: '2023-07-30T00:00:00Z'}))
  const path = `${folder}/large.json`
  writeFileSync(path, JSON.stringify({version: 'https://jsonfeed.org/version/1.1', title: 'Large', items}))
  return path
}

// Two tun devices with a delay between them; one of them in a network namespace of the server's own.
async function over_a_long_line(context) {
  const [space, here, there] = ['latest-news-bench', 'lnbench0', 'lnbench1']
  const ip = (...words) => execFileSync('ip', words, {stdio: ['ignore', 'ignore', 'pipe']})
  const line = start(['build/tests/bench/bench-long_line', String(delay), here, there])
  let server
  try {
    if (await said(line) !== 'ready\n') return 'The long line was not measured: no tun device may be made here.'
    ip('netns', 'add', space)
    ip('link', 'set', there, 'netns', space)
    ip('address', 'add', '10.213.77.1/30', 'dev', here)
    ip('link', 'set', here, 'up')
    ip('-n', space, 'address', 'add', '10.213.77.2/30', 'dev', there)
    ip('-n', space, 'link', 'set', there, 'up')
    const port = await freePort()
    server = start(['ip', 'netns', 'exec', space, 'build/latest-news', 'serve', '--listen', `10.213.77.2:${port}`, '--admin', '', '--public-url',
      'https://news.example', '--log-level', 'error', '--news', large_feed(context.folder)], {stdio: 'ignore'})
    const url = `http://10.213.77.2:${port}/news.json?limit=100`
    const ask = () => execFileSync('curl', ['--silent', '--fail', '--retry', '20', '--retry-connrefused', '--retry-delay', '1', '--max-time', '30',
      '--output', '/dev/null', '--write-out', '%{time_total} %{size_download}', url], {encoding: 'utf8'}).split(' ').map(Number)
    ask()
    const answers = Array.from({length: times}, ask)
    const seconds = answers.map(([time]) => time)
    return `Over a line with ${2 * delay} ms there and back, ${figure(answers[0][1] / 1e6)} MB take ${figure(median(seconds))} s
(${figure(Math.min(...seconds))} to ${figure(Math.max(...seconds))}, ${times} times).`
  } catch (fault) {
    return `The long line was not measured: ${String(fault.message).split('\n')[0]}.`
  } finally {
    if (server) await stop(server)
    await stop(line)
    try {
      ip('netns', 'delete', space)
    } catch {
      // It was not made.
    }
  }
}

export async function run(context) {
  const rows = []
  for (const server of [latest_news, nginx_sendfile_off].filter((one) => !one.missing())) rows.push(await measure(server, context))
  return `${clients.toLocaleString('en')} connections send requests for as long as their sockets take them, and read nothing. Meanwhile ${good_requests.toLocaleString('en')} good
requests come one after the other, each on a connection of its own. The aim: under 100 MiB for 500 such clients, and 0.5 s. ${context.versions([latest_news, nginx_sendfile_off])}.

${table(['server', 'MiB that the kernel holds', 'slowest good request, ms', 'median, ms'], rows)}

${await over_a_long_line(context)}`
}
