// Started servers, checked to give the answer that is compared.
import {closeSync, openSync, readFileSync} from 'node:fs'
import {check_answer, target} from './answer.mjs'
import {cpu_seconds, free_port, on_core, server_core, start, stop} from './processes.mjs'

// The program goes on compressing what is in its news after it has begun to serve.
async function rest(child) {
  const end = Date.now() + 30_000
  for (let before = cpu_seconds(child.pid), now = Infinity; Date.now() < end; before = now) {
    await new Promise((resolve) => setTimeout(resolve, 300))
    now = cpu_seconds(child.pid)
    if (now - before < 0.003) return
  }
}

// `server`, of servers/, on its core: {server, child, port, url}. Throws unless it gives `answer` (where there is one).
export async function start_server(server, answer) {
  const port = await free_port()
  const url = `http://127.0.0.1:${port}${server.target ?? target}`
  const {command, environment = process.env} = server.start(port, answer)
  // What it says is of interest only when it fails.
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
  // The program's own first answer is not compressed: load comes when all is ready, as it is for the others.
  for (const end = Date.now() + 10_000; answer && !server.target; ) {
    try {
      check_answer(server.name, url, answer)
      break
    } catch (fault) {
      if (Date.now() > end) throw fault
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await rest(child)
  return running
}

export const stop_servers = (running) => Promise.all(running.map(({child}) => stop(child)))
