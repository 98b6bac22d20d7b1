// Contrast of text as WCAG 2 measures it, of all text inside an element, on the background that is painted
// behind it.

// By element with text of its own: {what, text, background, ratio, darkBackground}.
export function contrasts(locator) {
  return locator.first().evaluate((root) => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})

    // Any CSS colour as sRGB, by painting it over another.
    function paint(colour, over) {
      canvas.fillStyle = over
      canvas.fillRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }

    function luminance(rgb) {
      const [r, g, b] = rgb.map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    // The nearest opaque background, through shadow roots. For a transparent frame it is its page's, which in the
    // tests is the canvas of the frame's own colour scheme.
    function background(element) {
      for (let one = element; one; one = one.parentElement ?? one.getRootNode().host) {
        const colour = getComputedStyle(one).backgroundColor
        if (!/, 0\)$/.test(colour)) return colour
      }
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.backgroundColor = 'canvas'
      const colour = getComputedStyle(probe).backgroundColor
      probe.remove()
      return colour
    }

    return [root, ...root.querySelectorAll('*')]
      .filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((element) => {
        const behind = background(element)
        const text = getComputedStyle(element).color
        const [a, b] = [luminance(paint(text, behind)), luminance(paint(behind, behind))]
        return {
          what: element.className || element.localName, text, background: behind, darkBackground: b < 0.2,
          ratio: Math.round((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) * 100) / 100,
        }
      })
  })
}
