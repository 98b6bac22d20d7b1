// TLS 1.3: the hot fragment over kept connections, handshakes, and the memory of connections.
import {execFile, execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync} from 'node:fs'
import {promisify} from 'node:util'
import {figure, median, table} from '../figures.mjs'
import {load, shapes} from '../load.mjs'
import {cpu_seconds, load_core, on_core, resident_mebibytes, start, stop} from '../processes.mjs'
import {start_server, stop_servers} from '../servers.mjs'
import {nginx_sendfile_off} from '../servers/nginx.mjs'
import {floor, latest_news} from '../servers/own.mjs'

export const title = 'TLS'
const run_program = promisify(execFile)
const half_open = 2000
const idle = 10_000
// Servers give memory back some time after a burst.
const settle = () => new Promise((resolve) => setTimeout(resolve, 4000))

function make_certificate(folder) {
  mkdirSync(folder, {recursive: true})
  const [file, key] = [`${folder}/certificate.pem`, `${folder}/key.pem`]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', file, '-days', '2',
    '-subj', '/CN=localhost'], {stdio: 'ignore'})
  return {certificate: file, key}
}

const with_tls = (context, tls) => [
  {...floor, name: 'the floor', start: (port, answer) => ({command: ['build/tests/bench/bench-tls_floor', String(port), `${answer.folder}/head`,
    `${answer.folder}/body`, tls.certificate, tls.key]})},
  {...latest_news, start: (port) => ({command: [...latest_news.start(port).command, '--tls-certificate', tls.certificate, '--tls-key', tls.key]})},
  {...nginx_sendfile_off, name: 'nginx', start: (port, answer) => nginx_sendfile_off.start(port, answer, tls)},
].filter((one) => !one.missing()).map((one) => ({...one, scheme: 'https', start: (port) => one.start(port, context.answer)}))

// The result of one round, and the server's CPU time for each of `count` things.
async function with_cpu(running, work) {
  const before = cpu_seconds(running.child.pid)
  const {count, seconds} = await work()
  const cpu = cpu_seconds(running.child.pid) - before
  return {rate: count / seconds, cpu: cpu / count * 1e6}
}

async function requests(context, running) {
  return with_cpu(running, async () => {
    const result = await load(context.folder, running.url, shapes['two request fields'], context.seconds)
    if (result.errors) throw new Error(`${running.server.name}: ${result.errors} errors of ${result.requests} requests`)
    return {count: result.requests, seconds: result.requests / result.rate}
  })
}

async function handshakes(context, running, how) {
  return with_cpu(running, async () => {
    const [command, ...words] = on_core(load_core, ['build/tests/bench/bench-tls_handshakes', String(running.port), String(context.seconds), how])
    const [count, resumed] = (await run_program(command, words)).stdout.trim().split(' ').map(Number)
    const expected = how === 'resumed' ? count - 1 : 0
    if (resumed !== expected) throw new Error(`${running.server.name}: ${resumed} of ${count} connections were resumed, not ${expected}`)
    return {count, seconds: context.seconds}
  })
}

// Rounds alternate between the servers. A ratio is that of the same round's.
async function compare(context, all, measure) {
  const rounds = new Map(all.map((running) => [running, []]))
  for (let number = 0; number < context.rounds; ++number) {
    for (const running of all) rounds.get(running).push(await measure(running))
  }
  const nginx = rounds.get(all.find(({server}) => server.name === 'nginx'))
  return all.map((running) => {
    const own = rounds.get(running)
    const ratios = nginx ? own.map((one, index) => nginx[index].cpu / one.cpu) : []
    const to_nginx = ratios.length ? `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})` : ''
    return [running.server.name, figure(median(own.map(({rate}) => rate))), figure(median(own.map(({cpu}) => cpu))), to_nginx]
  })
}

async function memory(server, how, connections) {
  const running = await start_server(server)
  try {
    const before = resident_mebibytes(running.child.pid)
    const clients = start(on_core(load_core, ['build/tests/bench/bench-tls_connections', String(running.port), String(connections), how]))
    const [said] = await Promise.race([once(clients.stdout, 'data'), once(clients, 'exit')])
    if (String(said) !== 'ready\n') throw new Error('the connections could not be opened')
    await settle()
    const beside = resident_mebibytes(running.child.pid)
    await stop(clients)
    await settle()
    return [before, beside, resident_mebibytes(running.child.pid)].map((one) => one.toFixed(1))
  } finally {
    await stop_servers([running])
  }
}

export async function run(context) {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  const servers = with_tls(context, make_certificate(`${context.folder}/tls`))
  const rows = []
  const running = []
  try {
    for (const server of servers) running.push(await start_server(server))
    for (const [what, measure] of [
      ['requests over 32 kept connections', (one) => requests(context, one)],
      ['connections with a full handshake and one request', (one) => handshakes(context, one, 'full')],
      ['connections with a resumed handshake and one request', (one) => handshakes(context, one, 'resumed')],
    ]) rows.push(...(await compare(context, running, measure)).map((row) => [what, ...row]))
  } finally {
    await stop_servers(running)
  }
  const memories = []
  for (const [how, count] of [['half', half_open], ['idle', idle]]) {
    for (const server of servers.slice(1)) {
      memories.push([server.name, `${count.toLocaleString('en')} ${how === 'half' ? 'half-open' : 'idle'}`, ...await memory(server, how, count)])
    }
  }
  return `TLS 1.3 with a certificate for P-256, one worker on one core, the client on another. The floor is OpenSSL and the prepared bytes. ${context.rounds} rounds
of ${context.seconds} s, alternating between the servers; medians, and in brackets the least and the most of the same round's ratio. CPU is the server's. The
client of the handshakes has one connection at a time, and is slower than the servers: compare CPU, not the number a second. The aims: 1.2 times nginx
for requests, and as many handshakes and as little memory. ${context.versions(servers)}.

${table(['what', 'server', 'a second', 'CPU of one, µs', 'for the same CPU, to nginx'], rows)}

Resident memory of the worker, in MiB. Half-open: the ClientHello was answered, and nothing comes any more; latest-news keeps 1,000 of those at most.

${table(['server', 'connections', 'before', 'with them', 'after'], memories)}`
}
