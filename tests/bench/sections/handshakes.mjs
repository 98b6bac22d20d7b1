// What connections over TLS cost in memory: those whose handshake is never finished, and idle ones.
import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync} from 'node:fs'
import {table} from '../figures.mjs'
import {load_core, on_core, resident_mebibytes, start, stop} from '../processes.mjs'
import {start_server, stop_servers} from '../servers.mjs'
import {nginx_sendfile_off} from '../servers/nginx.mjs'
import {latest_news} from '../servers/own.mjs'

export const title = '2,000 connections over TLS'
const connections = 2000
// Servers give memory back some time after a burst.
const settle = () => new Promise((resolve) => setTimeout(resolve, 4000))

function certificate(folder) {
  mkdirSync(folder, {recursive: true})
  const [file, key] = [`${folder}/certificate.pem`, `${folder}/key.pem`]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', file, '-days', '2',
    '-subj', '/CN=localhost'], {stdio: 'ignore'})
  return {file, key}
}

async function measure(server, how) {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
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
  const tls = certificate(`${context.folder}/tls`)
  const with_tls = [latest_news, nginx_sendfile_off].filter((one) => !one.missing()).map((one) => ({
    ...one,
    scheme: 'https',
    start(port) {
      return one === latest_news
        ? {...latest_news.start(port), command: [...latest_news.start(port).command, '--tls-certificate', tls.file, '--tls-key', tls.key]}
        : nginx_sendfile_off.start(port, context.answer, {certificate: tls.file, key: tls.key})
    },
  }))
  const rows = []
  for (const how of ['half', 'idle']) {
    for (const server of with_tls) rows.push([server.name, how === 'half' ? 'half-open' : 'idle', ...await measure(server, how)])
  }
  return `Resident memory of the worker, in MiB. Half-open: the ClientHello was answered, and nothing comes any more. ${context.versions(with_tls)}.

${table(['server', 'connections', 'before', 'with them', 'after'], rows)}`
}
