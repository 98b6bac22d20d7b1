// What the figures depend on: kinds and versions, never names of machines.
import {readFileSync} from 'node:fs'
import {availableParallelism, cpus, release} from 'node:os'

export function cores_text() {
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'an unknown system'
  return `${cpus()[0].model.trim()}, ${availableParallelism()} cores, ${system}, Linux ${/^\d+\.\d+/.exec(release())[0]}`
}
