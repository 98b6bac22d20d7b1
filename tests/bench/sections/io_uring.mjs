// What the server's loop could gain from io_uring: the floor with it beside the floor with epoll.
import {figure, median, table} from '../figures.mjs'
import {load, shapes} from '../load.mjs'
import {cpu_seconds} from '../processes.mjs'
import {start_server, stop_servers} from '../servers.mjs'
import {floor, uring_floor} from '../servers/own.mjs'

export const title = 'epoll and io_uring'

async function round(context, running, connections) {
  const before = cpu_seconds(running.child.pid)
  const result = await load(context.folder, running.url, shapes['two request fields'], context.seconds, connections)
  if (result.errors) throw new Error(`${running.server.name}: ${result.errors} errors of ${result.requests} requests`)
  return {...result, cpu: (cpu_seconds(running.child.pid) - before) / result.requests * 1e6}
}

async function compare(context, running, connections) {
  const rounds = running.map(() => [])
  for (let number = 0; number < context.rounds; ++number) {
    for (const [place, one] of running.entries()) rounds[place].push(await round(context, one, connections))
  }
  return running.map(({server}, place) => {
    const ratios = rounds[place].map(({cpu}, index) => cpu / rounds[0][index].cpu)
    return [connections.toLocaleString('en'), server.name, figure(median(rounds[place].map(({rate}) => rate))), figure(median(rounds[place].map(({cpu}) => cpu))),
      `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`, figure(median(rounds[place].map(({p99}) => p99)))]
  })
}

export async function run(context) {
  if (uring_floor.missing()) return 'Not measured: liburing was not there.'
  const running = []
  try {
    for (const server of [floor, uring_floor]) running.push(await start_server(server, context.answer))
    const rows = []
    for (const connections of [32, 1000]) rows.push(...await compare(context, running, connections))
    return `Two programs that only read requests and write the prepared bytes. The one with io_uring has multishot accept and receive, and buffers that the
kernel chooses. ${context.rounds} rounds of ${context.seconds} s, alternating; medians, and in brackets the least and the most of the same round's ratio. The aim: 15 % less
CPU for a request with both numbers of connections; otherwise the server keeps epoll.

${table(['connections', 'server', 'requests/s', 'CPU, µs/request', 'to epoll', 'p99, µs'], rows)}`
  } finally {
    await stop_servers(running)
  }
}
