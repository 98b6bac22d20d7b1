// Sites that generators build from pages as their users write them: built, served as files, opened and navigated.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {createServer} from 'node:http'
import {once} from 'node:events'
import {mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, extname, join} from 'node:path'
import {promisify} from 'node:util'
import {assertItems, startBrowser} from '../../browser/browser.mjs'
import {find} from '../../browser/children.mjs'
import {share, test, until} from '../../browser/fixtures.mjs'
import {project, startProgram} from '../../browser/program.mjs'
import {visit} from '../systems/systems.mjs'

const run = promisify(execFile)
const modules = project + 'tests/hosts/generators/node_modules'
const quiet = {NEXT_TELEMETRY_DISABLED: '1', CI: '1', NODE_ENV: 'production'}
const types = {'.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json'}

// Serves a folder; "/two" is also "/two.html" and "/two/index.html".
async function serveFolder(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://site').pathname)
    for (const name of [path, path + '.html', join(path, 'index.html')]) {
      try {
        const body = await readFile(join(folder, name))
        return response.writeHead(200, {'Content-Type': types[extname(name)] ?? 'application/octet-stream'}).end(body)
      } catch { /* the next name */ }
    }
    response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {origin: `http://127.0.0.1:${server.address().port}`, stop: () => { server.closeAllConnections(); return new Promise((resolve) => server.close(resolve)) }}
}

const script = (news) => `<script src="${news}/latest-news.js?limit=3"></script>`
const element = (news) => `<latest-news limit="3"><a href="${news}/">News</a></latest-news>`
const node = (program, ...words) => [process.execPath, join(modules, program), ...words]

