// The real program, started for a test on a free port, and ended by its process id.
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {startChild} from './children.mjs'

export const project = fileURLToPath(new URL('../../', import.meta.url))
export const programFile = process.env.LATEST_NEWS_PROGRAM ?? project + 'build/latest-news'
delete process.env.LATEST_NEWS_PROGRAM // it is no option of the program, which refuses those that it does not know

// `options` go behind "serve --listen 127.0.0.1:0", without the administration port that several could not share. Gives the origin (no slash at the end) and stop().
// Rejects with the program's output if it ends before it is ready.
export async function startProgram(...options) {
  const child = startChild(programFile, ['serve', '--listen', '127.0.0.1:0', '--admin', '', ...options], {stdio: ['ignore', 'pipe', 'pipe']})
  let said = ''
  child.stderr.on('data', (data) => { said += data })
  const origin = await Promise.race([readyOrigin(child.stdout), child.ended.then(([code]) => {
    throw new Error(`${programFile} ended (${code}) before it was ready: ${said}`)
  })])
  return {
    origin,
    async stop() {
      child.kill('SIGTERM')
      const [code, signal] = await child.ended
      if (code !== 0) throw new Error(`${programFile} ended with ${code ?? signal}: ${said}`)
    },
  }
}

async function readyOrigin(stdout) {
  const lines = createInterface({input: stdout})
  for await (const line of lines) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
    if (!found) continue
    stdout.resume() // a full pipe would stop the program
    return found[0]
  }
  return new Promise(() => {}) // no more lines: its end tells
}
