// From starting the process to its first 200.
import {execFileSync} from 'node:child_process'
import {freePort} from '../../free-port.mjs'
import {median, percentile, table} from '../figures.mjs'
import {load_core, on_core, server_core} from '../processes.mjs'
import {nginx_sendfile_off} from '../servers/nginx.mjs'
import {latest_news, release} from '../servers/own.mjs'

export const title = 'Start'
const runs = 20

async function measure(server, context) {
  const times = []
  for (let number = 0; number < runs; ++number) {
    const port = await freePort()
    const {command, environment = process.env} = server.start(port, context.answer)
    const [watcher, ...words] = on_core(load_core, ['build/tests/bench/bench-first_answer', String(port), String(server_core), ...command])
    times.push(Number(execFileSync(watcher, words, {env: environment, encoding: 'utf8', timeout: 20_000})) / 1000)
  }
  return [server.name, Math.min(...times).toFixed(1), median(times).toFixed(1), percentile(times, 0.95).toFixed(1), Math.max(...times).toFixed(1)]
}

export async function run(context) {
  const servers = [latest_news, release, nginx_sendfile_off].filter((one) => !one.missing())
  const rows = []
  for (const server of servers) rows.push(await measure(server, context))
  return `Milliseconds from starting the process to the end of its first answer to \`/fragment?limit=10\`, asked without a pause from another core; ${runs} runs.
The program reads, checks and renders its news in that time. The aim: under 20. ${context.versions(servers)}.

${table(['server', 'least', 'median', '95 %', 'most'], rows)}`
}
