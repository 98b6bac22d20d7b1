// Many idle connections, and a busy client beside them.
import {once} from 'node:events'
import {figure, median, table} from '../figures.mjs'
import {load, shapes} from '../load.mjs'
import {load_core, on_core, resident_mebibytes, start, stop} from '../processes.mjs'
import {rest, start_server, stop_servers} from '../servers.mjs'
import {nginx_sendfile_off} from '../servers/nginx.mjs'
import {latest_news} from '../servers/own.mjs'

export const title = '10,000 idle connections'
const connections = 10_000
const cycles = 3

async function hold(port, cycle) {
  const child = start(on_core(load_core, ['build/tests/bench/bench-idle_connections', String(port), String(connections), String(cycle)]))
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  if (String(said) !== 'ready\n') throw new Error('the idle connections could not be opened')
  return child
}

async function measure(server, context, first_cycle) {
  const running = await start_server(server, context.answer)
  try {
    const fields = shapes['two request fields']
    const busy = async () => {
      await rest(running) // also from opening and closing ten thousand
      return (await load(context.folder, running.url, fields, context.seconds)).p99
    }
    await busy()
    const memory_before = resident_mebibytes(running.child.pid)
    const memory = []
    const without = []
    const beside = []
    for (let cycle = 0; cycle < cycles; ++cycle) {
      without.push(await busy())
      const idle = await hold(running.port, first_cycle + cycle)
      beside.push(await busy())
      memory.push(resident_mebibytes(running.child.pid))
      await stop(idle)
    }
    const ratios = beside.map((one, index) => one / without[index])
    return [server.name, memory_before.toFixed(1), Math.max(...memory).toFixed(1), figure(median(without)), figure(median(beside)),
      `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`]
  } finally {
    await stop_servers([running])
  }
}

export async function run(context) {
  const servers = [latest_news, nginx_sendfile_off].filter((one) => !one.missing())
  const rows = []
  for (const server of servers) rows.push(await measure(server, context, rows.length * cycles))
  return `Each has had one answer and is kept. Memory is the resident size of the worker before and, at most, with them; p99 is that of wrk
with 32 connections for ${context.seconds} s, median of ${cycles} times, without and with them in turn.
The aim: under 32 MiB, and a ratio under 1.2. ${context.versions(servers)}.

${table(['server', 'MiB without', 'MiB with', 'p99 without, µs', 'p99 with, µs', 'ratio'], rows)}`
}
