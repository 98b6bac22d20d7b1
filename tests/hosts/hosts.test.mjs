// The list on pages that other programs build, in the ways that their users would paste it. A row is a host and a way: what the page
// does, then which lists are there. Each row also holds that the console has no error and that there is no third host.
import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {assertNothingToMind, openPage, startBrowser} from '../browser/browser.mjs'
import {share, test, until} from '../browser/fixtures.mjs'
import {startPartner} from '../browser/partner.mjs'
import {project, startProgram} from '../browser/program.mjs'
import sanitizeHtml from 'sanitize-html'
import {compile} from 'svelte/compiler'

const shared = share({news: startProgram, partner: startPartner, browser: startBrowser})
const folder = project + 'tests/hosts/'
const file = (path) => readFile(`${folder}node_modules/${path}`, 'utf8')
const bundle = (entry, name, ...more) => execFileSync('esbuild', [folder + entry, '--bundle', '--format=iife', `--global-name=${name}`,
  '--define:process.env.NODE_ENV="development"', '--log-level=error', ...more], {encoding: 'utf8', cwd: folder, maxBuffer: 1e8})

function svelte(source) {
  const component = compile(source, {generate: 'client', name: 'App'}).js.code.replace('export default function App', 'function App')
  return execFileSync('esbuild', ['--bundle', '--format=iife', '--global-name=Svelte', '--log-level=error', '--conditions=browser'],
    {encoding: 'utf8', cwd: folder, maxBuffer: 1e8, input: `import {mount} from 'svelte'\n${component}\nexport const start = (target) => mount(App, {target})`})
}

const tag = (query = 'limit=2') => `<script src="${shared.news.origin}/latest-news.js?${query}"></script>`
const elementTag = () => `<script src="${shared.news.origin}/element.js"></script>`
const element = '<latest-news limit="2"><a href="/">News</a></latest-news>'

// The lists of the page: how many items, and the id of the nearest element around that has one.
const lists = (page) => page.evaluate(() => [...document.querySelectorAll('latest-news, [data-latest-news]')]
  .map((host) => `${host.shadowRoot?.querySelectorAll('article').length ?? 'none'} in ${host.parentElement.closest('[id]')?.id ?? 'body'}`))

const document = (body, head = '') => `<!DOCTYPE html><html lang="en"><head><title>A partner</title>${head}</head><body>${body}</body></html>`

const react = {
  'React 18': async () => [await file('react18/umd/react.development.js'), await file('react-dom18/umd/react-dom.development.js'), 'ReactDOM.mount = ReactDOM.createRoot'],
  'React 19': async () => [bundle('react19.js', 'Bundle', '--alias:react=react19'), 'var {React, ReactDOM} = Bundle'],
}
const jquery = {'jQuery 1': 'jquery1/dist/jquery.js', 'jQuery 2': 'jquery2/dist/jquery.js', 'jQuery 3': 'jquery3/dist/jquery.js'}
const htmx = {'htmx 1': 'htmx1/dist/htmx.js', 'htmx 2': 'htmx2/dist/htmx.js'}

// [host, way, libraries, pages by path, actions (in Playwright's page), expected lists, complaints that the host itself causes]
const rows = []
const row = (host, way, libraries, page, expected, work = null, more = {}) => rows.push({host, way, libraries, page, expected, work, ...more})

