// Programs that tests start. All end with the test file, even if the runner kills it after its time limit.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {join} from 'node:path'

const running = new Set()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })
process.once('SIGTERM', () => process.exit(1)) // from the runner, at the file's limit

// The child, with `ended`: a promise of its status and signal, or of [why it could not start].
export function startChild(program, words, options) {
  const child = spawn(program, words, options)
  running.add(child)
  child.ended = once(child, 'exit').catch((error) => [error.message])
  child.ended.then(() => running.delete(child))
  return child
}

// The path of a program; undefined if there is none. An ordinary user's PATH has no /usr/sbin.
export function find(name) {
  return [...process.env.PATH.split(':'), '/usr/sbin'].map((folder) => join(folder, name)).find((path) => existsSync(path))
}
