// Varnish forgets an edition when a replica tells it of the next one; and promtool judges the alerts and the metrics.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {ask} from '../browser/administered.mjs'
import {find} from '../browser/children.mjs'
import {test, until} from '../browser/fixtures.mjs'
import {project} from '../browser/program.mjs'
import {freePort} from '../free-port.mjs'
import {caches, startReplica, startSource} from './systems.mjs'

test('deploy: a purge shows a new edition behind Varnish long before its time; strangers may not purge', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-purge-'))
  const source = await startSource()
  const [port, admin, cachePort] = [await freePort(), await freePort(), await freePort()]
  const origin = `http://127.0.0.1:${cachePort}`
  const replica = await startReplica(source, origin, port, admin, '--surrogate-key', 'town', '--purge', origin + '/')
  let cache
  try {
    await until(replica.isReady, () => 'the replica is not ready')
    cache = await caches.varnish(folder, cachePort, port)
    const shown = async () => /Edition (\d+)/.exec((await ask(origin + '/fragment')).body)?.[1]
    await until(async () => await shown() === '1', () => 'the cache does not answer')
    await until(async () => (await ask(origin + '/fragment')).headers['x-cache'] === 'HIT', () => 'nothing is cached')
    assert.equal((await ask(origin + '/', {method: 'PURGE'})).status, 405) // without a key
    assert.equal((await ask(origin + '/', {method: 'PURGE', headers: {'Surrogate-Key': 'another'}})).status, 200)
    assert.equal((await ask(origin + '/fragment')).headers['x-cache'], 'HIT')
    source.edition = 2
    await until(async () => await shown() === '2', () => 'the old edition is still cached')
    assert.match((await ask(`http://127.0.0.1:${admin}/metrics`)).body, /latest_news_purges_total\{result="accepted"\} 1\n/)
    await until(async () => (await ask(origin + '/fragment')).headers['x-cache'] === 'HIT', () => 'nothing is cached after the purge')
    const promtool = find('promtool') ?? project + 'build/deploy/usr/bin/promtool'
    if (!existsSync(promtool)) return
    const {body} = await ask(`http://127.0.0.1:${admin}/metrics`)
    const child = promisify(execFile)(promtool, ['check', 'metrics'])
    child.child.stdin.end(body)
    const {stdout, stderr} = await child
    assert.equal(stdout + stderr, '')
  } finally {
    replica.child.kill('SIGKILL')
    await cache?.stop()
    source.stop()
    await rm(folder, {recursive: true, force: true})
  }
})

test('deploy: promtool finds no fault in the alerts, and each fires when it should', {skip: !find('promtool') && !existsSync(project + 'build/deploy/usr/bin/promtool') && 'promtool is not there'}, async () => {
  const promtool = find('promtool') ?? project + 'build/deploy/usr/bin/promtool'
  await promisify(execFile)(promtool, ['check', 'rules', 'alerts.yml'], {cwd: project + 'deploy/prometheus'})
  await promisify(execFile)(promtool, ['test', 'rules', 'alerts.test.yml'], {cwd: project + 'deploy/prometheus'})
})
