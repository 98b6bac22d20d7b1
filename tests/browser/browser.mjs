// Debian's Chromium, and pages that keep a record of everything a partner would mind.
import assert from 'node:assert/strict'
import {chromium} from 'playwright-core'

// The shared memory of a container may be small. Chromium has no sandbox for root, and often none in a container: CHROMIUM_SANDBOX=on
// uses it. Playwright turns the back/forward cache off.
export function startBrowser(...args) {
  return launch(args)
}

export function startBrowserWithPageCache() {
  return launch([], ['--disable-back-forward-cache'])
}

function launch(args, ignoreDefaultArgs = []) {
  return chromium.launch({
    ignoreDefaultArgs,
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.env.CHROMIUM_SANDBOX === 'on',
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', ...args],
  })
}

// A page in its own context. `page.complaints` collects errors on the console, uncaught errors, failed
// requests and violations of a policy; `page.hosts` collects the origins of all requests.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({viewport: {width: 1000, height: 800}, ...options})
  const page = await context.newPage()
  page.complaints = []
  page.hosts = new Set()
  context.on('request', (request) => page.hosts.add(new URL(request.url()).origin))
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // Aborted: the page was left during a request, for example for its icon.
    if (reason !== 'net::ERR_ABORTED') page.complaints.push(`failed: ${request.url()}`)
  })
  context.on('weberror', (error) => page.complaints.push(String(error.error())))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text())
  })
  // In every frame, before its own scripts. The console has most of these, but not the report-only ones.
  await context.addInitScript(() => addEventListener('securitypolicyviolation', (event) => {
    console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
  }))
  return page
}

// What no page with our news may have.
export async function assertNothingToMind(page, ...origins) {
  assert.deepEqual(page.complaints, [])
  assert.deepEqual([...page.hosts].filter((host) => !origins.includes(host)), [], 'requests to a third host')
  assert.deepEqual(await page.context().cookies(), [], 'cookies')
  for (const frame of page.frames()) {
    assert.equal(await frame.evaluate(() => document.cookie + localStorage.length + sessionStorage.length), '00')
  }
}

// Waits until the place (a Locator of a page or a frame) shows exactly so many items.
export async function assertItems(place, count) {
  const items = place.locator('article.ln-item')
  await items.first().waitFor()
  assert.equal(await items.count(), count)
}
