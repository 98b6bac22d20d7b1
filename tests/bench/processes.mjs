// Servers as processes: started on one core, watched through /proc, ended by their ids.
import {spawn} from 'node:child_process'
import {existsSync, readFileSync, readdirSync} from 'node:fs'

const running = new Set()

const allowed = /Cpus_allowed_list:\s*(\S+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
const cores = allowed.split(',').flatMap((part) => {
  const [from, to = from] = part.split('-').map(Number)
  return Array.from({length: to - from + 1}, (_, index) => from + index)
})
// The server has one core, the load generator another. On a machine with one core they share it, and the figures mean little.
export const server_core = cores[0]
export const load_core = cores[1] ?? cores[0]

export const on_core = (core, command) => ['taskset', '--cpu-list', String(core), ...command]

// It ends with this process, even if that is killed; stop() ends its whole process group.
export function start(command, options = {}) {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {detached: true, stdio: ['pipe', 'pipe', 'inherit'], ...options})
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.on('exit', resolve))
  process.kill(-child.pid, 'SIGTERM')
  const late = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 3000)
  await ended
  clearTimeout(late)
}

export function kill_all() {
  for (const child of running) {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It was faster.
    }
  }
}
process.on('exit', kill_all)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))

// A process and its descendants.
function family(id) {
  const parents = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'latin1').replace(/.*\) /s, '').split(' ')[1]))
    } catch {
      // It has ended since.
    }
  }
  const members = [id]
  for (const member of members) {
    for (const [child, parent] of parents) if (parent === member) members.push(child)
  }
  return members
}

// Seconds of CPU that a process, its threads and its descendants have used. From schedstat, in nanoseconds; if the
// kernel keeps none, from stat, in hundredths of a second.
export function cpu_seconds(id) {
  let seconds = 0
  for (const member of family(id)) {
    for (const thread of readdirSync(`/proc/${member}/task`)) {
      const folder = `/proc/${member}/task/${thread}`
      try {
        seconds += Number(readFileSync(`${folder}/schedstat`, 'latin1').split(' ')[0]) / 1e9
      } catch {
        if (!existsSync(folder)) continue // It has ended since.
        const values = readFileSync(`${folder}/stat`, 'latin1').replace(/.*\) /s, '').split(' ')
        seconds += (Number(values[11]) + Number(values[12])) / 100
      }
    }
  }
  return seconds
}

// Whether a thread of a process or of its descendants is runnable, with or without a core.
export function is_runnable(id) {
  return family(id).some((member) => readdirSync(`/proc/${member}/task`).some((thread) => {
    try {
      return readFileSync(`/proc/${member}/task/${thread}/stat`, 'latin1').replace(/.*\) /s, '').startsWith('R')
    } catch {
      return false // It has ended since.
    }
  }))
}

// Of the largest process of a family: a server's worker, not its master.
export function resident_mebibytes(id) {
  return Math.max(...family(id).map((member) => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${member}/status`, 'latin1'))[1]) / 1024))
}
