// Debian's content management systems, each started in its own folder with its own database, on loopback only. make test-hosts has
// unpacked them into build/hosts.
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {openPage} from '../../browser/browser.mjs'
import {find} from '../../browser/children.mjs'
import {project} from '../../browser/program.mjs'
import {startServer} from '../../browser/servers.mjs'
import {freePort} from '../../free-port.mjs'

const run = promisify(execFile)
export const unpacked = project + 'build/hosts/'
const screenshots = project + 'build/host-screenshots/'

// A MariaDB server behind a Unix socket, without a network.
async function startDatabase(folder) {
  const data = join(folder, 'database')
  const socket = join(folder, 'socket')
  const user = process.getuid() === 0 ? ['--user=root'] : []
  await run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user])
  const words = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${folder}/pid`, '--skip-networking', '--innodb-flush-log-at-trx-commit=0', ...user]
  return {...await startServer(find('mariadbd'), words, socket), socket}
}

export const php = (words, options) => run(find('php'), ['-d', 'error_reporting=E_ALL & ~E_DEPRECATED', ...words], {maxBuffer: 1e8, ...options})

// Debian's packages name PHP libraries by their absolute paths. grep fails if no file has one.
async function relocate(folder) {
  const {stdout} = await run('grep', ['-rlI', '/usr/share/php', folder, '--include=*.php']).catch(() => ({stdout: ''}))
  for (const file of stdout.split('\n').filter(Boolean)) {
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('/usr/share/php', `${folder}/php`))
  }
}

// `install` gets {site: the folder of the system's copy, folder: the one around it, origin, socket: the database's, if it has one}.
export async function startSystem(name, {hasDatabase}, install) {
  const folder = await mkdtemp(join(tmpdir(), `latest-news-${name}-`))
  const site = join(folder, name)
  const servers = []
  const stop = async () => {
    for (const server of servers.reverse()) await server.stop()
    await rm(folder, {recursive: true, force: true})
  }
  try {
    await chmod(folder, 0o755)
    const database = hasDatabase ? await startDatabase(folder) : null
    if (database) servers.push(database)
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
    servers.push(await startServer(find('php'), ['-d', 'error_reporting=E_ERROR', '-d', `include_path=.:${folder}/php:/usr/share/php`, '-S', `127.0.0.1:${port}`, '-t', site], {port, host: '127.0.0.1'}))
    return {origin, stop}
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
