// /latest-news.js: the list that it carries, shown at the place of its tag.
// The server puts values in place of the last line's names:
//   styles    the text of fragment.css and of the layout's list.css
//   origin    where the news are, without a slash at the end
//   list      {src, nodes, problem, languages}: the script's own address; the fragment.json that it carries; what is wrong
//             with the tag's parameters, in words, or null; our other languages ("ar de …"), none if the tag asks for one
((styles, origin, list) => {
  // include list.js

  const {nodes, problem} = list
  const current = document.currentScript

  // element.js shows the list in a page of another language that we have, and the list without styles.
  let isLeft
  const fill = (host) => {
    if (!styles || list.languages.includes(host.closest('[lang]')?.lang.split('-')[0])) return isLeft = 1
    turns.set(host, {url: address(host)})
    show(host, nodes)
    tell(host, 'ready')
  }

  const create = (one) => build(['latest-news', {placed: '', ...ask(one)}])

  // Right behind the tag: in the element that a page which was kept or copied has there already, else in a new one.
  const place = (tag) => {
    let host = tag.nextElementSibling
    if (!host?.matches('[placed]')) tag.parentNode.insertBefore(host = create(tag), tag.nextSibling)
    shown.set(tag, host)
    fill(host)
  }

  // The rule, as the documentation states it:
  // 1. A tag in the body shows its list behind itself, and the list goes when the tag goes.
  // 2. A script that cannot know its tag fills the first tag or placeholder of the same question that has no list.
  // 3. A tag in the head, without any of these in the body, puts its list at the end of the body.
  const placeOnce = async () => {
    if (current?.closest('body')) return place(current)
    if (current && !current.isConnected) return
    if (document.readyState === 'loading') await once('readystatechange')
    const tag = openTags().find(isSame)
    const same = all('latest-news,[data-latest-news]').filter(isSame)
    let host = same.find((one) => !one.shadowRoot)
    const where = tag ? 'at its tag' : host ? 'in a placeholder' : 'at the end'
    if (tag) place(tag)
    else {
      if (!host) {
        if (!current || same[0] || bodyTags().some(isSame)) return
        document.body.appendChild(host = create(list))
        shown.set(current, host)
      }
      fill(host)
    }
    console.info('latest-news: shown ' + where)
  }

  // As the server spells it, and as the page does.
  const own = [list, current?.src ? current : list].map(address)
  const isSame = (tag) => own.includes(address(tag))

  const scan = () => {
    shown.forEach((host, tag) => {
      if (!tag.isConnected && shown.delete(tag)) host.parentNode?.removeChild(host)
    })
    // After a swap of the page's body: tags of a script that ran before and will not run again; and lists whose tag a
    // template has taken away.
    openTags().filter(isSame).forEach(place)
    all('[placed]').forEach((host) => host.shadowRoot || isSame(host) && fill(host))
    // Placeholders, refresh, more and images are element.js's. Where the page needs it and has no tag of it, it comes by itself.
    if (!shared.asked && shared.origin === origin && !document.prerendering &&
      (isLeft || all('latest-news:not([placed]),[data-latest-news],[placed][refresh],[placed][more],[placed][images]')[0]) &&
      !all('script').some((one) => one.src.startsWith(origin + '/element.'))) {
      shared.asked = 1
      import(origin + '/element.js')
    }
  }

  nodes.styles = styles
  for (const url of own) lists.set(url, nodes)
  if (problem) console.error('latest-news: ' + problem)
  placeOnce()
  scan()
  new MutationObserver(scan).observe(document, {childList: true, subtree: true})
  once('prerenderingchange').then(scan)
})(styles, origin, list)
