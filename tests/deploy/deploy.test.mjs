// Three replicas behind HAProxy, and nginx or Varnish as the cache before it, with the configurations of deploy/: under load,
// while editions are published, replicas die and come back, the source goes away, and the cache is reloaded.
// SECONDS says how long (60).
import assert from 'node:assert/strict'
import {mkdtemp, rm} from 'node:fs/promises'
import {Agent, get} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {freePort} from '../free-port.mjs'
import {test, until} from '../browser/fixtures.mjs'
import {caches, pause, startHaproxy, startReplica, startSource} from './systems.mjs'

const seconds = Number(process.env.SECONDS ?? 60)
const agent = new Agent({keepAlive: true, maxSockets: 40})
function ask(port, path, coding = '') {
  return new Promise((resolve) => {
    const request = get({port, host: '127.0.0.1', path, agent, headers: {'Accept-Encoding': coding}, timeout: 15_000}, async (response) => {
      const parts = []
      try {
        for await (const part of response) parts.push(part)
        resolve({status: response.statusCode, fields: response.headers, body: Buffer.concat(parts)})
      } catch (error) {
        resolve({status: 0, fields: {}, body: Buffer.from(String(error))})
      }
    })
    // A connection that is closed while a request is on its way is one that every client asks again on (RFC 9112, section 9.3.1).
    request.on('error', (error) => request.reusedSocket && error.code === 'ECONNRESET' ? resolve(ask(port, path, coding))
      : resolve({status: 0, fields: {}, body: Buffer.from(String(error))}))
    request.on('timeout', () => request.destroy(new Error('no answer in 15 s')))
  })
}

