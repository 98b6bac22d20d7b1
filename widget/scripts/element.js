// What runs on a partner's page: <latest-news>, <div data-latest-news>, and the list that a tag of
// /latest-news.js brings along. One function, called by the server with its arguments in JSON:
//   styles   the text of fragment.css
//   origin   where the news are, without a slash at the end
//   list     null, or {url, nodes}: the fragment.json that the script carries
//   problem  null, or what is wrong with the tag's parameters, in words
// Nodes are JsonML (jsonml.org), built and never parsed, with styles constructed and never written: nothing that
// Trusted Types or a Content-Security-Policy have to allow.
(function (styles, origin, list, problem) {
  const parameters = ['limit', 'page', 'order', 'since', 'until', 'theme', 'lang', 'layout', 'q', 'exclude', 'tag',
    'accent', 'summary', 'heading', 'level', 'target', 'empty']
  const turns = new WeakMap() // of each host, the newest question; answers to older ones are dropped
  const requests = new Map() // by URL, those under way: lists that ask the same share one
  let sheet
  try {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
  } catch {
    sheet = null // Safari before 16.4
  }

  // A node out of JsonML: text, or [tag, {attributes}?, ...children].
  function build(node) {
    if (typeof node === 'string') return document.createTextNode(node)
    const element = document.createElement(node[0])
    for (const part of node.slice(1)) {
      if (typeof part === 'string' || Array.isArray(part)) element.append(build(part))
      else for (const name of Object.keys(part)) element.setAttribute(name, part[name])
    }
    return element
  }

  // Until now the host showed what its author wrote into it; a shadow root takes its place.
  function show(host, nodes) {
    const content = [build(nodes)]
    if (!sheet) content.unshift(build(['style', styles]))
    const root = host.shadowRoot || host.attachShadow({mode: 'open'})
    if (sheet) root.adoptedStyleSheets = [sheet]
    root.replaceChildren(...content)
  }

  function tell(host, what, detail) {
    host.dispatchEvent(new CustomEvent('latest-news:' + what, {bubbles: true, composed: true, detail}))
  }

  function address(host) {
    const prefix = host.hasAttribute('data-latest-news') ? 'data-' : ''
    const query = new URLSearchParams()
    for (const name of parameters) {
      const value = host.getAttribute(prefix + name)
      if (value !== null) query.append(name, value)
    }
    return origin + '/fragment.json?' + query
  }

  async function request(url) {
    const answer = await fetch(url, {credentials: 'omit'})
    if (!answer.ok) throw new Error(answer.status + ' ' + await answer.text())
    return answer.json()
  }

  async function update(host) {
    const turn = {}
    turns.set(host, turn)
    await null // lets all attributes of one change arrive
    if (turns.get(host) !== turn || !host.isConnected) return
    try {
      const url = address(host)
      if (!requests.has(url)) requests.set(url, request(url).finally(() => requests.delete(url)))
      const nodes = await requests.get(url)
      if (turns.get(host) !== turn) return
      show(host, nodes)
      tell(host, 'ready')
    } catch (reason) {
      if (turns.get(host) !== turn) return
      console.error('latest-news: ' + reason.message)
      tell(host, 'error', reason)
    }
  }

  class LatestNewsElement extends HTMLElement {
    static get observedAttributes() {
      return parameters
    }

    // A host that has its shadow root has its news: filled by the script that brought it, by the server, or
    // before it was moved.
    connectedCallback() {
      if (this.shadowRoot) turns.set(this, null)
      else update(this)
    }

    // Those written into the page arrive before the element is connected, and are read then.
    attributeChangedCallback(name, before, after) {
      if (turns.has(this) && before !== after) update(this)
    }
  }

  if (!customElements.get('latest-news')) customElements.define('latest-news', LatestNewsElement)

  // Now, or when the whole page has been read. A deferred script or a module runs before DOMContentLoaded, but
  // after the last element.
  function whenRead(action) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', action)
    else action()
  }

  // Editors that drop unknown elements keep these. Two copies of this script fill them once.
  function fillPlaceholders() {
    for (const host of document.querySelectorAll('[data-latest-news]')) {
      if (host.shadowRoot || host.latestNews) continue
      host.latestNews = true
      update(host)
    }
  }
  fillPlaceholders()
  whenRead(fillPlaceholders)

  if (problem) console.error('latest-news: ' + problem)
  if (!list) return

  // The list that came along: at our own tag. A module, a bundler or a script that delays scripts leaves no
  // current one; then the first tag of ours that no list stands at.
  const host = document.createElement('latest-news')
  show(host, list.nodes)
  const current = document.currentScript
  const tag = current || [...document.querySelectorAll('script[src]')]
    .find((one) => one.src.startsWith(origin + '/latest-news.js') && !one.latestNews)
  if (tag) tag.latestNews = true
  if (tag && !tag.closest('head')) {
    tag.after(host)
    tell(host, 'ready')
    if (!current) console.info('latest-news: shown at the first of its tags that had no list')
  } else {
    console.info('latest-news: shown at the end of the page, as its tag is not in the body')
    whenRead(() => {
      document.body.append(host)
      tell(host, 'ready')
    })
  }
})
