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
