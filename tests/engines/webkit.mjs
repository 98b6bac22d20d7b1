// WebKitGTK's small browser, driven by its own WebDriver on its own display. Returns the same as firefox.mjs.
import {once} from 'node:events'
import {readdirSync} from 'node:fs'
import {createInterface} from 'node:readline'
import {startChild} from '../browser/children.mjs'
import {freePort} from '../free-port.mjs'

// The browser is in a folder of the machine's kind and WebKit's version.
function miniBrowser() {
  for (const kind of readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu'))) {
    const versions = readdirSync('/usr/lib/' + kind).filter((name) => /^webkit2?gtk-/.test(name))
    if (versions.length) return `/usr/lib/${kind}/${versions[0]}/MiniBrowser`
  }
  throw new Error('there is no MiniBrowser below /usr/lib')
}

async function startDisplay() {
  const child = startChild('Xvfb', ['-displayfd', '1', '-screen', '0', '1000x800x24', '-nolisten', 'tcp'], {stdio: ['ignore', 'pipe', 'ignore']})
  const [number] = await once(createInterface({input: child.stdout}), 'line')
  return {child, name: ':' + number}
}

export async function startWebkit() {
  const display = await startDisplay()
  const port = await freePort()
  const driver = startChild('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    // There is no sandbox for root, and a container often has no namespaces for one.
    env: {...process.env, DISPLAY: display.name, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', NO_AT_BRIDGE: '1'},
  })
  const stopAll = async () => {
    for (const child of [driver, display.child]) {
      child.kill('SIGTERM')
      await child.ended
    }
  }

  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {method, body: body && JSON.stringify(body)})
    const {value} = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`)
    return value
  }

  for (let turn = 0; ; turn += 1) {
    try {
      await ask('GET', '/status')
      break
    } catch (error) {
      if (turn === 100) { await stopAll(); throw error }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const capabilities = {alwaysMatch: {'webkitgtk:browserOptions': {binary: miniBrowser(), args: ['--automation']}}}
  const {sessionId} = await ask('POST', '/session', {capabilities}).catch(async (error) => { await stopAll(); throw error })
  const session = '/session/' + sessionId
  await ask('POST', session + '/timeouts', {script: 20_000, pageLoad: 20_000})
  return {
    async open(address) {
      await ask('POST', session + '/url', {url: address})
      return {
        async evaluate(code, ...args) {
          const script = `const done = arguments[arguments.length - 1]
            Promise.resolve((${code}).apply(null, [...arguments].slice(0, -1))).then((value) => done({value}), (error) => done({error: String(error)}))`
          const {value, error} = await ask('POST', session + '/execute/async', {script, args})
          if (error) throw new Error(error)
          return value
        },
        close: () => ask('POST', session + '/url', {url: 'about:blank'}),
      }
    },
    async stop() {
      await ask('DELETE', session).catch(() => {})
      await stopAll()
    },
  }
}
