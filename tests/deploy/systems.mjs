// What the tests of deploy/ start: an organisation's website, replicas, a balancer and caches, with the configurations of deploy/.
import {execFile} from 'node:child_process'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {once} from 'node:events'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {freePort} from '../free-port.mjs'
import {find, startChild} from '../browser/children.mjs'
import {project, programFile} from '../browser/program.mjs'
import {startServer} from '../browser/servers.mjs'

const unpacked = project + 'build/deploy/'
const libraries = `${unpacked}usr/lib/${{x64: 'x86_64', arm64: 'aarch64'}[process.arch]}-linux-gnu`
export const environment = {LD_LIBRARY_PATH: `${libraries}:${libraries}/varnish`}
export const program = (name) => find(name) ?? `${unpacked}usr/sbin/${name}`
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const configuration = (path) => readFile(project + 'deploy/' + path, 'utf8')

// The organisation's website: a feed whose one item says which edition it is.
export async function startSource() {
  const source = {edition: 1, isAway: false}
  const server = createServer((request, response) => {
    if (source.isAway) return request.socket.destroy()
    response.setHeader('Content-Type', 'application/feed+json')
    response.end(JSON.stringify({version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [
      {id: 'a', title: `Edition ${source.edition}`, content_text: `This is edition ${source.edition}.`, date_published: '2026-01-01T00:00:00Z'},
      {id: 'b', title: `Also ${source.edition}`, content_text: 'The same.', date_published: '2025-01-01T00:00:00Z'}]}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  source.url = `http://127.0.0.1:${server.address().port}/feed.json`
  source.stop = () => { server.closeAllConnections(); server.close() }
  return source
}

export async function startReplica(source, publicUrl, port, admin, ...more) {
  const child = startChild(programFile, ['serve', '--listen', `127.0.0.1:${port}`, '--admin', `127.0.0.1:${admin}`, '--news', source.url,
    '--poll', '1', '--public-url', publicUrl, '--log-level', 'off', ...more], {stdio: 'ignore'})
  return {
    child,
    edition: async () => (await fetch(`http://127.0.0.1:${admin}/readyz`)).headers.get('latest-news-edition'),
    isReady: () => fetch(`http://127.0.0.1:${admin}/readyz`).then(({status}) => status === 200, () => false),
    async kill(signal) { child.kill(signal); await child.ended },
  }
}

export async function startHaproxy(folder, port, replicas) {
  let text = await configuration('haproxy/haproxy.cfg')
  const names = ['one', 'two', 'three']
  text = text.replace('bind 0.0.0.0:80', `bind 127.0.0.1:${port}`).replace('maxconn 20000', 'maxconn 1000')
    .replace(/ {2}server \w+ 10[^\n]*\n/g, '') + replicas.map(([own, admin], index) => `  server ${names[index]} 127.0.0.1:${own} check port ${admin}\n`).join('')
  await writeFile(join(folder, 'haproxy.cfg'), text)
  return startServer(program('haproxy'), ['-db', '-f', join(folder, 'haproxy.cfg')], {host: '127.0.0.1', port}, environment)
}

// Whether this nginx has HTTP/3. nginx -V writes to standard error.
export async function nginxHasHttp3() {
  const {stderr} = await promisify(execFile)(program('nginx'), ['-V'], {env: {...process.env, ...environment}})
  return stderr.includes('http_v3_module')
}

export const caches = {
  // `securePort`: for TLS.
  nginx: async (folder, port, balancer, securePort = undefined) => {
    securePort ??= await freePort()
    await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')])
    const http3 = (await configuration('nginx/latest-news-http3.conf')).replace('listen 443', `listen 127.0.0.1:${securePort}`).replace(':443"', `:${securePort}"`)
    await writeFile(join(folder, 'http3.conf'), http3)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
    const site = (await configuration('nginx/latest-news.conf')).replace('/var/cache/nginx/latest-news', folder + '/cache')
      .replace('10.0.0.10:80', `127.0.0.1:${balancer}`).replace('listen 80', `listen 127.0.0.1:${port}`)
      .replace('listen 443 ssl', `listen 127.0.0.1:${securePort} ssl`).replaceAll('/etc/ssl/latest-news', folder)
      .replace('# include /etc/nginx/latest-news-http3.conf', `${await nginxHasHttp3() ? '' : '# '}include ${folder}/http3.conf`)
    await writeFile(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/nginx.pid; error_log stderr crit; worker_processes 1;
${process.getuid() === 0 ? 'user root;' : ''}
events { worker_connections 4000; }
http { access_log off; ${temporary}
${site} }`)
    const server = await startServer(program('nginx'), ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', 'stderr'], {host: '127.0.0.1', port}, environment)
    return {...server, reload: async () => process.kill(Number(await readFile(join(folder, 'nginx.pid'), 'utf8')), 'SIGHUP')}
  },
  varnish: async (folder, port, balancer) => {
    const site = (await configuration('varnish/latest-news.vcl')).replace('"10.0.0.10"', '"127.0.0.1"').replace('.port = "80"', `.port = "${balancer}"`)
    await writeFile(join(folder, 'latest-news.vcl'), site)
    await mkdir(join(folder, 'work'), {recursive: true})
    const words = ['-F', '-j', 'none', '-n', join(folder, 'work'), '-f', join(folder, 'latest-news.vcl'), '-a', `127.0.0.1:${port}`, '-T', `127.0.0.1:${await freePort()}`, '-s', 'malloc,64m',
      '-p', `vmod_path=${libraries}/varnish/vmods`]
    const server = await startServer(program('varnishd'), words, {host: '127.0.0.1', port}, environment)
    const tell = (...command) => promisify(execFile)(find('varnishadm') ?? `${unpacked}usr/bin/varnishadm`, ['-n', join(folder, 'work'), ...command],
      {env: {...process.env, ...environment}})
    return {
      ...server,
      async reload() {
        await tell('vcl.load', 'again', join(folder, 'latest-news.vcl'))
        await tell('vcl.use', 'again')
      },
    }
  },
}