for (const [name, libraries] of Object.entries(react)) {
  const mount = (component) => `<div id="root"></div><p id="foot">foot</p><script>
    const h = React.createElement
    ${component}
    ReactDOM.createRoot(document.getElementById('root')).render(h(React.StrictMode, null, h(App)))</script>`
  const script = () => `const News = () => {
      const place = React.useRef()
      React.useEffect(() => {
        const tag = document.createElement('script')
        tag.src = '${shared.news.origin}/latest-news.js?limit=2'
        place.current.appendChild(tag)
        return () => tag.remove()
      }, [])
      return h('div', {ref: place})
    }`
  row(name, 'a script in an effect, in StrictMode', libraries, () => mount(`${script()}; const App = () => h(News)`), ['2 in root'])
  row(name, 'shown, hidden and shown again', libraries, () => mount(`${script()}; const App = () => { const [on, set] = React.useState(true); window.setOn = set; return on ? h(News) : null }`), ['2 in root'],
    async (page) => { for (const on of [false, true, false, true]) await page.evaluate((value) => window.setOn(value), on) })
  row(name, 'the element, in StrictMode', libraries, () => elementTag() + mount(`const App = () => h('latest-news', {limit: 2}, h('a', {href: '/'}, 'News'))`), ['2 in root'])
  row(name, 'the element on a page that is hydrated, element.js in the layout', libraries, () => `${elementTag()}<div id="root"><main>${element}<p>text</p></main></div><script>
    const h = React.createElement
    const App = () => h('main', null, h('latest-news', {limit: '2'}, h('a', {href: '/'}, 'News')), h('p', null, 'text'))
    setTimeout(() => ReactDOM.hydrateRoot(document.getElementById('root'), h(React.StrictMode, null, h(App))), 200)</script>`, ['2 in root'],
  (page) => page.waitForTimeout(400))
}
row('Vue 3', 'a component that adds the script', async () => [await file('vue3/dist/vue.global.js')], () => `<div id="app"></div><script>
  const News = {template: '<div ref="place"></div>', mounted() { this.tag = document.createElement('script'); this.tag.src = '${shared.news.origin}/latest-news.js?limit=2'; this.$refs.place.appendChild(this.tag) }}
  Vue.createApp({components: {News}, data: () => ({on: true}), template: '<News v-if="on" />', mounted() { window.app = this }}).mount('#app')</script>`, ['2 in app'],
async (page) => { for (const on of [false, true]) await page.evaluate((value) => { window.app.on = value }, on) })
row('Vue 3', 'an in-page template with the script in it', async () => [await file('vue3/dist/vue.global.js')], () => `<div id="app"><p>{{text}}</p>${tag()}</div>
  <script>Vue.createApp({data: () => ({text: 'before'}), compilerOptions: {isCustomElement: (name) => name === 'latest-news'}}).mount('#app')</script>`, ['2 in app'], null, {own: /Tags with side effect|development build/})
row('Vue 2', 'an in-page template with the script in it', async () => [await file('vue2/dist/vue.js')], () => `<div id="app"><p>{{text}}</p>${tag()}</div>
  <script>Vue.config.ignoredElements = ['latest-news']; Vue.config.productionTip = false; new Vue({el: '#app', data: {text: 'before'}})</script>`, ['2 in app'], null, {own: /Templates should only|development/})
row('Vue 2', 'the element', async () => [await file('vue2/dist/vue.js')], () => `${elementTag()}<div id="app">${element}</div>
  <script>Vue.config.ignoredElements = ['latest-news']; new Vue({el: '#app'})</script>`, ['2 in app'])

for (const [name, path] of Object.entries(jquery)) {
  row(name, '.html() with the script, three times', async () => [await file(path)], () => '<div id="box"></div><p id="foot">foot</p>', ['2 in box'], async (page) => {
    for (let round = 0; round < 3; ++round) {
      await page.evaluate((html) => window.$('#box').html(html), tag())
      await page.waitForFunction(() => document.querySelector('#box latest-news')?.shadowRoot)
    }
  })
  row(name, '.load() of a part with the script, twice', async () => [await file(path)], () => '<div id="box"></div>', ['2 in box'], async (page) => {
    for (let round = 0; round < 2; ++round) {
      await page.evaluate(() => new Promise((resolve) => { window.$('#box').load('/part.html', resolve) }))
      await page.waitForFunction(() => document.querySelector('#box latest-news')?.shadowRoot)
    }
  }, {pages: () => ({'/part.html': `<p>part</p>${tag()}`})})
}
for (const [name, path] of Object.entries(htmx)) {
  row(name, 'a swapped part with the script, three times', async () => [await file(path)], () => '<button hx-get="/part.html" hx-target="#box">get</button><div id="box"></div>', ['2 in box'], async (page) => {
    for (let round = 0; round < 3; ++round) {
      await page.evaluate(() => new Promise((resolve) => {
        document.addEventListener('htmx:afterSettle', resolve, {once: true})
        document.querySelector('button').click()
      }))
      await page.waitForFunction(() => document.querySelector('#box latest-news')?.shadowRoot)
    }
  }, {pages: () => ({'/part.html': `<p>part</p>${tag()}`})})
}
const visits = (go) => async (page) => {
  for (const name of ['two', 'one', 'two']) {
    await page.locator(`a[href="/${name}.html"]`).click(go ?? {})
    await page.waitForFunction((id) => document.getElementById(id) && document.querySelector('latest-news')?.shadowRoot, name)
  }
}
const links = '<nav><a href="/one.html">one</a> <a href="/two.html">two</a></nav>'
const site = (wrap, head) => () => ({
  '/one.html': document(wrap(`<div id="one">${tag()}</div>`), head()), '/two.html': document(wrap(`<div id="two">${tag()}</div>`), head()),
})
const navigated = (host, way, libraries, wrap, start = '', own) => {
  const head = () => '<script src="/library-0.js"></script><script src="/library-1.js"></script>'
  row(host, way, libraries, () => wrap(`<div id="one">${tag()}</div>`) + start, ['2 in two'], visits(), {pages: site((body) => wrap(body) + start, head), own})
}
navigated('Turbo', 'pages that it swaps', async () => [await file('@hotwired/turbo/dist/turbo.es2017-umd.js'), ''], (body) => links + body, '', /Turbo from within the <body>/)
navigated('Unpoly', 'pages that it swaps', async () => [await file('unpoly/unpoly.js'), ''], (body) => links.replaceAll('<a ', '<a up-follow ') + `<main>${body}</main>`)
navigated('Swup', 'without its plugin for scripts', async () => [await file('swup/dist/Swup.umd.js'), ''], (body) => links + `<main id="swup" class="transition-main">${body}</main>`,
  '<script>window.swup ??= new Swup({animationSelector: false})</script>')
