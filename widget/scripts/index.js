// The first page: choices make the preview and the codes. Nothing is sent but the preview's own request.

const all = (what, place = document) => [...place.querySelectorAll(what)]
const one = (what) => document.querySelector(what)
const preview = one('#preview')
const message = one('.ln-message')
const choices = one('.ln-choices')
// In the order of the server's canonical query: first those that choose items, which feeds (16) have too.
const controls = all('[data-lists]', choices).sort((a, b) => (b.dataset.lists & 16) - (a.dataset.lists & 16))
const publicUrl = document.body.dataset.publicUrl

// On a phone the preview comes first to the eye.
if (innerWidth < 1024) all('details', choices).forEach((part) => { part.open = false })
for (const part of [choices, one('.ln-tools'), one('.ln-fit')]) part.hidden = false

// What differs from the defaults, by name.
const asked = (lists) => Object.fromEntries(controls
  .filter(({value, dataset}) => value && value !== dataset.default && +dataset.lists & lists)
  .map(({name, value}) => [name, value]))
const query = (values) => new URLSearchParams(values).toString().replaceAll('%2C', ',')
const text = (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

// The codes: what is in these elements depends on the choices. Quotes within a code's own quotes are encoded in its query.
function writeCodes() {
  for (const part of all('[data-query]')) {
    const {query: lists, plain, more} = part.dataset
    const words = [query(asked(+lists)), more].filter(Boolean).join('&').replaceAll("'", '%27')
    part.textContent = words && '?' + (plain === undefined ? text(words) : words)
  }
  for (const part of all('[data-attributes]')) {
    const {attributes: lists, prefix = ''} = part.dataset
    const values = asked(+lists)
    values.rows = values.limit ?? 10
    part.textContent = Object.entries(values).map(([name, value]) => ` ${name === 'lang' ? name : prefix + name}="${text(value + '')}"`).join('')
  }
}

// A list that comes late moves the content below it, unless its place is kept. How high the list is can only be
// measured: it is, at the least of three widths, and 5 % are added for another font.
function measure() {
  if (!preview.shadowRoot) return
  const {classList} = preview
  const heightAt = (width) => {
    classList.add('ln-measure-' + width)
    const height = preview.offsetHeight
    classList.remove('ln-measure-' + width)
    return height
  }
  const size = parseFloat(getComputedStyle(preview).fontSize)
  const [narrow, middle, wide] = [288, 608, 992].map((width) => Math.ceil(heightAt(width) / size * 1.05))
  one('#reserve').textContent = `.latest-news { min-height: ${narrow}em }
@media (min-width: 40em) { .latest-news { min-height: ${middle}em } }
@media (min-width: 64em) { .latest-news { min-height: ${wide}em } }`
  one('[data-name=height]').textContent = Math.ceil(heightAt(608) * 1.05 / 10) * 10
}

// The element takes its attributes from the choices, and says when a value is wrong.
let timer
function show() {
  const values = asked(4)
  for (const {name} of controls) {
    if (!(name in values)) preview.removeAttribute(name)
    else if (preview.getAttribute(name) !== values[name]) preview.setAttribute(name, values[name])
  }
}

function update() {
  writeCodes()
  history.replaceState(null, '', location.pathname + location.search + (query(asked(31)) && '#' + query(asked(31))))
  clearTimeout(timer)
  timer = setTimeout(show, 250)
}

// The address holds the choices; without any, five items.
function read() {
  const values = new URLSearchParams(location.hash.slice(1))
  if (!location.hash) values.set('limit', 5)
  for (const control of controls) {
    control.value = values.get(control.name) ?? control.dataset.default
    if (location.hash && values.get(control.name)) control.closest('details').open = true
  }
  writeCodes()
  show()
}

choices.addEventListener('input', update)
choices.addEventListener('submit', (event) => event.preventDefault())
choices.addEventListener('reset', (event) => {
  event.preventDefault()
  history.replaceState(null, '', location.pathname + location.search)
  message.textContent = ''
  read()
})
addEventListener('hashchange', read)
const isShown = () => {
  message.textContent = ''
  // The list that came with the page has done its work.
  if (!preview.shadowRoot.querySelector('slot')) preview.replaceChildren()
  for (const control of controls) control.removeAttribute('aria-invalid')
  measure()
}
addEventListener('latest-news:ready', isShown)
// The element may have been faster than this script.
if (preview.shadowRoot?.querySelector('.ln-items')) isShown()
addEventListener('latest-news:error', ({detail}) => {
  let said = detail.message
  try {
    said = JSON.parse(said.replace(/^\d+ /, '')).detail
  } catch { /* no problem details: the message is all there is */ }
  message.textContent = said
  for (const control of controls) {
    if (said.includes(`parameter ${control.name} `)) control.setAttribute('aria-invalid', 'true')
  }
})

for (const control of all('.ln-tools input')) {
  control.addEventListener('change', () => { one('.ln-host').dataset[control.name.replace('stage-', '')] = control.value })
}
read()

// One button each, that is named. On http the clipboard is closed: then the code is selected and copied as by hand.
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent)
    return true
  } catch {
    getSelection().selectAllChildren(code)
    return document.execCommand('copy')
  }
}
for (const code of all('.ln-code')) {
  const button = document.createElement('button')
  const name = code.getAttribute('aria-label').replace(/^\w+: /, '')
  button.className = 'ln-button ln-copy'
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', 'Copy: ' + name)
  const status = document.createElement('span')
  status.className = 'ln-copied'
  status.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    status.textContent = await copy(code.querySelector('code')) ? 'Copied' : 'Selected: copy it with the keyboard'
    setTimeout(() => { status.textContent = '' }, 2000)
  })
  code.after(button, status)
}

