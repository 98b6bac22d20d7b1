// /latest-news.js: the list that it carries, shown at the place of its tag.
// The server puts values in place of the last line's names:
//   styles    the text of fragment.css and of the layout's list.css
//   origin    where the news are, without a slash at the end
//   list      {src, nodes, problem}: the script's own address; the fragment.json that it carries; what is wrong with
//             the tag's parameters, in words, or null
((styles, origin, list) => {
  // include list.js

  const {nodes, problem} = list
  const current = document.currentScript

  const fill = (host) => {
    turns.set(host, {url: address(host)})
    show(host, nodes)
    tell(host, 'ready')
  }

  const create = (one) => build(['latest-news', {placed: '', ...ask(one)}])

  // In the element behind the tag, where a page that was kept or copied has that already.
  const place = (tag) => {
    let host = tag.nextElementSibling
    if (!host?.matches('[placed]')) tag.after(host = create(tag))
    fill(host)
  }

  // A module, a bundler, or a script that delays scripts leaves no current one, or puts a copy of the tag into the head.
  const placeOnce = async () => {
    const tags = openTags()
    const isHere = current?.closest('body')
    const tag = isHere ? current : tags.find(isSame) || !current && tags[0]
    let where = 'at its tag'
    if (tag) place(tag)
    else {
      let host = !current && [...document.querySelectorAll('latest-news,[data-latest-news]')].find((one) => !one.shadowRoot)
      where = 'in a placeholder'
      if (!host) {
        host = create(list)
        where = 'at the end of the page'
        if (document.readyState === 'loading') await once('readystatechange')
        document.body.append(host)
      }
      fill(host)
    }
    if (!isHere) console.info(`latest-news: ${current ? 'the script is in the head' : 'no current script'}, shown ${where}`)
  }

  // As the server spells it, and as the page does.
  const own = [list, current?.src ? current : list].map(address)
  const isSame = (tag) => own.includes(address(tag))

  const scan = () => {
    // After a swap of the page's body: tags of a script that ran before and will not run again.
    openTags().filter(isSame).forEach(place)
    // Placeholders, refresh and more are element.js's. Where the page needs it and has no tag of it, it comes by itself.
    if (!shared.isAsked && !document.prerendering &&
      document.querySelector('latest-news:not([placed]),[data-latest-news],[placed][refresh],[placed][more]') &&
      ![...document.scripts].some((one) => one.src.startsWith(origin + '/element.'))) {
      shared.isAsked = 1
      import(origin + '/element.js')
    }
  }

  for (const url of own) lists.set(url, nodes)
  if (problem) console.error('latest-news: ' + problem)
  placeOnce()
  scan()
  new MutationObserver(scan).observe(document, {childList: true, subtree: true})
  once('prerenderingchange').then(scan)
})(styles, origin, list)
