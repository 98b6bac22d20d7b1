// A partner's web servers, with the examples' configurations and pages, each on a free port, and ended by its
// process's id.
import {existsSync} from 'node:fs'
import {chmod, copyFile, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {freePort} from '../free-port.mjs'
import {find, startChild} from './children.mjs'
import {until} from './fixtures.mjs'
import {example} from './partner.mjs'
import {project} from './program.mjs'

function accepts(place) {
  return new Promise((resolve) => {
    const socket = connect(place, () => { socket.end(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

// Starts a program and waits until it accepts connections at `place`: {host, port}, or the path of a Unix socket. Rejects with the
// program's output if it ends before.
export async function startServer(program, words, place, environment = {}) {
  const child = startChild(program, words, {stdio: ['ignore', 'ignore', 'pipe'], env: {...process.env, ...environment}})
  let said = ''
  child.stderr.on('data', (data) => { said = (said + data).slice(-4000) })
  let isOver = false
  child.ended.then(() => { isOver = true })
  const stop = async () => {
    child.kill('SIGTERM')
    await child.ended
  }
  try {
    await until(async () => isOver || await accepts(place), () => `${program} is not ready: ${said}`)
    if (isOver) throw new Error(`${program} ended before it was ready: ${said}`)
  } catch (error) {
    await stop()
    throw error
  }
  return {stop}
}

// `command` gets the folder and the port. `pages` are names of examples, which name `newsOrigin`, or texts by name. They are in the
// folder's www/.
export async function start(newsOrigin, pages, command) {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-partner-'))
  await chmod(folder, 0o755) // a server that root starts is somebody else
  await mkdir(join(folder, 'www'))
  for (const name of Array.isArray(pages) ? pages : Object.keys(pages)) {
    await writeFile(join(folder, 'www', name), pages[name] ?? await example(name, newsOrigin))
  }
  await copyFile(project + 'widget/examples/partner.css', join(folder, 'www/partner.css'))
  const port = await freePort()
  const [program, ...words] = await command(folder, port)
  const remove = () => rm(folder, {recursive: true, force: true})
  try {
    const server = await startServer(program, words, {host: '127.0.0.1', port}, {LD_LIBRARY_PATH: unpacked.libraries})
    return {origin: `http://127.0.0.1:${port}`, folder, stop: async () => { await server.stop(); await remove() }}
  } catch (error) {
    await remove()
    throw error
  }
}

// What `make test` has unpacked because it is not installed.
const unpacked = {nginx: project + 'build/partners/usr/sbin/nginx', haproxy: project + 'build/partners/usr/sbin/haproxy', caddy: project + 'build/partners/usr/bin/caddy', libraries: project + 'build/partners/usr/lib/' + triplet()}

function triplet() {
  return {x64: 'x86_64', arm64: 'aarch64'}[process.arch] + '-linux-gnu'
}

const place = (text, folder, port) => text.replaceAll('/var/www/partner', join(folder, 'www'))
  .replace('listen 80', `listen 127.0.0.1:${port}`).replace('*:80', `127.0.0.1:${port}`)

// With the example's configuration, or with this one of a server.
export function startNginx(newsOrigin, pages = ['ssi.shtml', 'shadow-root.shtml'], configuration = '') {
  return start(newsOrigin, pages, async (folder, port) => {
    const site = place(configuration || await example('nginx.conf', newsOrigin), folder, port)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
    await writeFile(join(folder, 'nginx.conf'), `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http { access_log off; types { text/css css; } ${temporary}
${site} }`)
    return [startNginx.program, '-c', join(folder, 'nginx.conf'), '-p', folder, '-e', 'stderr']
  })
}

export function startApache(newsOrigin, pages = ['include.shtml', 'no-news.html'], configuration = '') {
  return start(newsOrigin, pages, async (folder, port) => {
    const site = place(configuration || await example('apache.conf', newsOrigin), folder, port)
    const modules = ['mpm_event', 'authz_core', 'mime', 'include', 'headers', 'proxy', 'proxy_http', 'socache_shmcb', 'ssl']
      .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')
    await writeFile(join(folder, 'apache.conf'), `${modules}
ServerName partner.example
ServerRoot ${folder}
DefaultRuntimeDir ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/log
User nobody
Group nogroup
Listen 127.0.0.1:${port}
TypesConfig /dev/null
AddType text/css .css
${site}`)
    return [startApache.program, '-f', join(folder, 'apache.conf'), '-DFOREGROUND']
  })
}

export function startPhp(newsOrigin, pages = ['include.php']) {
  return start(newsOrigin, pages, (folder, port) => [startPhp.program, '-S', `127.0.0.1:${port}`, '-t', join(folder, 'www')])
}

export function startCaddy(configuration) {
  return start('', [], async (folder, port) => {
    await writeFile(join(folder, 'Caddyfile'), `{\n  admin off\n}\n${configuration.replace('127.0.0.1:8080', `127.0.0.1:${port}`)}`)
    return [startCaddy.program, 'run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')]
  })
}

// With these lines for its one service.
export function startHaproxy(lines) {
  return start('http://127.0.0.1', [], async (folder, port) => {
    await writeFile(join(folder, 'haproxy.cfg'), `defaults
  mode http
  timeout connect 2s
  timeout client 10s
  timeout server 10s
listen news
  bind 127.0.0.1:${port}
  ${lines}
`)
    return [startHaproxy.program, '-db', '-f', join(folder, 'haproxy.cfg')]
  })
}

startNginx.program = existsSync(unpacked.nginx) ? unpacked.nginx : find('nginx')
startHaproxy.program = existsSync(unpacked.haproxy) ? unpacked.haproxy : find('haproxy')
startCaddy.program = existsSync(unpacked.caddy) ? unpacked.caddy : find('caddy')
startApache.program = find('apache2')
startPhp.program = find('php')

// Why a test with this server is skipped; false if it is not.
export const whyNot = (start) => start && !start.program && `${start.name.slice('start'.length)} is not installed`
