// The common part of both scripts on a partner's page: makes a list's nodes in a shadow root. The build puts it into
// their functions, at the line that names it. Nodes come as JsonML (jsonml.org) and are built, never parsed; styles are
// constructed, never written. So Trusted Types and a Content-Security-Policy need to allow nothing.

let sheet
try {
  sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
} catch {
  sheet = null // Safari before 16.4: a <style> instead
}

// What all copies of the scripts share, however many and of whatever version:
//   turns  of each host that is known, {url} of its newest question: answers to older ones are dropped
//   lists  by URL, those that scripts carried, and answers that are on their way
//   shown  of each tag that has a list, the list's host
//   origin of the first script: placeholders are its
const shared = document.latestNews ||= {turns: new WeakMap(), lists: new Map(), shown: new Map(), origin}
const {turns, lists, shown} = shared

// A node out of JsonML: [tag, {attributes}?, ...children]. Old libraries replace newer methods of elements: only
// appendChild, insertBefore and their kind are used.
const build = ([name, ...parts]) => {
  const element = document.createElement(name)
  for (const part of parts) {
    if (typeof part === 'string') element.appendChild(document.createTextNode(part))
    else if (part[0]) element.appendChild(build(part))
    else for (const key of Object.keys(part)) {
      element.setAttribute(key, part[key])
      if (key === 'class') element.setAttribute('part', part[key]) // for the page's ::part()
    }
  }
  return element
}

// What a host or a script asks, by name: every attribute that is not HTML's own, with or without "data-", or every parameter.
// The server ignores what it does not know.
const ask = (one) => {
  const asked = {}
  const query = one.src && new URL(one.src).searchParams
  for (const name of query ? query.keys() : one.getAttributeNames()) {
    const key = name.replace(/^data-/, '')
    const value = query ? query.get(name) : one.getAttribute(name)
    if (value && /^(?!class|aria)[a-z-]+$/.test(key) && (key === 'lang' || !(key in document.documentElement))) asked[key] = value
  }
  return asked
}
const address = (one) => {
  const asked = new URLSearchParams(ask(one))
  asked.sort()
  return origin + '/fragment.json?' + asked
}

// The shadow root takes the place of what the author wrote. It may be there already, from the server.
// What is the same stays, with its focus and whatever is being read.
const show = (host, nodes, text = styles, own = sheet) => {
  const root = host.shadowRoot || host.attachShadow({mode: 'open'})
  const content = build(nodes)
  // A polyfilled shadow root takes no sheets.
  const takes = own && root.adoptedStyleSheets
  if (!root.lastChild?.isEqualNode(content)) {
    root.textContent = ''
    if (!takes) root.appendChild(build(['style', text]))
    root.appendChild(content)
  }
  if (takes) root.adoptedStyleSheets = [own]
}

const tell = (host, what, detail) =>
  host.dispatchEvent(new CustomEvent('latest-news:' + what, {bubbles: true, composed: true, detail}))

const all = (what) => [...document.querySelectorAll(what)]

// Tags of /latest-news.js in the body. One of type text/plain is held back, by a consent manager.
const bodyTags = () => all('body script:not([type="text/plain"])').filter((tag) => tag.src.startsWith(origin + '/latest-news.js'))
// Those that have no list yet.
const openTags = () => bodyTags().filter((tag) => !shown.get(tag)?.isConnected &&
  !(tag.nextElementSibling?.matches('[placed]') && tag.nextElementSibling.shadowRoot))

const once = (what, target = document) => new Promise((resolve) => target.addEventListener(what, resolve, {once: true}))
