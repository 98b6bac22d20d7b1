// For caches and several replicas: surrogate keys, CDN-Cache-Control, purges, the lag of an edition, tickets of TLS.
import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {connect} from 'node:tls'
import {randomBytes} from 'node:crypto'
import {startAdministered} from './administered.mjs'
import {test, until} from './fixtures.mjs'

async function withFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-caches-'))
  try {
    return await body(folder)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

const feed = (title) => JSON.stringify({version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [{id: 'a', title, content_text: 'text', date_published: '2026-01-01T00:00:00Z'}]})

// A cache that refuses the first requests.
async function startCache(refusals) {
  const cache = {asked: [], accepted: 0}
  const server = createServer((request, response) => {
    cache.asked.push({method: request.method, url: request.url, key: request.headers['surrogate-key'], edition: request.headers['latest-news-edition']})
    const isRefused = cache.asked.length <= refusals
    if (!isRefused) ++cache.accepted
    response.writeHead(isRefused ? 503 : 200).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cache.origin = `http://127.0.0.1:${server.address().port}`
  cache.stop = () => { server.closeAllConnections(); server.close() }
  return cache
}

test('caches: every answer has the surrogate key, an item its own too, and news have CDN-Cache-Control', async () => {
  const news = await startAdministered('--surrogate-key', 'town', '--cdn-cache-control', 'max-age=600, stale-if-error=86400')
  try {
    const {id} = JSON.parse((await news.ask('/news.json?limit=1')).body).items[0]
    assert.equal((await news.ask('/fragment')).headers['surrogate-key'], 'town')
    assert.equal((await news.ask('/fragment')).headers['cdn-cache-control'], 'max-age=600, stale-if-error=86400')
    assert.equal((await news.ask('/items/' + id)).headers['surrogate-key'], `town town-item-${id}`)
    const missing = await news.ask('/nothing')
    assert.equal(missing.headers['surrogate-key'], 'town')
    assert.equal(missing.headers['cdn-cache-control'], undefined) // it is not stored
    const hashed = /\/element\.[0-9a-f]+\.js/.exec((await news.ask('/')).body)[0]
    assert.equal((await news.ask(hashed)).headers['cdn-cache-control'], undefined) // it is kept for a year
  } finally {
    await news.stop()
  }
})

test('caches: a new edition is served at once and purged in the background, again after failures', () => withFolder(async (folder) => {
  const cache = await startCache(2)
  const file = join(folder, 'news.json')
  await writeFile(file, feed('one'))
  const news = await startAdministered('--news', file, '--surrogate-key', 'town', '--purge', cache.origin + '/purge,http://127.0.0.1:1/')
  try {
    assert.equal(cache.asked.length, 0) // nothing is to be forgotten at the start
    await writeFile(file, feed('two'))
    await until(async () => (await news.ask('/fragment')).body.includes('two'), () => 'the new edition is not served')
    assert.equal(cache.accepted, 0)
    await until(async () => cache.accepted === 1, () => JSON.stringify(cache.asked))
    const edition = /edition (\w+)/.exec(await news.admin('/readyz'))[1]
    assert.deepEqual(cache.asked, Array(3).fill({method: 'PURGE', url: '/purge', key: 'town', edition}))
    await until(async () => (await news.admin('/metrics')).includes('latest_news_purges_total{result="accepted"} 1\n'), () => news.log())
    assert.match(news.log(), /\/purge: not purged: the status is 503; trying again/)
    assert.match(news.log(), /\/purge: purged, edition/)
  } finally {
    await news.stop()
    cache.stop()
  }
}))

test('caches: the lag of an edition is the time from the change of its source to its swap', () => withFolder(async (folder) => {
  const file = join(folder, 'news.json')
  await writeFile(file, feed('one'))
  const news = await startAdministered('--news', file)
  const lag = async () => /^latest_news_edition_lag_seconds (\S+)/m.exec(await news.admin('/metrics'))?.[1]
  try {
    assert.equal(await lag(), undefined) // the first edition has no swap
    await writeFile(file, feed('two'))
    await until(async () => await lag() !== undefined, () => 'no lag')
    assert.ok(Number(await lag()) >= 0 && Number(await lag()) < 60, await lag())
  } finally {
    await news.stop()
  }
}))

test('tls: a session is resumed at another replica and after a restart if both have the ticket key', () => withFolder(async (folder) => {
  const [certificate, key, tickets] = ['certificate.pem', 'key.pem', 'tickets'].map((name) => join(folder, name))
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', certificate], {stdio: 'ignore'})
  await writeFile(tickets, randomBytes(80))
  const start = (...more) => startAdministered('--tls-certificate', certificate, '--tls-key', key, ...more)
  // The session that the server gives, and whether it took `session`.
  const shake = (origin, session, maxVersion) => new Promise((resolve, reject) => {
    const socket = connect({port: Number(new URL(origin).port), host: '127.0.0.1', rejectUnauthorized: false, session, maxVersion}, () => { isReused = socket.isSessionReused(); socket.write('GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n') })
    let given
    let isReused
    socket.on('session', (one) => { given = one })
    socket.on('error', reject)
    socket.on('close', () => resolve({session: given, isReused}))
    socket.resume()
  })
  const all = [await start('--tls-ticket-key', tickets), await start('--tls-ticket-key', tickets), await start()]
  try {
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      const first = await shake(all[0].origin, undefined, version)
      assert.equal(first.isReused, false)
      assert.equal((await shake(all[0].origin, first.session, version)).isReused, true, version)
      assert.equal((await shake(all[1].origin, first.session, version)).isReused, true, `${version}, the other replica`)
      assert.equal((await shake(all[2].origin, first.session, version)).isReused, false, `${version}, one without the key`)
    }
    await writeFile(tickets, 'too short')
    all[0].kill('SIGHUP')
    await until(async () => /ticket key .* has 9 bytes; `openssl rand 80` writes the right number/.test(all[0].log()), () => all[0].log())
  } finally {
    for (const one of all) await one.stop()
  }
}))
