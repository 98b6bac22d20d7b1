// The first page: a page's own script at work, and a button beside each code to copy.

// What the code under "Your own script" does, on a page that is stricter than most: its policy forbids to turn
// text into HTML (Trusted Types), and a document that arrives as one never was text.
const request = new XMLHttpRequest()
request.open('GET', 'fragment?limit=3')
request.responseType = 'document'
request.addEventListener('load', () => {
  document.getElementById('news').append(...request.response.body.childNodes)
})
request.send()

// A script that comes late moves the content below it, unless its place is kept. How high the list is can only be
// measured: it is, at the least of three widths, and 5 % are added for another font.
function writeReserve() {
  const list = document.querySelector('#script latest-news')
  if (!list) return
  const [narrow, middle, wide] = [288, 608, 992].map((width) => {
    list.style.cssText = `position: absolute; width: ${width}px`
    return Math.ceil(list.offsetHeight / parseFloat(getComputedStyle(list).fontSize) * 1.05)
  })
  list.style.cssText = ''
  document.getElementById('reserve').textContent = `.latest-news { min-height: ${narrow}em }
@media (min-width: 40em) { .latest-news { min-height: ${middle}em } }
@media (min-width: 64em) { .latest-news { min-height: ${wide}em } }`
}
writeReserve()
addEventListener('latest-news:ready', writeReserve)

// The clipboard is there on https and on this machine alone; elsewhere there is no button, and the text
// can be selected.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll('.ln-code')) {
    const button = document.createElement('button')
    button.className = 'ln-copy'
    button.type = 'button'
    button.textContent = 'Copy'
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent)
        button.textContent = 'Copied'
      } catch {
        getSelection().selectAllChildren(code)
        button.textContent = 'Selected: copy it with the keyboard'
      }
    })
    // Told to a screen reader, too, when its words change.
    button.setAttribute('aria-live', 'polite')
    code.after(button)
  }
}
