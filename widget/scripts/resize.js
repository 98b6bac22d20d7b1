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
    if (!frame || !(height > 0) || isPrinting) return
    const box = getComputedStyle(frame)
    // What browsers give a frame that its page says nothing about: a line's foot below it, and a border.
    if (box.display === 'inline') frame.style.display = 'block'
    if (box.borderTopStyle === 'inset') frame.style.border = 0
    const around = ['paddingTop', 'paddingBottom', 'borderTopWidth', 'borderBottomWidth'].reduce((sum, name) => sum + parseFloat(box[name]), 0)
    if (Math.abs(frame.offsetHeight - around - height) >= 1) {
      frame.style.height = height + (box.boxSizing === 'border-box' ? around : 0) + 'px'
    }
    frame.title ||= 'Latest news'
    sight.observe(frame)
    for (const one of [document.documentElement, document.body]) colours.observe(one, {attributes: true})
  })
  addEventListener('transitionend', askAll)
  // Paper is narrower than a screen: as much higher as the frame gets narrower there.
  let isPrinting
  addEventListener('beforeprint', () => {
    isPrinting = true
    for (const frame of frames()) frame.style.height = frame.offsetHeight * Math.max(1, frame.offsetWidth / 550) + 'px'
  })
  addEventListener('afterprint', () => {
    isPrinting = false
    askAll()
  })
  matchMedia('(prefers-color-scheme:dark)').onchange = askAll
  askAll()
})(origin)
