// What both scripts on a partner's page begin with: how a list becomes nodes in a shadow root. Stands inside their
// functions, at the line that names it. Nodes are JsonML (jsonml.org), built and never parsed, with styles constructed
// and never written: nothing that Trusted Types or a Content-Security-Policy have to allow.

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
const shared = document.latestNews ||= {turns: new WeakMap(), lists: new Map()}
const {turns, lists} = shared

// A node out of JsonML: [tag, {attributes}?, ...children].
const build = ([name, ...parts]) => {
  const element = document.createElement(name)
  for (const part of parts) {
    if (typeof part === 'string') element.append(part)
    else if (Array.isArray(part)) element.append(build(part))
    else for (const key of Object.keys(part)) element.setAttribute(key, part[key])
  }
  return element
}

const attribute = (host, name) => host.getAttribute((host.matches('latest-news') ? '' : 'data-') + name)

// What a host or a script asks, by name; and where that is, always spelled in one way.
const ask = (one) => {
  const asked = {}
  for (const name of Object.keys(defaults)) {
    const value = one.src ? new URL(one.src).searchParams.get(name) : attribute(one, name)
    if (value && value !== defaults[name]) asked[name] = value
  }
  return asked
}
const address = (one) => origin + '/fragment.json?' + new URLSearchParams(ask(one))

// The shadow root takes the place of what the author wrote. It may be there already, from the server.
// What is the same stays, with its focus and whatever is being read.
const show = (host, nodes) => {
  const root = host.shadowRoot || host.attachShadow({mode: 'open'})
  const content = build(nodes)
  if (!root.lastChild?.isEqualNode(content)) root.replaceChildren(...sheet ? [] : [build(['style', styles])], content)
  if (sheet && !root.adoptedStyleSheets.length) root.adoptedStyleSheets = [sheet]
}

const tell = (host, what, detail) =>
  host.dispatchEvent(new CustomEvent('latest-news:' + what, {bubbles: true, composed: true, detail}))

// Tags of /latest-news.js that have no list yet.
const openTags = () => [...document.scripts].filter((tag) =>
  tag.src.startsWith(origin + '/latest-news.js') && tag.closest('body') &&
  !(tag.nextElementSibling?.matches('[placed]') && tag.nextElementSibling.shadowRoot))

const happens = (what, target = document) => new Promise((resolve) => target.addEventListener(what, resolve, {once: true}))
