// The program with its administration port, asked by plain requests: a test may send any field.
import {createInterface} from 'node:readline'
import {request} from 'node:http'
import {freePort} from '../free-port.mjs'
import {startChild} from './children.mjs'
import {until} from './fixtures.mjs'
import {programFile} from './program.mjs'

// {status, headers, body}. Fields with several lines are joined.
export function ask(url, {method = 'GET', headers = {}} = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, {method, headers, agent: false}, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (text) => { body += text })
      answer.on('end', () => resolve({status: answer.statusCode, headers: answer.headers, body}))
    })
    asked.on('error', reject)
    asked.end()
  })
}

export async function startAdministered(...options) {
  const adminAddress = `127.0.0.1:${await freePort()}`
  const listen = options.includes('--listen') ? [] : ['--listen', '127.0.0.1:0']
  const child = startChild(programFile, ['serve', ...listen, '--admin', adminAddress, ...options], {stdio: ['ignore', 'pipe', 'pipe']})
  let said = ''
  child.stderr.on('data', (data) => { said += data })
  let origin
  createInterface({input: child.stdout}).on('line', (line) => { origin ??= / at (https?:\/\/[^/ ]+)/.exec(line)?.[1] })
  let isOver = false
  child.ended.then(() => { isOver = true })
  await until(async () => origin || isOver, () => `the program is not ready: ${said}`)
  if (!origin) throw new Error(`the program ended before it was ready: ${said}`)
  return {
    origin,
    adminAddress,
    log: () => said,
    kill: (signal) => child.kill(signal),
    ask: (path, more) => ask(origin + path, more),
    admin: async (path) => (await ask(`http://${adminAddress}${path}`)).body,
    async stop() {
      child.kill('SIGTERM')
      const [code, signal] = await child.ended
      if (code !== 0) throw new Error(`the program ended with ${code ?? signal}: ${said}`)
    },
  }
}
