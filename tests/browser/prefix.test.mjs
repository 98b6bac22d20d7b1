// The news under a path of a partner's site, behind a real nginx that passes the path on, or takes it off.
import assert from 'node:assert/strict'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {freePort} from '../free-port.mjs'
import {assertItems, assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startProgram} from './program.mjs'
import {start, startNginx} from './servers.mjs'

async function startBoth() {
  const newsPort = await freePort()
  const nginx = await start('http://127.0.0.1', [], async (folder, port) => {
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
  })
  const news = await startProgram('--listen', `127.0.0.1:${newsPort}`, '--public-url', nginx.origin + '/news')
  return {origin: nginx.origin, async stop() { await nginx.stop(); await news.stop() }}
}

const shared = share({both: startBoth, browser: startBrowser})

test('prefix: the same bytes with the path and without it', async () => {
  const {origin} = shared.both
  const text = async (path) => (await fetch(origin + path)).text()
  for (const path of ['/', '/fragment?limit=3', '/embed', '/news.rss', '/items/2023-07-30-world-day-against-trafficking-in-persons-2023']) {
    assert.equal(await text('/news' + path), await text('/taken-off' + path), path)
  }
  assert.ok((await text('/news/fragment')).includes(`href="${origin}/news/items/`))
  const bare = await fetch(origin + '/news', {redirect: 'manual'})
  assert.equal(bare.status, 308)
  assert.equal(bare.headers.get('location'), origin + '/news/')
})

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
