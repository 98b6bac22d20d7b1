// In /embed: tells the page around, where that has /resize.js, how high the list is, and takes on the page's theme.
(() => {
  const height = () => document.body.getBoundingClientRect().height
  const tell = () => parent.postMessage({latestNews: height()}, '*')
  // In a hidden or clipped frame it is never called: then the page around asks.
  new ResizeObserver(tell).observe(document.documentElement)
  addEventListener('load', tell)
  addEventListener('resize', tell)
  addEventListener('message', ({source, data}) => {
    if (source !== parent || !data?.latestNews) return
    document.documentElement.dataset.theme = data.latestNews
    tell()
  })

  // An image that fails to load leaves no hole.
  addEventListener('error', ({target}) => target.remove?.(), true)

  // A wrong parameter: the visitor sees the list, the author of the page reads why.
  const problem = document.querySelector('meta[name=latest-news-problem]')
  if (problem) console.error('latest-news: ' + problem.content)

  // WordPress puts a secret behind the address of a frame that it made from our oEmbed, and answers to this protocol
  // (wp-includes/js/wp-embed.js): heights from 200 to 1000 pixels, and links to pages of the same site.
  const secret = /[#&?]secret=(\w+)/.exec(location.hash)?.[1]
  if (!secret) return
  const send = (message, value) => parent.postMessage({message, value, secret}, '*')
  const sendHeight = () => send('height', Math.min(1000, Math.max(200, Math.ceil(height()))))
  addEventListener('load', sendHeight)
  addEventListener('message', ({source, data}) => {
    if (source === parent && data?.message === 'ready') sendHeight()
  })
  addEventListener('click', (event) => {
    const link = event.target.closest('a')
    if (!link || link.host !== location.host) return
    event.preventDefault()
    send('link', link.href)
  })
})()
