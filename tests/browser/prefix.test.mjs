// The news under a path of a partner's site, behind real servers that pass the path on (as an ingress without rewriting
// does), or take it off.
import assert from 'node:assert/strict'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {freePort} from '../free-port.mjs'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startProgram} from './program.mjs'
import {start, startApache, startHaproxy, startNginx, whyNot} from './servers.mjs'

// Each returns the server's command; the news are at 127.0.0.1:newsPort.
const servers = {
  nginx: [startNginx, (newsPort) => start('http://127.0.0.1', [], async (folder, port) => {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
    await writeFile(join(folder, 'nginx.conf'), `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http {
  access_log off; ${temporary}
  server {
    listen 127.0.0.1:${port};
    location /news { proxy_pass http://127.0.0.1:${newsPort}; }
    location /taken-off/ { proxy_pass http://127.0.0.1:${newsPort}/; }
    location = / { default_type text/html; return 200 "<!DOCTYPE html><title>A partner</title><main><script src=/news/latest-news.js?limit=2></script></main>"; }
  }
}`)
    return [startNginx.program, '-c', join(folder, 'nginx.conf'), '-p', folder, '-e', 'stderr']
  })],
  Apache: [startApache, (newsPort) => startApache('http://127.0.0.1', [], `<VirtualHost *:80>
ProxyPass /news http://127.0.0.1:${newsPort}/news
ProxyPass /taken-off/ http://127.0.0.1:${newsPort}/
</VirtualHost>`)],
  HAProxy: [startHaproxy, (newsPort) => startHaproxy(`http-request replace-path /taken-off(/.*) \\1 if { path_beg /taken-off/ }
  server news 127.0.0.1:${newsPort}`)],
}

async function startBoth(name) {
  const newsPort = await freePort()
  const server = await servers[name][1](newsPort)
  const news = await startProgram('--listen', `127.0.0.1:${newsPort}`, '--public-url', server.origin + '/news')
  return {origin: server.origin, async stop() { await server.stop(); await news.stop() }}
}

const shared = share({both: () => startBoth('nginx'), browser: startBrowser})

for (const [name, [kind]] of Object.entries(servers)) {
  test(`prefix: behind ${name}, the bytes are the same with and without the path`, {skip: whyNot(kind)}, async () => {
    const both = await startBoth(name)
    const {origin} = both
    const text = async (path) => (await fetch(origin + path)).text()
    try {
      for (const path of ['/', '/fragment?limit=3', '/embed', '/news.rss', '/items/2023-07-30-world-day-against-trafficking-in-persons-2023']) {
        const found = await fetch(origin + '/news' + path)
        assert.equal(found.status, 200, path)
        assert.equal(await found.text(), await text('/taken-off' + path), path)
      }
      assert.equal(await text('/news//fragment?limit=3'), await text('/news/fragment?limit=3'))
      assert.ok((await text('/news/fragment')).includes(`href="${origin}/news/items/`))
      const bare = await fetch(origin + '/news', {redirect: 'manual'})
      assert.equal(bare.status, 308)
      assert.equal(bare.headers.get('location'), origin + '/news/')
    } finally {
      await both.stop()
    }
  })
}

test('prefix: first page, item and a partner\'s page work in the browser', async () => {
  const {origin} = shared.both
  const page = await openPage(shared.browser)
  await page.goto(origin + '/news')
  assert.equal(page.url(), origin + '/news/')
  await page.waitForFunction(() => document.querySelector('#preview').shadowRoot)
  await assertItems(page.locator('#preview'), 5)
  await page.locator('#preview .ln-title a').first().click()
  await page.locator('h1.ln-title').waitFor()
  assert.ok(page.url().startsWith(origin + '/news/items/'))
  await page.goto(origin + '/')
  await assertItems(page.locator('main latest-news'), 2)
  page.complaints = page.complaints.filter((line) => !line.includes('favicon.ico') && !line.includes('404')) // the partner has none
  await assertNothingToMind(page, origin)
  await page.context().close()
})