for (const [cacheName, startCache] of Object.entries(caches)) {
  test(`deploy: three replicas behind HAProxy and ${cacheName} answer while editions change, replicas die and the source is away`, {timeout: (seconds + 150) * 1000}, async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'latest-news-deploy-'))
    const source = await startSource()
    const [balancerPort, cachePort] = [await freePort(), await freePort()]
    const ports = []
    for (let count = 0; count < 3; ++count) ports.push([await freePort(), await freePort()])
    const publicUrl = `http://127.0.0.1:${cachePort}`
    const start = ([own, admin]) => startReplica(source, publicUrl, own, admin)
    const replicas = await Promise.all(ports.map(start))
    const stops = []
    try {
      for (const replica of replicas) await until(replica.isReady, () => 'a replica is not ready')
      const balancer = await startHaproxy(folder, balancerPort, ports)
      stops.push(balancer.stop)
      const cache = await startCache(folder, cachePort, balancerPort)
      stops.push(cache.stop)
      await until(async () => (await ask(cachePort, '/fragment')).status === 200, () => 'the cache does not answer')

      // Asked once: at the end it is older than its 60 s, if the test lasts that long.
      const old = '/fragment?limit=99'
      assert.equal((await ask(cachePort, old)).status, 200)
      const isOldAt = Date.now() + 63_000
      const faults = []
      const seen = {balancer: [], cache: []}
      let asked = 0
      let isOver = false
      const client = async (name, port, number) => {
        for (let round = 0; !isOver; ++round) {
          // Some queries are new: they reach the replicas.
          const path = ['/fragment', '/latest-news.js?limit=1', '/fragment?limit=' + (1 + (round + number) % 90)][round % 3]
          const {status, body} = await ask(port, path)
          ++asked
          if (status !== 200) faults.push(`${name} ${path}: ${status} ${body.toString().slice(0, 100)}`)
          const editions = new Set([...body.toString().matchAll(/(?:Edition|Also) (\d+)/g)].map(([, edition]) => Number(edition)))
          if (status === 200 && editions.size !== 1) faults.push(`${name} ${path}: of editions ${[...editions]}`)
          for (const edition of editions) seen[name].push({at: Date.now(), path, edition})
          await pause(5)
        }
      }
      const clients = [0, 1, 2, 3].flatMap((number) => [client('balancer', balancerPort, number), client('cache', cachePort, number)])
      const began = Date.now()
      const away = {from: Infinity, to: Infinity}
      const passed = () => (Date.now() - began) / 1000
      let [published, killed, restarted, awayAt, reloaded] = [0, 0, 0, 0, 0]
      while (passed() < seconds) {
        await pause(1000)
        const second = Math.round(passed())
        if (second % 5 === 0) { ++source.edition; ++published }
        if (second >= seconds * .2 && !killed) { killed = 1; await replicas[0].kill('SIGKILL') }
        if (second >= seconds * .4 && !restarted) { restarted = 1; replicas[0] = await start(ports[0]) }
        if (second >= seconds * .5 && !awayAt) { awayAt = second; source.isAway = true; away.from = Date.now() }
        if (awayAt && second >= awayAt + 15 && source.isAway) { source.isAway = false; away.to = Date.now() }
        if (second >= seconds * .85 && !reloaded) { reloaded = 1; await cache.reload() }
      }
      source.isAway = false
      ++source.edition
      // All replicas agree within the polling interval, and a second for the work.
      let names
      await until(async () => { names = await Promise.all(replicas.map((one) => one.edition())); return new Set(names).size === 1 },
        () => `the replicas serve ${names}`)
      isOver = true
      await Promise.all(clients)
      assert.deepEqual(faults.slice(0, 5), [], `${faults.length} faults`)

      // A client sees an older edition after a newer one for as long as the replicas differ: about twice the polling interval, as a
      // request may be on its way when the next edition comes. If the source goes away between two replicas' requests, they differ
      // until it is back. It is never longer than the time that answers state, 60 s. The figures depend on the machine: they are printed.
      const worstOf = (answers) => {
        let worst = 0
        const first = new Map()
        for (const {at, path, edition} of answers) {
          if (!first.has(path)) first.set(path, new Map())
          const known = first.get(path)
          if (!known.has(edition)) known.set(edition, at)
          for (const [other, since] of known) if (other > edition) worst = Math.max(worst, at - since)
        }
        return worst
      }
      const isUsual = ({at}) => at < away.from || at > away.to + 3000
      const [worst, worstAway, worstCached] = [seen.balancer.filter(isUsual), seen.balancer, seen.cache].map(worstOf)
      const longest = Math.max(worst, worstAway, worstCached)
      assert.ok(longest < 60_000, `an older edition ${longest} ms after a newer one`)
      const newest = Math.max(...seen.balancer.map(({edition}) => edition))

      // With all replicas dead, the cache serves what it has.
      await Promise.all(replicas.map((one) => one.kill('SIGKILL')))
      const fresh = await ask(cachePort, '/fragment')
      assert.equal(fresh.status, 200, fresh.body.toString())
      if (seconds >= 60) await pause(Math.max(0, isOldAt - Date.now()))
      const stale = await ask(cachePort, old)
      assert.equal(stale.status, 200, stale.body.toString())
      if (seconds >= 60 && cacheName === 'nginx') assert.match(stale.fields['x-cache'], /^(STALE|UPDATING)$/)
      if (seconds >= 60 && cacheName === 'varnish') assert.ok(Number(stale.fields.age) > 60, stale.fields.age)
      context.diagnostic(`${cacheName}: ${asked} answers, ${faults.length} failed or mixed; ${published} editions published, newest seen ${newest}; older after newer for ${worst} ms at most, ${worstAway} while the source was away, ${worstCached} behind the cache; ` +
        `stale answer: ${stale.fields['x-cache']}, age ${stale.fields.age ?? '?'}`)
      assert.ok(asked > seconds * 10)
    } finally {
      source.stop()
      for (const replica of replicas) replica.child.kill('SIGKILL')
      for (const stop of stops.reverse()) await stop()
      await rm(folder, {recursive: true, force: true})
    }
  })
}