// Does it fit? The directives that each way needs (CSP Level 3), and whether this policy has them.
const needs = {
  'A script': ['script-src'],
  'An element': ['script-src', 'connect-src'],
  'A frame': ['frame-src'],
  'Included by your server': [],
  'Included, with our looks': ['style-src'],
  'Your own script': ['connect-src'],
}
const chains = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
  'style-src': ['style-src-elem', 'style-src', 'default-src'],
}

// Whether a source expression allows our host (CSP Level 3, 6.7.2.8).
function allows(source) {
  const {protocol, hostname, port} = new URL(publicUrl)
  if (source === '*' || source === protocol || source === 'http:' && protocol === 'https:') return true
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source)
  if (!parts) return false
  const [, scheme, host, number = ''] = parts
  if (scheme && scheme + ':' !== protocol && !(scheme === 'http' && protocol === 'https:')) return false
  if (number !== '*' && number !== port) return false
  return host === '*' || host.toLowerCase() === hostname || host.startsWith('*.') && hostname.endsWith(host.slice(1).toLowerCase())
}

// What is missing in a policy for a directive: "" for nothing.
function missing(policy, directive) {
  const name = chains[directive].find((one_) => policy.has(one_))
  if (!name) return ''
  const sources = policy.get(name)
  if (directive === 'script-src' && sources.includes("'strict-dynamic'")) return 'the page’s nonce on the tag: nonce="…"'
  return sources.some(allows) ? '' : `${directive} ${publicUrl}`
}

one('#policy').addEventListener('input', ({target}) => {
  const policy = new Map()
  // The first of the same name counts (CSP Level 3, 2.2.1).
  for (const part of target.value.replace(/^\s*content-security-policy:/i, '').split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/)
    if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources)
  }
  const sandbox = policy.get('sandbox')
  one('.ln-verdicts').replaceChildren(...target.value.trim() ? Object.entries(needs).map(([way, directives]) => {
    const faults = directives.map((directive) => missing(policy, directive)).filter(Boolean)
    if (sandbox && directives.includes('script-src') && !sandbox.includes('allow-scripts')) faults.push('sandbox allow-scripts')
    const item = document.createElement('li')
    item.textContent = `${way}: ${faults.length ? 'add ' + faults.join('; ') : 'works'}`
    return item
  }) : [])
})
one('#host').addEventListener('change', ({target}) => {
  all('.ln-table tbody tr').forEach((row, index) => { row.hidden = target.selectedIndex > 0 && index !== target.selectedIndex - 1 })
})
