// The hot fragment: all servers give the same bytes; rounds alternate between them.
import {head_size} from '../answer.mjs'
import {figure, median, table} from '../figures.mjs'
import {load, shapes} from '../load.mjs'
import {cpu_seconds} from '../processes.mjs'
import {start_server, stop_servers} from '../servers.mjs'
import {caddy} from '../servers/caddy.mjs'
import {h2o} from '../servers/h2o.mjs'
import {lighttpd} from '../servers/lighttpd.mjs'
import {nginx_sendfile_off, nginx_sendfile_on} from '../servers/nginx.mjs'
import {node_prepared, node_rendered} from '../servers/node.mjs'
import {floor, latest_news, thread_pool} from '../servers/own.mjs'

export const title = 'The hot fragment'
const contestants = [floor, latest_news, nginx_sendfile_off, nginx_sendfile_on, h2o, lighttpd, caddy, thread_pool, node_prepared, node_rendered]

async function round(running, folder, fields, seconds) {
  const before = cpu_seconds(running.child.pid)
  const result = await load(folder, running.url, fields, seconds)
  if (result.errors) throw new Error(`${running.server.name}: ${result.errors} errors of ${result.requests} requests`)
  const cpu = cpu_seconds(running.child.pid) - before
  return {...result, cpu: cpu / result.requests * 1e6, busy: cpu / (result.requests / result.rate)}
}

// The median over the rounds of `of`; for two values also the smallest and the largest ratio within a round.
const middle = (rounds, of) => median(rounds.map(of))
function ratio(rounds, others, of) {
  const ratios = rounds.map((one, index) => of(one) / of(others[index]))
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`
}

async function compare(all, context, fields) {
  const rounds = new Map(all.map((running) => [running, []]))
  for (let number = 0; number < context.rounds; ++number) {
    for (const running of all) rounds.get(running).push(await round(running, context.folder, fields, context.seconds))
  }
  const by = (wanted) => rounds.get(all.find(({server}) => server === wanted))
  const [on, off] = [by(nginx_sendfile_on), by(nginx_sendfile_off)]
  const nginx = middle(on, ({cpu}) => cpu) < middle(off, ({cpu}) => cpu) ? on : off
  return table(
    ['server', 'requests/s', 'to nginx', 'CPU, µs/request', 'to the floor', 'requests per second of CPU, to nginx', 'p50, µs', 'p99, µs', 'core in use'],
    all.map((running) => {
      const own = rounds.get(running)
      return [
        running.server.name, figure(middle(own, ({rate}) => rate)), ratio(own, nginx, ({rate}) => rate), figure(middle(own, ({cpu}) => cpu)),
        ratio(own, by(floor), ({cpu}) => cpu), ratio(own, nginx, ({cpu}) => 1 / cpu), figure(middle(own, ({p50}) => p50)), figure(middle(own, ({p99}) => p99)),
        `${Math.round(middle(own, ({busy}) => busy) * 100)} %`,
      ]
    }),
  )
}

export async function run(context) {
  const running = []
  try {
    for (const server of contestants.filter((one) => !one.missing())) running.push(await start_server(server, context.answer))
    const tables = []
    for (const [shape, fields] of Object.entries(shapes)) {
      tables.push(`### With ${shape}\n\n${await compare(running, context, fields)}`)
    }
    const heads = running.filter(({server}) => !server.target).map(({server, url}) => `${server.name} ${head_size(url)}`).join(', ')
    return `\`/fragment?limit=10\` with brotli: a body of ${context.answer.body.length} bytes, the same from all (but the last), and the same response fields. Every server
has one worker on one core, wrk another core and 32 kept connections. ${context.rounds} rounds of ${context.seconds} s, alternating between the servers; each
figure is the median of its rounds, a ratio that of the same round's with the least and the most in brackets. "To nginx" is to
the better of its two lines, by CPU. CPU is the server's, from /proc. The floor only reads and writes the prepared bytes, parsing
nothing: what the kernel allows. The aim: within 1.1 times the floor's CPU, and at least 1.2 times nginx's requests per second
of CPU. ${context.versions(contestants)}. Bytes of their heads: ${heads}.

${tables.join('\n\n')}`
  } finally {
    await stop_servers(running)
  }
}
