// In /embed: tells the page around, where that has /resize.js, how high the list is, and takes on the page's theme.
(() => {
  const tell = () => parent.postMessage({latestNews: document.body.getBoundingClientRect().height}, '*')
  // In a hidden or clipped frame it is never called: then the page around asks.
  new ResizeObserver(tell).observe(document.documentElement)
  addEventListener('load', tell)
  addEventListener('resize', tell)
  addEventListener('message', ({source, data}) => {
    if (source !== parent || !data?.latestNews) return
    document.documentElement.dataset.theme = data.latestNews
    tell()
  })
})()
