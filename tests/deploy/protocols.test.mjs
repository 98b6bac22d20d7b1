// nginx before the program speaks TLS, HTTP/2 and, where it can, HTTP/3.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {test, until} from '../browser/fixtures.mjs'
import {freePort} from '../free-port.mjs'
import {caches, nginxHasHttp3, startReplica, startSource} from './systems.mjs'

const run = promisify(execFile)

test('deploy: nginx answers by HTTP/1.1, HTTP/2 and HTTP/3 with the same news, by TLS 1.2 and 1.3', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-protocols-'))
  const source = await startSource()
  const [port, admin, plainPort, securePort] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const url = `https://127.0.0.1:${securePort}/fragment`
  const replica = await startReplica(source, `https://127.0.0.1:${securePort}`, port, admin)
  let cache
  try {
    await until(replica.isReady, () => 'the replica is not ready')
    cache = await caches.nginx(folder, plainPort, port, securePort)
    // The body, and a last line of the version and the status.
    const ask = async (...words) => {
      const {stdout} = await run('curl', ['--silent', '--show-error', '--max-time', '10', '--cacert', join(folder, 'certificate.pem'), '--write-out', '\n%{http_version} %{http_code}', ...words, url])
      return [stdout.slice(0, stdout.lastIndexOf('\n')), stdout.slice(stdout.lastIndexOf('\n') + 1)]
    }
    const [body, version] = await ask('--http1.1')
    assert.match(body, /Edition 1/)
    assert.equal(version, '1.1 200')
    for (const maximum of ['1.2', '1.3']) assert.deepEqual(await ask('--http2', '--tls-max', maximum), [body, '2 200'])
    await assert.rejects(ask('--tls-max', '1.1'))
    const {stdout: features} = await run('curl', ['--version'])
    if (!await nginxHasHttp3() || !features.includes('HTTP3')) return context.diagnostic('not tried: HTTP/3, which needs Debian 13')
    assert.deepEqual(await ask('--http3-only'), [body, '3 200'])
    const {stdout: head} = await run('curl', ['--silent', '--head', '--cacert', join(folder, 'certificate.pem'), url])
    assert.match(head, new RegExp(`^alt-svc: h3=":${securePort}"; ma=86400`, 'mi'))
    assert.match(head, /^x-cache: /mi)
  } finally {
    replica.child.kill('SIGKILL')
    await cache?.stop()
    source.stop()
    await rm(folder, {recursive: true, force: true})
  }
})
