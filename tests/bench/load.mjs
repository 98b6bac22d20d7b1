// wrk as a function, and the forms of requests.
import {execFile} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {promisify} from 'node:util'
import {load_core, on_core} from './processes.mjs'

const run = promisify(execFile)

// wrk adds Host to each of these.
export const shapes = {
  'two request fields': ['Accept-Encoding: gzip, deflate, br'],
  "a browser's eight": [
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'Accept-Language: en-GB,en;q=0.7,fr;q=0.3',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Referer: https://partner.example/news/2024/index.html',
    'Origin: https://partner.example',
    'Connection: keep-alive',
  ],
}

const script = `function done(summary, latency)
  local wrong = summary.errors
  print(string.format("result %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end`

// Requests, requests a second, and latencies in microseconds.
export async function load(folder, url, fields, seconds, connections = 32) {
  const file = `${folder}/result.lua`
  writeFileSync(file, script)
  const command = on_core(load_core, ['wrk', '--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`, '--latency',
    '--script', file, ...fields.flatMap((field) => ['--header', field]), url])
  const {stdout} = await run(command[0], command.slice(1))
  const [requests, microseconds, p50, p99, errors] = /^result (.*)$/m.exec(stdout)[1].split(' ').map(Number)
  return {requests, rate: requests / microseconds * 1e6, p50, p99, errors}
}

const flood_script = `local state = 1
function request()
  state = (state * 1103515245 + 12345) % 2147483648
  return wrk.format("GET", string.format("/fragment?q=x%d", state))
end
`

// The same, of eight connections with a new query in each request.
export async function flood(folder, url, seconds) {
  const file = `${folder}/flood.lua`
  writeFileSync(file, flood_script + script)
  const command = on_core(load_core, ['wrk', '--threads', '1', '--connections', '8', '--duration', `${seconds}s`, '--latency', '--script', file, url])
  const {stdout} = await run(command[0], command.slice(1))
  const [requests, , , , errors] = /^result (.*)$/m.exec(stdout)[1].split(' ').map(Number)
  return {requests, errors}
}
