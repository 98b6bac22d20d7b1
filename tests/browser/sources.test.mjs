// News from a URL of a real nginx: unchanged answers, redirects, an answer that is cut off, a certificate for another name.
import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {readFile, rename, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {share, test, until} from './fixtures.mjs'
import {programFile, startProgram} from './program.mjs'
import {startFeedServer} from './feed-server.mjs'

const rss = (title) => `<rss version="2.0"><channel><title>T</title><item><title>${title}</title><description>x</description><guid>${title}</guid></item></channel></rss>`

const shared = share({nginx: startFeedServer})

async function publish(name, text) {
  const file = join(shared.nginx.folder, 'www', name)
  await writeFile(file + '.new', text)
  await rename(file + '.new', file)
}

const check = (url, environment = {}) => spawnSync(programFile, ['check', url], {encoding: 'utf8', env: {...process.env, ...environment}})

test('sources: nginx answers 304 until the feed changes; then the change is served', async () => {
  await publish('feed.xml', rss('First'))
  const program = await startProgram('--news', shared.nginx.origin + '/moved', '--poll', '1')
  try {
    const shows = async (title) => (await (await fetch(program.origin + '/fragment')).text()).includes(`>${title}<`)
    assert.ok(await shows('First'))
    const log = () => readFile(join(shared.nginx.folder, 'access.log'), 'utf8')
    await until(async () => (await log()).includes('/feed.xml 304'), log)
    await publish('feed.xml', rss('Second'))
    await until(() => shows('Second'), log)
    await rm(join(shared.nginx.folder, 'www/feed.xml'))
    await until(async () => (await log()).includes('/feed.xml 404'), log)
    assert.ok(await shows('Second'))
  } finally {
    await program.stop()
  }
})

test('sources: gzip from nginx is decoded', async () => {
  await publish('feed.xml', rss('Packed ' + 'word '.repeat(500)))
  const {status, stdout} = check(shared.nginx.origin + '/gzip/feed.xml')
  assert.equal(status, 0)
  assert.match(stdout, /^1 item/)
})

test('sources: each failure of nginx is one line in the log', async () => {
  for (const [path, said] of [
    ['/loop', 'more than 5 redirects'], ['/none', 'HTTP status 404'], ['/busy', 'HTTP status 503'], ['/page', "names the feed 'http://[^']*/feed.xml'"], ['/empty', 'no items'],
  ]) {
    const {status, stderr} = check(shared.nginx.origin + path)
    assert.equal(status, 1, path)
    assert.match(stderr, new RegExp(said), path)
    assert.ok(stderr.includes(shared.nginx.origin + path), stderr)
  }
})

test('sources: a certificate needs a known authority and the right name', async () => {
  await publish('feed.xml', rss('Secure'))
  const {tls, folder} = shared.nginx
  const known = {SSL_CERT_FILE: join(folder, 'authority.pem')}
  const right = check(`https://127.0.0.1:${tls.right}/feed.xml`, known)
  assert.equal(right.status, 0, right.stderr)
  for (const [url, environment] of [
    [`https://127.0.0.1:${tls.right}/feed.xml`, {SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: folder}],
    [`https://127.0.0.1:${tls.wrong}/feed.xml`, known],
  ]) {
    const {status, stderr} = check(url, environment)
    assert.equal(status, 1, url)
    assert.match(stderr, /the certificate is not valid for this name/)
  }
})
