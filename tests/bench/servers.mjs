// Started servers, checked to give the answer that is compared.
import {closeSync, openSync, readFileSync} from 'node:fs'
import {freePort} from '../free-port.mjs'
import {check_answer, target} from './answer.mjs'
import {cpu_seconds, is_runnable, on_core, server_core, start, stop} from './processes.mjs'

// Waits until a server has been idle for a second. The program goes on compressing its
// news after it has begun to serve, at a low priority. A thread that waits for a core
// uses no time either, but is runnable.
export async function rest({server, child}) {
  const looks = 5
  const end = Date.now() + 60_000
  for (let still = 0, before = cpu_seconds(child.pid); still < looks; ) {
    if (Date.now() > end) throw new Error(`${server.name} does not come to rest; is the machine busy?`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const now = cpu_seconds(child.pid)
    still = now - before < 0.003 && !is_runnable(child.pid) ? still + 1 : 0
    before = now
  }
}

// `server`, of servers/, on its core: {server, child, port, url}. Throws unless it gives `answer` (where there is one).
export async function start_server(server, answer) {
  const port = await freePort()
  const url = `${server.scheme ?? 'http'}://127.0.0.1:${port}${server.target ?? target}`
  const {command, environment = process.env} = server.start(port, answer)
  // Its output matters only if it fails.
  const log = 'build/bench/server.log'
  const output = openSync(log, 'w')
  const child = start(on_core(server_core, command), {env: environment, stdio: ['ignore', output, output]})
  closeSync(output)
  const running = {server, child, port, url}
  for (const end = Date.now() + 10_000; ; ) {
    if (child.exitCode !== null) throw new Error(`${server.name} does not start: ${readFileSync(log, 'utf8')}`)
    try {
      await (await fetch(url)).arrayBuffer()
      break
    } catch (fault) {
      if (Date.now() > end) throw new Error(`${server.name} does not answer`, {cause: fault})
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  // The program's first answer is not compressed: the load begins when everything is ready, as with the other servers.
  for (const end = Date.now() + 10_000; answer && !server.target && !server.scheme; ) {
    try {
      check_answer(server.name, url, answer)
      break
    } catch (fault) {
      if (Date.now() > end) throw fault
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await rest(running)
  return running
}

export const stop_servers = (running) => Promise.all(running.map(({child}) => stop(child)))
