// Content management systems of Debian's, each started in a folder of its own with its own database, on loopback only. make test-hosts
// has unpacked them into build/hosts.
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {find, startChild} from '../../browser/children.mjs'
import {openPage} from '../../browser/browser.mjs'
import {until} from '../../browser/fixtures.mjs'
import {project} from '../../browser/program.mjs'
import {freePort} from '../../free-port.mjs'

const run = promisify(execFile)
export const unpacked = project + 'build/hosts/'
const screenshots = project + 'build/host-screenshots/'

function accepts(target) {
  return new Promise((resolve) => {
    const socket = connect(target, () => { socket.end(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

async function started(program, words, options, target) {
  const child = startChild(program, words, {stdio: ['ignore', 'ignore', 'pipe'], ...options})
  let said = ''
  child.stderr.on('data', (data) => { said = (said + data).slice(-4000) })
  let isOver = false
  child.ended.then(() => { isOver = true })
  await until(async () => isOver || await accepts(target), () => `${program} is not ready: ${said}`)
  if (isOver) throw new Error(`${program} ended: ${said}`)
  return {said: () => said, stop: async () => { child.kill('SIGTERM'); await child.ended }}
}

// A MariaDB server behind a Unix socket, without a network.
async function startDatabase(folder) {
  const data = join(folder, 'database')
  const socket = join(folder, 'socket')
  const user = process.getuid() === 0 ? ['--user=root'] : []
  await run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user])
  const words = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${folder}/pid`, '--skip-networking', '--innodb-flush-log-at-trx-commit=0', ...user]
  return {...await started(find('mariadbd'), words, {}, socket), socket}
}

export const php = (words, options) => run(find('php'), ['-d', 'error_reporting=E_ALL & ~E_DEPRECATED', ...words], {maxBuffer: 1e8, ...options})

// Debian's packages name PHP libraries by their absolute paths.
async function relocate(folder) {
  const {stdout} = await run('grep', ['-rlI', '/usr/share/php', folder, '--include=*.php']).catch(() => ({stdout: ''}))
  for (const file of stdout.split('\n').filter(Boolean)) {
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('/usr/share/php', `${folder}/php`))
  }
}

// `install` gets the folder of the system's copy, the origin and the database's socket.
export async function startSystem(name, install) {
  const folder = await mkdtemp(join(tmpdir(), `latest-news-${name}-`))
  const site = join(folder, name)
  const things = []
  const stop = async () => {
    for (const thing of things.reverse()) await thing.stop()
    await rm(folder, {recursive: true, force: true})
  }
  try {
    await chmod(folder, 0o755)
    const database = name === 'dokuwiki' ? null : await startDatabase(folder)
    if (database) things.push(database)
    // Debian's packages share parts by links between folders below /usr/share.
    for (const part of [name, 'javascript', 'php']) {
      if (!existsSync(`${unpacked}usr/share/${part}`)) continue
      const isOwn = (path) => !/\/(LocalSettings\.php|wp-config\.php|\.htaccess)$/.test(path)
      await cp(`${unpacked}usr/share/${part}`, join(folder, part), {recursive: true, verbatimSymlinks: true, filter: isOwn})
    }
    await relocate(folder)
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    await install({site, folder, origin, socket: database?.socket})
    const server = await started(find('php'), ['-d', 'error_reporting=E_ERROR', '-d', `include_path=.:${folder}/php:/usr/share/php`, '-S', `127.0.0.1:${port}`, '-t', site],
      {}, {port, host: '127.0.0.1'})
    things.push(server)
    return {origin, site, folder, stop, said: server.said}
  } catch (error) {
    await stop()
    throw error
  }
}

// Opens the page, lets `check` look at it, and keeps a picture for review.
export async function visit(browser, url, name, check) {
  const page = await openPage(browser)
  try {
    await page.goto(url)
    await check(page)
    await mkdir(screenshots, {recursive: true})
    await page.screenshot({path: `${screenshots}${name}.png`, fullPage: true})
  } catch (error) {
    error.message += `\n${url}\n${page.complaints.join('\n')}\n${(await page.content().catch(String)).slice(0, 3000)}`
    throw error
  } finally {
    await page.context().close()
  }
}

export {cp, join, mkdir, readFile, rm, run, writeFile}
