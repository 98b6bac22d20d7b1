// /element.js: <latest-news> and <div data-latest-news>, which fetch their lists, keep them fresh and lengthen them.
// The server puts values in place of the last line's names:
//   styles    the text of fragment.css and of the layout's list.css
//   origin    where the news are, without a slash at the end
//   languages those that we have
//   own       the feed's language, if all items are in it; else ""
//   reserves  by layout [a, b, c]: n items at the width w are about a + n * (b + c / w) high, all in em
((styles, origin, languages, own, reserves) => {
  // include list.js

  if (shared.isThere) return
  shared.isThere = 1

  // Of each host: when it is due for renewal, NaN once "more" has made it longer; and where it was last time.
  const known = new WeakMap()
  const hosts = new Set() // weak references
  let timer

  const request = async (url, cache) => {
    const answer = await fetch(url, {credentials: 'omit', cache})
    if (!answer.ok) throw new Error(answer.status + ' ' + await answer.text())
    return answer.json()
  }

  // The host's question, in the nearest language of the page that we have (RFC 4647, section 3.4: lookup).
  const question = (host) => {
    const url = new URL(address(host))
    let tag = host.dataset.lang || host.closest('[lang]')?.lang || ''
    while (tag && !languages.includes(tag.toLowerCase())) tag = tag.replace(/-?[^-]*$/, '')
    url.searchParams.delete('lang')
    if (tag && tag !== own) url.searchParams.set('lang', tag.toLowerCase())
    url.searchParams.sort()
    return url.href
  }

  const constructed = (text) => {
    try {
      const made = new CSSStyleSheet()
      made.replaceSync(text)
      return made
    } catch {
      return null
    }
  }

  // The list in its host, with the styles that came with it, and in the reserved height. styles="off": in the page
  // itself, for the page's own rules.
  const put = (host, nodes) => {
    const own = nodes[1]['data-styles'] ?? nodes.styles // of an answer; of a script's list
    const {reserve} = known.get(host)
    const isOpen = own === ''
    if (isOpen) show(host, ['slot'])
    else show(host, nodes, own, own && constructed(own))
    if (reserve) host.shadowRoot.adoptedStyleSheets?.push(reserve)
    const content = isOpen && build(nodes)
    if (!content || host.lastChild?.isEqualNode(content)) return
    host.textContent = ''
    host.appendChild(content)
  }

  const fail = (host, reason) => {
    console.error('latest-news: ' + reason.message)
    tell(host, 'error', reason)
  }

  // What the author wrote shows until the list is there, in the height that `rows` reserves: that of as many items of
  // the bundled news at this width, give or take a line.
  const reserve = (host, rows, layout) => {
    const [a, b, c] = reserves[layout] || reserves.list
    const nodes = ['div', {class: 'ln'}, ['slot']]
    show(host, nodes) // a block has a width
    const width = host.clientWidth / parseFloat(getComputedStyle(host).fontSize)
    known.get(host).reserve = constructed(`:host{min-height:${a + rows * (b + c / width)}em}`)
    put(host, nodes)
  }

  const update = async (host, cache, wait) => {
    const turn = {}
    const isOld = () => turns.get(host) !== turn
    turns.set(host, turn)
    try {
      const {rows, layout} = ask(host)
      if (+rows && !host.shadowRoot) reserve(host, +rows, layout)
      // Lets all attributes of one change arrive. A page that is only made ready asks for nothing.
      await (document.prerendering && once('prerenderingchange'))
      // A script that carries the very list may be on its way.
      if (document.readyState === 'loading') await once('readystatechange')
      const url = turn.url = question(host)
      const tag = document.readyState !== 'complete' && openTags().find((one) => address(one) === url)
      if (tag) await Promise.race([once('load', tag), once('error', tag), once('load', window)])
      if (isOld()) return
      if (cache || !lists.has(url)) lists.set(url, request(url, cache).finally(() => lists.delete(url)))
      const nodes = await lists.get(url)
      await wait?.()
      if (isOld()) return
      if (nodes[1]['data-problem']) console.error('latest-news: ' + nodes[1]['data-problem'])
      put(host, nodes)
      complete(host)
      tell(host, 'ready')
    } catch (reason) {
      if (isOld()) return
      fail(host, reason)
      // The list of the page's script, in another language, is better than none.
      const carried = lists.get(address(host))
      if (carried?.[0] && !host.shadowRoot) put(host, carried)
    }
  }

  // refresh="300": not more than once a minute, and not all at the same time.
  const plan = async (host) => {
    const seconds = +ask(host).refresh
    known.get(host).due &&= Date.now() + Math.max(seconds, 60) * (1000 + Math.random() * 200)
    if (!seconds) return
    await (document.prerendering && once('prerenderingchange'))
    timer ||= setInterval(renew, 10000)
  }

  const renew = () => {
    if (document.hidden) return
    for (const reference of hosts) {
      const host = reference.deref()
      if (!host) hosts.delete(reference)
      else if (+ask(host).refresh && host.isConnected && known.get(host).due < Date.now()) {
        plan(host)
        update(host, 'no-cache', () => whenIdle(host))
      }
    }
  }

  // Nothing moves that may be being read: the list is renewed when it is out of sight, or when the page has stood still
  // since the last time; never while it has the focus, or after it has become longer.
  const whenIdle = async (host) => {
    const top = () => host.getBoundingClientRect().top
    const state = known.get(host)
    const stands = state.top === top()
    state.top = top()
    while (host.matches(':focus-within') || !state.due || !stands && !document.hidden && top() < innerHeight) {
      await Promise.race(['scroll', 'visibilitychange', 'focusout'].map((what) => once(what)))
    }
  }

  // An image that fails to load leaves no hole.
  const watchImages = (place) => {
    for (const image of place.querySelectorAll('img')) {
      image.onerror = () => image.parentNode.removeChild(image)
      // It may have failed before.
      if (image.isConnected && image.complete && !image.naturalWidth && image.currentSrc) image.onerror()
    }
  }

  // more="on": the link to the next page becomes a button that adds it here, and a text that says how many came.
  const complete = (host) => {
    known.get(host).due = 1
    plan(host)
    const root = host.shadowRoot.querySelector('slot') ? host : host.shadowRoot
    watchImages(root)
    let next = root.querySelector('[rel=next]')
    if (!next) return
    const button = build(['button', {type: 'button'}, next.textContent])
    const status = build(['span', {role: 'status'}])
    const around = next.parentNode
    for (const one of [button, document.createTextNode(' '), status]) around.insertBefore(one, next)
    around.removeChild(next)
    button.onclick = async () => {
      const asked = next
      next = 0
      if (!asked) return
      try {
        const page = build(await request(origin + '/fragment.json' + asked.search))
        watchImages(page)
        const items = [...page.querySelector('.ln-items').children]
        for (const item of items) root.querySelector('.ln-items').appendChild(item)
        status.textContent = asked.dataset.added.replace('0', items.length.toLocaleString(page.lang))
        known.get(host).due = NaN // from now on it is the visitor's
        next = page.querySelector('[rel=next]')
        if (!next) {
          button.setAttribute('aria-disabled', true)
          button.textContent = asked.dataset.end
          status.textContent += '. ' + asked.dataset.end
        }
      } catch (reason) {
        next = asked
        fail(host, reason)
      }
    }
  }

  // One with a shadow root has its news: from the script that brought it, from the server, or from before it was moved.
  const adopt = (host) => {
    if (known.has(host)) return
    known.set(host, {})
    hosts.add(new WeakRef(host))
    if (host.shadowRoot) {
      turns.set(host, {url: question(host)})
      complete(host)
    } else update(host)
    new MutationObserver(() => {
      plan(host)
      if (question(host) !== turns.get(host).url) update(host)
    }).observe(host, {attributes: true})
  }

  const scan = () => all('[data-latest-news]').forEach(adopt)

  customElements.get('latest-news') || customElements.define('latest-news', class extends HTMLElement {
    connectedCallback() {
      adopt(this)
    }

    update() {
      return update(this, 'no-cache')
    }
  })
  scan()
  new MutationObserver(scan).observe(document, {childList: true, subtree: true})
  document.addEventListener('visibilitychange', renew)
  addEventListener('pageshow', renew)
})(styles, origin, languages, own, reserves)
