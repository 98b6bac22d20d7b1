// The commands for administrators: doctor, manual pages and completions, --version, make install.
import assert from 'node:assert/strict'
import {execFile, execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {startAdministered} from './administered.mjs'
import {find} from './children.mjs'
import {test} from './fixtures.mjs'
import {programFile, project} from './program.mjs'

const run = promisify(execFile)
const latestNews = (...words) => run(programFile, words).catch((error) => error) // with `code` where it fails

async function withFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-commands-'))
  try {
    return await body(folder)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

test('doctor: a healthy service has no fault, and its own ports are no fault', async () => {
  const news = await startAdministered()
  await news.stop()
  const again = await startAdministered('--listen', news.origin.slice(7), '--public-url', news.origin)
  await withFolder(async (folder) => {
    const file = join(folder, 'news.conf')
    await writeFile(file, `[serve]\nlisten = ${news.origin.slice(7)}\nadmin = ${again.adminAddress}\npublic-url = ${news.origin}\n`)
    const {stdout, code} = await latestNews('doctor', '--config', file)
    assert.equal(code, undefined, stdout)
    assert.match(stdout, new RegExp(`ok +${news.origin} is answered by latest-news`))
    assert.match(stdout, /note .*if that is this service, all is well/)
    assert.match(stdout, /ok +the bundled news: 39 items/)
  }).finally(() => again.stop())
})

test('doctor: each fault says what to do', () => withFolder(async (folder) => {
  const [certificate, key, news, file] = ['certificate.pem', 'key.pem', 'page.txt', 'news.conf'].map((name) => join(folder, name))
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=other.example', '-addext', 'subjectAltName=DNS:other.example', '-days', '5', '-keyout', key, '-out', certificate], {stdio: 'ignore'})
  await writeFile(news, 'no day here\n')
  const other = await startAdministered() // another URL than its own
  await writeFile(file, `[serve]\nlisten = 127.0.0.1:0, unix:${folder}/none/socket\nadmin =\npublic-url = ${other.origin}/news\nnews = ${news}\nstate = ${folder}/state\ntls-certificate = ${certificate}\ntls-key = ${key}\n`)
  try {
    const {stdout, code} = await latestNews('doctor', '--config', file)
    assert.equal(code, 1)
    for (const part of [/FAULT +--listen unix:.*; create it, or change its owner/, /FAULT +.*page\.txt.*; `latest-news check` says more/, /FAULT +--state .*state does not exist/, /note +the certificate .* is valid for [45] days; renew it soon/,
      /FAULT +the certificate is not for 127\.0\.0\.1/, /(FAULT|note) +.*\/news\/robots\.txt/]) assert.match(stdout, part)
  } finally {
    await other.stop()
  }
  assert.equal((await latestNews('doctor', '--config', join(folder, 'missing.conf'))).code, 2)
}))

test('manual: the pages have every command and every option, and groff finds no fault', async () => {
  const {stdout: page} = await latestNews('manual', 'man')
  const {stdout: conf} = await latestNews('manual', 'conf')
  const {stdout: help} = await latestNews('serve', '--help')
  const options = [...help.matchAll(/^ +--([a-z-]+)/gm)].map(([, name]) => name).filter((name) => name !== 'config' && name !== 'help')
  assert.ok(options.length > 25)
  for (const name of options) {
    const roff = name.replaceAll('-', '\\-')
    assert.ok(page.includes(`\\fB\\-\\-${roff}\\fR`), `latest-news(1) lacks ${name}`)
    assert.ok(conf.includes(`\\fB${roff}\\fR = `), `latest-news.conf(5) lacks ${name}`)
  }
  for (const command of ['import', 'add', 'check', 'render', 'export', 'serve', 'partners', 'doctor', 'manual']) assert.ok(page.includes(`.SS latest\\-news ${command}\n`), command)
  if (!find('groff')) return
  for (const text of [page, conf]) {
    const child = run('groff', ['-man', '-Tutf8', '-ww', '-b'])
    child.child.stdin.end(text)
    assert.equal((await child).stderr, '')
  }
})

test('completion: bash offers the commands, and a command’s options', () => withFolder(async (folder) => {
  const file = join(folder, 'completion')
  await writeFile(file, (await latestNews('manual', 'bash')).stdout)
  const complete = (...words) => execFileSync('bash', ['-c', `source "$1"; COMP_WORDS=("\${@:2}"); COMP_CWORD=$(($# - 2)); _latest_news; printf '%s\\n' "\${COMPREPLY[@]}"`, 'bash', file, ...words], {encoding: 'utf8'}).trim().split('\n')
  assert.deepEqual(complete('latest-news', 'exp'), ['export'])
  assert.deepEqual(complete('latest-news', 'serve', '--tls-'), ['--tls-certificate', '--tls-key', '--tls-ticket-key'])
  assert.deepEqual(complete('latest-news', 'export', '--que'), ['--queries'])
  for (const [shell, words] of [['zsh', ['-n']], ['fish', ['--no-execute']]]) {
    const {stdout} = await latestNews('manual', shell)
    assert.match(stdout, /queries/)
    await writeFile(file, stdout)
    if (find(shell)) execFileSync(shell, [...words, file])
  }
}))

test('--version names the version, the commit and the libraries', async () => {
  const {stdout} = await latestNews('--version')
  assert.match(stdout, /^latest-news \d+\.\d+\.\d+( \([0-9a-f]{12}\))?\nwith Boost \d.*, cpp-httplib \d.*, OpenSSL \d/)
})

test('make install: the program, pages, completions and units are below DESTDIR and PREFIX', {skip: !existsSync(project + 'build/build.ninja') && 'there is no build'}, () => withFolder(async (folder) => {
  await run('cmake', ['--build', 'build', '--target', 'manual'], {cwd: project})
  await run('cmake', ['--install', 'build', '--prefix', '/usr'], {cwd: project, env: {...process.env, DESTDIR: folder}})
  for (const path of ['usr/bin/latest-news', 'usr/share/man/man1/latest-news.1.gz', 'usr/share/man/man5/latest-news.conf.5.gz', 'usr/share/bash-completion/completions/latest-news', 'usr/share/zsh/vendor-completions/_latest-news',
    'usr/share/fish/vendor_completions.d/latest-news.fish', 'usr/lib/systemd/system/latest-news.service', 'usr/lib/systemd/system/latest-news.socket', 'usr/lib/sysusers.d/latest-news.conf', 'etc/latest-news.conf']) {
    assert.ok(existsSync(join(folder, path)), path)
  }
  const {stderr} = await run(join(folder, 'usr/bin/latest-news'), ['check', '--config', join(folder, 'etc/latest-news.conf')])
  assert.equal(stderr, '')
  assert.match(await readFile(join(folder, 'usr/lib/systemd/system/latest-news.service'), 'utf8'), /ExecStart=\/usr\/bin\/latest-news serve --config \/etc\/latest-news\.conf/)
}))
