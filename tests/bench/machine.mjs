// What the figures depend on: kinds and versions, never names of machines.
import {readFileSync} from 'node:fs'
import {availableParallelism, cpus, loadavg, release} from 'node:os'

// The load before the measurement. Above 1, other programs were running, and the figures are less reliable.
const load_before = loadavg()[0].toFixed(1)

export function cores_text() {
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'an unknown system'
  return `${cpus()[0].model.trim()}, ${availableParallelism()} cores, ${system}, Linux ${/^\d+\.\d+/.exec(release())[0]}; load before it began ${load_before}`
}
