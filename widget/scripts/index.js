// The first page: a button beside each code to copy, and the page's own script at work, which is
// the code shown under "Your own script".

fetch('fragment?limit=3')
  .then((answer) => answer.text())
  .then((html) => {
    document.getElementById('news').innerHTML = html
  })

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