navigated('Swup', 'with its plugin for scripts', async () => [await file('swup/dist/Swup.umd.js'), await file('@swup/scripts-plugin/dist/index.umd.js')], (body) => links + `<main id="swup">${body}</main>`,
  '<script data-swup-ignore-script>window.swup ??= new Swup({animationSelector: false, plugins: [new SwupScriptsPlugin({head: false})]})</script>')
navigated('Barba', 'containers that it swaps', async () => [await file('@barba/core/dist/barba.umd.js'), ''], (body) => `<div data-barba="wrapper">${links}<main data-barba="container" data-barba-namespace="x">${body}</main></div>`,
  '<script>window.started ??= barba.init({prevent: () => false, transitions: [{leave() {}, enter() {}}]}) || 1</script>')
row('ShadyDOM', 'forced, with the script and the element', async () => ['window.ShadyDOM = {force: true}', await file('@webcomponents/shadydom/shadydom.min.js')],
  () => `<div id="box">${tag()}</div><div id="other"><latest-news limit="3" rows="3"></latest-news></div>${elementTag()}`, ['2 in box', '3 in other'],
  (page) => page.waitForFunction(() => [...document.querySelectorAll('latest-news')].every(({shadowRoot}) => shadowRoot?.querySelector('style'))))
row('DOMPurify', 'a post that it has cleaned, element.js in the page', async () => [await file('dompurify/dist/purify.js')], () => `<div id="box"></div>${elementTag()}
  <script>box.innerHTML = DOMPurify.sanitize('<p>post</p><div data-latest-news data-limit="2"><a href="/">News</a></div><script>1<\\/script>')</script>`, ['2 in box'])

row('sanitize-html', 'a post that the server has cleaned, element.js in the page', async () => [''], () => `<div id="box">${sanitizeHtml(
  `<p>post</p><div data-latest-news data-limit="2"><a href="/">News</a></div><script>1</script>`,
  {allowedTags: [...sanitizeHtml.defaults.allowedTags], allowedAttributes: {...sanitizeHtml.defaults.allowedAttributes, div: ['data-latest-news', 'data-limit']}})}</div>${elementTag()}`, ['2 in box'])
row('Svelte 5', 'a component with the element, shown, hidden and shown again', async () => [svelte(`<script>let on = $state(true); globalThis.setOn = (value) => { on = value }</script>
  {#if on}<latest-news limit="2"><a href="/">News</a></latest-news>{/if}`)], () => `${elementTag()}<div id="app"></div><script>Svelte.start(document.getElementById('app'))</script>`, ['2 in app'],
async (page) => { for (const on of [false, true]) await page.evaluate((value) => window.setOn(value), on) })

// Debian's packages: neither is at npm for browsers. Both give the page's elements methods of their own.
const debian = (path) => readFile(`/usr/share/javascript/${path}`, 'utf8')
const threeTimes = (put) => async (page) => {
  for (let round = 0; round < 3; ++round) {
    await page.evaluate(put, tag())
    await page.waitForFunction(() => document.querySelector('#box latest-news')?.shadowRoot)
  }
}
const both = () => `<div id="box"></div><div id="other">${tag('limit=3')}</div>`
row('Prototype', '.update() with the script, three times', async () => [await debian('prototype/prototype.js')], both, ['2 in box', '3 in other'],
  threeTimes((html) => {
    // It runs only scripts without an address. So its users add the tag as an element.
    window.$('box').update(html)
    const script = Object.assign(document.createElement('script'), {src: /src="([^"]+)/.exec(html)[1]})
    window.$('box').insert(script)
  }))
