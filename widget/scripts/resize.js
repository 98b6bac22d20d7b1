// /resize.js: every frame of ours on the page is as high as its content, and in the page's colours.
//   origin  where the news are, without a slash at the end: the server puts it in place of the last line's name
// A sandboxed frame says that its origin is "null": a message is ours if a frame of ours is its source.
((origin) => {
  const frames = () => [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(origin + '/embed'))

  // Tells the frame whether the text around it is light or dark; it answers with its height.
  const ask = (frame) => {
    const pen = document.createElement('canvas').getContext('2d')
    pen.fillStyle = getComputedStyle(frame.parentNode).color
    pen.fillRect(0, 0, 1, 1)
    const theme = pen.getImageData(0, 0, 1, 1).data[1] > 127 ? 'dark' : 'light'
    frame.style.colorScheme = theme
    frame.contentWindow.postMessage({latestNews: theme}, '*')
  }
  const askAll = () => frames().forEach(ask)

  const colours = new MutationObserver(askAll)
  const sight = new IntersectionObserver(askAll)

  addEventListener('message', ({source, data}) => {
    const frame = frames().find((one) => one.contentWindow === source)
    const height = Math.min(data?.latestNews, 30000)
    if (!frame || !(height > 0)) return
    if (Math.abs(frame.clientHeight - height) >= 1) frame.style.height = height + 'px'
    frame.title ||= 'Latest news'
    sight.observe(frame)
    for (const one of [document.documentElement, document.body]) colours.observe(one, {attributes: true})
  })
  addEventListener('transitionend', askAll)
  matchMedia('(prefers-color-scheme:dark)').onchange = askAll
  askAll()
})(origin)
