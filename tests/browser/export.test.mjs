// `latest-news export`: the folder, served by nginx, Apache and Caddy with the configurations that it writes, and by a host of plain
// files that ignores queries.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {createServer} from 'node:http'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {chmod, mkdtemp, readFile, readdir, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {extname, join} from 'node:path'
import {promisify} from 'node:util'
import {freePort} from '../free-port.mjs'
import {allWays, places} from './all-ways.mjs'
import {assertItems, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {programFile, startProgram} from './program.mjs'
import {startApache, startCaddy, startNginx, whyNot} from './servers.mjs'

const run = promisify(execFile)
const shared = share({browser: startBrowser})
const exportTo = (folder, url, ...options) => run(programFile, ['export', folder, '--public-url', url, ...options])

async function withFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-export-'))
  await chmod(folder, 0o755) // a server that root starts is somebody else
  try {
    return await body(join(folder, 'site'), folder)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

// An object store: a name is a file, and its end is its type. It ignores queries.
async function startStore(folder, port) {
  const types = {'.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css', '.svg': 'image/svg+xml'}
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://store').pathname)
    const body = await readFile(join(folder, path)).catch(() => null)
    response.writeHead(body ? 200 : 404, {'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Access-Control-Allow-Origin': '*'}).end(body)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {stop: () => { server.closeAllConnections(); return new Promise((resolve) => server.close(resolve)) }}
}

const servers = {
  nginx: [startNginx, async (folder) => {
    const text = (await readFile(join(folder, '_server/nginx.conf'), 'utf8')).replace('listen 127.0.0.1:8080', 'listen 80')
    return startNginx('', [], text)
  }],
  Apache: [startApache, async (folder) => startApache('', [], `LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
<VirtualHost *:80>
${await readFile(join(folder, '_server/apache.conf'), 'utf8')}
</VirtualHost>`)],
  Caddy: [startCaddy, async (folder) => startCaddy(await readFile(join(folder, '_server/Caddyfile'), 'utf8'))],
}

// The public URL must be known before the server has its port. So the files are made for this URL, and made again.
async function serveExport(folder, start, queries) {
  const file = join(folder, '..', 'queries.txt')
  await writeFile(file, '# what the partners ask for\n' + queries.join('\n'))
  const options = ['--queries', file]
  await exportTo(folder, 'http://127.0.0.1:1', ...options)
  const first = await start(folder)
  await exportTo(folder, first.origin, ...options)
  return first
}

for (const [name, [program, start]] of Object.entries(servers)) {
  test(`export: ${name} gives the program's answers, with their fields, by queries and compressed`, {skip: whyNot(program)}, () => withFolder(async (folder) => {
    const site = await serveExport(folder, start, ['limit=5', '?limit=3', '/embed?theme=dark'])
    const news = await startProgram('--public-url', site.origin)
    try {
      const ask = (origin, path, coding = 'identity') => fetch(origin + path, {headers: {'Accept-Encoding': coding}})
      const withoutLinks = (text) => text.replaceAll(/http:\/\/127(?:[^"'\\<> ]|\\u0026)*|(?<=href=")[^"]*/g, '')
      for (const path of ['/latest-news.js', '/latest-news.js?limit=5', '/fragment', '/fragment?limit=3', '/fragment.json?limit=5', '/embed', '/embed?theme=dark', '/news.json?limit=5',
        '/news.rss', '/news.atom?limit=3', '/news.ics', '/element.js', '/resize.js', '/openapi.json', '/items/2023-07-30-world-day-against-trafficking-in-persons-2023']) {
        const [theirs, ours] = await Promise.all([ask(site.origin, path), ask(news.origin, path)])
        assert.equal(theirs.status, 200, path)
        for (const field of ['content-type', 'cache-control', 'content-security-policy', 'access-control-allow-origin', 'cross-origin-resource-policy', 'x-content-type-options']) {
          assert.equal(theirs.headers.get(field), ours.headers.get(field), `${path}: ${field}`)
        }
        const [exported, served] = [await theirs.text(), await ours.text()]
        if (!path.startsWith('/news.ics')) assert.ok(withoutLinks(exported) === withoutLinks(served), `${path} is not the same`) // a calendar is folded elsewhere
      }
      const packed = await ask(site.origin, '/latest-news.js?limit=5', 'gzip')
      assert.equal(packed.headers.get('content-encoding'), 'gzip')
      assert.match(packed.headers.get('vary') ?? '', /accept-encoding/i)
      assert.equal(await packed.text(), await (await ask(site.origin, '/latest-news.js?limit=5')).text())
      const missing = await ask(site.origin, '/items/no-such-item')
      assert.equal(missing.status, 404)
      assert.match(await missing.text(), /<h1/)
      assert.equal((await ask(site.origin, '/_server/nginx.conf')).status, 404)
      assert.equal((await ask(site.origin, '/')).status, 200)
    } finally {
      await news.stop()
      await site.stop()
    }
  }))
}

test('export: every way to show the news works with the folder that nginx serves', {skip: whyNot(startNginx)}, () => withFolder(async (folder) => {
  const site = await serveExport(folder, servers.nginx[1], ['limit=5&theme=light'])
  const partner = await startPartner(allWays(site.origin, {theme: 'light', limit: 5}))
  const page = await openPage(shared.browser)
  try {
    await page.goto(partner.origin + '/')
    for (const place of Object.values(places(page))) await assertItems(place, 5)
    assert.deepEqual(page.complaints, [])
    const frame = page.frameLocator('#frame iframe')
    await frame.getByRole('link', {name: /older/i}).click()
    await frame.getByRole('link', {name: /newer/i}).waitFor()
    assert.match(page.frames()[1].url(), /lists\/limit=5,page=2,theme=light\/embed\.html$/)
    await assertItems(frame.locator('body'), 5)
  } finally {
    await page.context().close()
    await partner.stop()
    await site.stop()
  }
}))

test('export: a store that ignores queries serves the lists by their file names, and every link works', () => withFolder(async (folder) => {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  await exportTo(folder, origin)
  const store = await startStore(folder, port)
  const partner = await startPartner({'/': {body: `<!DOCTYPE html><html lang="en"><title>A partner</title><body><div id="a"><script src="${origin}/lists/limit=5/latest-news.js"></script></div>
    <iframe src="${origin}/lists/limit=3/embed.html" title="News" width="600" height="400"></iframe></body></html>`}})
  const page = await openPage(shared.browser)
  try {
    await page.goto(partner.origin + '/')
    await assertItems(page.locator('#a'), 5)
    await assertItems(page.frameLocator('iframe').locator('body'), 3)
    assert.deepEqual(page.complaints, [])
    const seen = new Set()
    const waiting = [origin + '/index.html']
    while (waiting.length > 0 && seen.size < 200) {
      const url = waiting.shift()
      if (seen.has(url)) continue
      seen.add(url)
      const answer = await fetch(url)
      assert.equal(answer.status, 200, url)
      if (!answer.headers.get('content-type').startsWith('text/html')) continue
      for (const [, link] of (await answer.text()).matchAll(/(?:href|src)="([^"]+)"/g)) {
        const next = new URL(link.replaceAll('&amp;', '&'), url)
        if (next.origin === origin && next.pathname !== '/') waiting.push(next.origin + next.pathname)
      }
    }
    assert.ok(seen.size > 50, `${seen.size} links`)
  } finally {
    await page.context().close()
    await partner.stop()
    await store.stop()
  }
}))

test('export: unchanged files keep their inode and time, removed ones go, and a failure changes nothing', () => withFolder(async (folder, above) => {
  const feed = (items) => JSON.stringify({version: 'https://jsonfeed.org/version/1.1', title: 'A town', items: items.map((id) => ({id, title: `Title of ${id}`, content_text: 'text '.repeat(60), date_published: '2023-05-01T10:00:00Z'}))})
  const file = join(above, 'news.json')
  await writeFile(file, feed(['a', 'b']))
  await exportTo(folder, 'https://static.example', '--news', file)
  const state = async (path) => { const {ino, mtimeMs} = await stat(join(folder, path)); return `${ino} ${mtimeMs}` }
  const before = Object.fromEntries(await Promise.all(['element.js', 'element.js.br', 'items/a.html', 'news.json'].map(async (path) => [path, await state(path)])))
  await writeFile(file, feed(['a', 'c']))
  const {stdout} = await exportTo(folder, 'https://static.example', '--news', file)
  assert.match(stdout, /\d+ files in .*, \d+ of them unchanged/)
  for (const path of ['element.js', 'element.js.br', 'items/a.html']) assert.equal(await state(path), before[path], path)
  assert.notEqual(await state('news.json'), before['news.json'])
  assert.ok(!existsSync(join(folder, 'items/b.html')) && existsSync(join(folder, 'items/c.html')))
  const names = (await readdir(folder, {recursive: true})).sort()
  await writeFile(file, '{')
  await assert.rejects(exportTo(folder, 'https://static.example', '--news', file), (error) => error.code === 1)
  assert.deepEqual((await readdir(folder, {recursive: true})).sort(), names)
  assert.deepEqual(await readdir(above), ['news.json', 'site'])
}))

test('export: a foreign folder, a wrong query and a missing public URL are refused with the reason', () => withFolder(async (folder, above) => {
  await writeFile(join(above, 'mine.txt'), 'mine')
  const fails = (words, code, text) => assert.rejects(run(programFile, ['export', ...words]), (error) => error.code === code && text.test(error.stderr) || Promise.reject(error))
  await fails([above, '--public-url', 'https://static.example'], 1, /not empty and was not made by this program/)
  assert.deepEqual(await readdir(above), ['mine.txt'])
  await writeFile(join(above, 'queries.txt'), 'limit=5\nlimit=0\n/nowhere?limit=5\nlimits=5\n')
  await fails([folder, '--public-url', 'https://static.example', '--queries', join(above, 'queries.txt')], 1, /queries\.txt:2: error: .*limit.*\n.*queries\.txt:3: error: there is no \/nowhere\n.*queries\.txt:4: error: .*did you mean limit/)
  await fails([folder], 2, /--public-url is required/)
  await fails([folder, '--public-url', 'static.example'], 2, /it can be http/)
  assert.ok(!existsSync(folder))
}))