row('Prototype', 'the element', async () => [await debian('prototype/prototype.js')], () => `${elementTag()}<div id="box">${element}</div>`, ['2 in box'])
row('MooTools', 'a script that it injects, three times', async () => [await debian('mootools/mootools.js')], both, ['2 in box', '3 in other'],
  threeTimes((html) => { window.$('box').empty().grab(new window.Element('script', {src: /src="([^"]+)/.exec(html)[1]})) }))
row('MooTools', 'the element', async () => [await debian('mootools/mootools.js')], () => `${elementTag()}<div id="box">${element}</div>`, ['2 in box'])

row('Angular 19', 'a component with the element, shown, hidden and shown again', async () => [bundle('angular.js', 'Angular')], () => `${elementTag()}<div id="box"><my-app></my-app></div><script>
  const {core} = Angular
  class App { on = true; constructor() { window.app = this; this.changes = core.inject(core.ChangeDetectorRef) } }
  core.Component({selector: 'my-app', template: '@if (on) {<latest-news limit="2"><a href="/">News</a></latest-news>}', schemas: [core.CUSTOM_ELEMENTS_SCHEMA]})(App)
  Angular.bootstrapApplication(App, {providers: [core.provideExperimentalZonelessChangeDetection()]})</script>`, ['2 in box'],
async (page) => {
  await page.waitForFunction(() => window.app)
  for (const on of [false, true]) {
    await page.evaluate((value) => { window.app.on = value; window.app.changes.markForCheck() }, on)
    await page.waitForFunction((value) => Boolean(document.querySelector('latest-news')) === value, on)
  }
})
const partytown = {}
for (const name of ['partytown-sw.js', 'partytown-media.js', 'partytown-atomics.js']) partytown[`/~partytown/${name}`] = await file(`@qwik.dev/partytown/lib/${name}`)
row('Partytown', 'other scripts in its worker, ours on the page', async () => [await file('@qwik.dev/partytown/lib/partytown.js')], () => `<script type="text/partytown">document.title = 'from the worker'</script><div id="box">${tag()}</div>`, ['2 in box'],
  (page) => page.waitForFunction(() => document.title === 'from the worker'), {pages: () => partytown})

test('hosts: the table in docs/embedding/frameworks.md has these rows, and no other', async () => {
  const text = await readFile(project + 'docs/embedding/frameworks.md', 'utf8')
  const table = text.split('## What was tried')[1].split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| host')).map((line) => line.trim())
  assert.deepEqual(table.sort(), rows.map(({host, way}) => `| ${host} | ${way} |`).sort())
})

test('hosts: docs/embedding/site-generators.md names the versions that are tried', async () => {
  const text = await readFile(project + 'docs/embedding/site-generators.md', 'utf8')
  const {devDependencies} = JSON.parse(await readFile(folder + 'generators/package.json', 'utf8'))
  const names = {'@11ty/eleventy': 'Eleventy', astro: 'Astro', vitepress: 'VitePress', '@docusaurus/core': 'Docusaurus', next: 'Next'}
  for (const [name, title] of Object.entries(names)) assert.ok(text.includes(`| ${title} | ${devDependencies[name]} |`), `docs/embedding/site-generators.md lacks: | ${title} | ${devDependencies[name]} |`)
})

for (const {host, way, libraries, page: body, expected, work, pages, own} of rows) {
  test(`${host}: ${way}`, async () => {
    const {partner} = shared
    const code = await libraries()
    code.forEach((text, number) => { partner.pages[`/library-${number}.js`] = {body: text} })
    Object.assign(partner.pages, Object.fromEntries(Object.entries(pages?.() ?? {}).map(([path, text]) => [path, {body: text}])))
    const head = code.map((_, number) => `<script src="/library-${number}.js"></script>`).join('')
    partner.pages['/one.html'] = {body: document(body(), head)}
    const page = await openPage(shared.browser)
    try {
      await page.goto(partner.origin + '/one.html')
      if (work) await work(page)
      let now
      await until(async () => { now = await lists(page); return JSON.stringify(now) === JSON.stringify(expected) }, () => `${host}, ${way}: ${JSON.stringify(now)}\n${page.complaints.join('\n')}`)
      await page.waitForTimeout(100) // nothing comes later
      assert.deepEqual(await lists(page), expected)
      page.complaints = page.complaints.filter((line) => !own?.test(line))
      await page.evaluate(() => sessionStorage.removeItem('htmx-current-path-for-history')) // htmx 2's own
      await assertNothingToMind(page, shared.news.origin, partner.origin)
    } finally {
      await page.context().close()
    }
  })
}
