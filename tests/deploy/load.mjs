// load.mjs URL: asks on kept and on new connections until SIGTERM. Prints the number of answers. Status 1: a request failed.
// A request that meets the end of a kept connection is sent once more, as browsers do (RFC 9110, section 9.2.2).
import {Agent, get} from 'node:http'

const url = process.argv[2]
const kept = new Agent({keepAlive: true, maxSockets: 8})
const faults = []
let answers = 0
let again = 0
let isEnding = false

const ask = (agent) => new Promise((resolve, reject) => {
  const request = get(url, {agent}, (response) => {
    let size = 0
    response.on('data', (bytes) => { size += bytes.length })
    response.on('end', () => response.statusCode === 200 && size === Number(response.headers['content-length'])
      ? resolve() : reject(new Error(`status ${response.statusCode}, ${size} bytes`)))
    response.on('error', reject)
  })
  request.on('error', (error) => reject(Object.assign(error, {mayRetry: request.reusedSocket})))
})

async function askOn(agent) {
  while (!isEnding) {
    try {
      await ask(agent)
      ++answers
    } catch (error) {
      if (error.mayRetry) ++again
      else faults.push(String(error))
    }
  }
}

process.on('SIGTERM', () => { isEnding = true })
await Promise.all([...Array.from({length: 8}, () => askOn(kept)), ...Array.from({length: 4}, () => askOn(false))])
kept.destroy()
console.log(`${answers} answers, ${faults.length} failed, ${again} sent again on a new connection`)
for (const fault of faults.slice(0, 5)) console.error(fault)
process.exitCode = faults.length ? 1 : 0