// By name: the source files, the command, the folder that it writes.
const generators = {
  Hugo: (news) => ({
    files: {
      'config.toml': 'baseURL = "/"\ntitle = "A partner"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n',
      'layouts/_default/single.html': '<!DOCTYPE html><html lang="en"><title>A partner</title><body>{{ .Content }}</body></html>', 'layouts/index.html': '<!DOCTYPE html><title>A partner</title>',
      'content/one.md': `# One\n\n${script(news)}\n\n[two](/two/)\n`, 'content/two.md': `# Two\n\n${script(news)}\n\n[one](/one/)\n`,
    },
    command: [find('hugo'), '--quiet'], output: 'public',
  }),
  Jekyll: (news) => ({
    files: {
      '_config.yml': 'title: A partner\n', '_layouts/default.html': '<!DOCTYPE html><html lang="en"><title>A partner</title><body>{{ content }}</body></html>',
      'one.md': `---\nlayout: default\n---\n# One\n\n${script(news)}\n\n[two](/two.html)\n`, 'two.md': `---\nlayout: default\n---\n# Two\n\n${script(news)}\n\n[one](/one.html)\n`,
    },
    command: [find('jekyll'), 'build', '--quiet', '--disable-disk-cache'], output: '_site',
  }),
  Eleventy: (news) => ({
    files: {
      'one.md': `# One\n\n${script(news)}\n\n[two](/two/)\n`, 'two.md': `# Two\n\n${script(news)}\n\n[one](/one/)\n`,
    },
    command: node('@11ty/eleventy/cmd.cjs', '--quiet'), output: '_site',
  }),
  Astro: (news) => ({
    files: {
      'package.json': '{"type": "module"}', 'astro.config.mjs': "export default {vite: {resolve: {preserveSymlinks: true}}}\n",
      'src/layouts/Page.astro': `---\nimport {ViewTransitions} from 'astro:transitions'\n---\n<!DOCTYPE html><html lang="en"><head><title>A partner</title><ViewTransitions /></head><body><slot /></body></html>\n`,
      'src/pages/one.md': `---\nlayout: ../layouts/Page.astro\n---\n# One\n\n${script(news)}\n\n[two](/two/)\n`,
      'src/pages/two.astro': `---\nimport Page from '../layouts/Page.astro'\n---\n<Page><h1>Two</h1>${script(news).replace('<script', '<script is:inline')}<a href="/one/">one</a></Page>\n`,
    },
    command: node('astro/astro.js', 'build'), output: 'dist',
  }),
  Docusaurus: (news) => ({
    files: {
      'package.json': '{}',
      'docusaurus.config.js': `module.exports = {title: 'A partner', url: 'http://site.example', baseUrl: '/', onBrokenLinks: 'ignore', scripts: [{src: '${news}/element.js', async: true}],
        presets: [['classic', {docs: {routeBasePath: '/', sidebarPath: undefined}, blog: false}]]}\n`,
      'docs/one.md': `# One\n\n${element(news)}\n\n[two](./two.mdx)\n`, 'docs/two.mdx': `# Two\n\n${element(news)}\n\n[one](./one.md)\n`,
    },
    command: node('@docusaurus/core/bin/docusaurus.mjs', 'build'), output: 'build',
  }),
  VitePress: (news) => ({
    files: {
      'package.json': '{"type": "module"}',
      '.vitepress/config.js': `export default {title: 'A partner', head: [['script', {async: '', src: '${news}/element.js'}]], vue: {template: {compilerOptions: {isCustomElement: (name) => name === 'latest-news'}}}}\n`,
      'one.md': `# One\n\n${element(news)}\n\n[two](./two)\n`, 'two.md': `# Two\n\n${element(news)}\n\n[one](./one)\n`, 'index.md': '# A partner\n',
    },
    command: node('vitepress/bin/vitepress.js', 'build'), output: '.vitepress/dist',
  }),
  Next: (news) => ({
    files: {
      'package.json': '{}', 'next.config.js': 'module.exports = {output: "export", reactStrictMode: true}\n',
      'pages/_document.js': `import {Html, Head, Main, NextScript} from 'next/document'\nexport default function Document() { return <Html lang="en"><Head><script async src="${news}/element.js"></script></Head><body><Main /><NextScript /></body></Html> }\n`,
      ...Object.fromEntries([['one', 'two'], ['two', 'one']].map(([own, other]) => [`pages/${own}.js`, `import Link from 'next/link'\nexport default function Page() { return <main><h1>${own === 'one' ? 'One' : 'Two'}</h1><latest-news limit="3"><a href="${news}/">News</a></latest-news><Link href="/${other}">${other}</Link></main> }\n`])),
    },
    command: node('next/dist/bin/next', 'build'), output: 'out',
  }),
}

const shared = share({news: startProgram, browser: startBrowser})

for (const [name, generator] of Object.entries(generators)) {
  test(`${name}: built, opened and navigated`, {timeout: 300_000}, async () => {
    const {files, command, output} = generator(shared.news.origin)
    const folder = await mkdtemp(join(tmpdir(), `latest-news-${name.toLowerCase()}-`))
    let server
    try {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), {recursive: true})
        await writeFile(join(folder, path), text)
      }
      await symlink(modules, join(folder, 'node_modules'))
      await run(command[0], command.slice(1), {cwd: folder, env: {...process.env, ...quiet}, maxBuffer: 1e8})
      server = await serveFolder(join(folder, output))
      await visit(shared.browser, server.origin + (name === 'Jekyll' ? '/one.html' : '/one'), `generator-${name.toLowerCase()}`, async (page) => {
        await assertItems(page.locator('latest-news'), 3)
        await page.getByRole('link', {name: 'two', exact: true}).click()
        await page.getByRole('heading', {name: 'Two', level: 1}).waitFor()
        await assertItems(page.locator('latest-news'), 3)
        await page.goBack()
        await page.getByRole('heading', {name: 'One', level: 1}).waitFor()
        await until(async () => await page.locator('latest-news article').count() === 3, async () => `${await page.locator('latest-news article').count()} items after going back`)
        const own = /404 \(Not Found\)/ // its icon
        assert.deepEqual(page.complaints.filter((line) => !own.test(line)), [])
      })
    } finally {
      await server?.stop()
      await rm(folder, {recursive: true, force: true})
    }
  })
}
