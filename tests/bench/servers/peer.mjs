// What Debian's servers share: the paths of their programs and libraries, and text for their configurations.
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'

const {PEERS} = process.env
if (!PEERS) throw new Error('no PEERS: start this by tests/bench/run')
const libraries = ['lib', 'usr/lib'].map((folder) => `${PEERS}/${folder}`).filter((folder) => existsSync(folder))
  .flatMap((folder) => [folder, ...readdirSync(folder).filter((name) => name.endsWith('-linux-gnu')).map((name) => `${folder}/${name}`)])

export const environment = {...process.env, LD_LIBRARY_PATH: libraries.join(':')}

// The unpacked program, or the installed one; undefined if this release of Debian does not have it.
export const program = (name) => ['usr/sbin', 'usr/bin'].flatMap((folder) => [`${PEERS}/${folder}/${name}`, `/${folder}/${name}`])
  .find((path) => existsSync(path))

export function version(name, ...question) {
  const [command, ...rest] = ['sh', '-c', `"${program(name)}" ${question.join(' ')} 2>&1`]
  return /\d+\.\d+[.\d]*/.exec(execFileSync(command, rest, {env: environment, encoding: 'utf8'}))?.[0] ?? ''
}

export function write_configuration(name, answer, text) {
  const folder = `${answer.folder}/${name}`
  mkdirSync(folder, {recursive: true})
  writeFileSync(`${folder}/configuration`, text)
  return {folder, file: `${folder}/configuration`}
}

// In double quotes, which nginx, lighttpd, caddy and YAML understand.
export const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

export const content_type = (answer) => answer.fields.find(([name]) => name.toLowerCase() === 'content-type')[1]
export const other_fields = (answer) => answer.fields.filter(([name]) => name.toLowerCase() !== 'content-type')
