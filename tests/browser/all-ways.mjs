// One partner page with every way to show the news, in the same order as `places` gives them. In a `language` that
// the widget does not have, the lists are in the feed's.

export function allWays(news, {theme = 'auto', limit = 100, sheet = '', language = 'en'} = {}) {
  const query = `limit=${limit}&amp;theme=${theme}`
  return {
    '/': {body: `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>A partner</title>
<link rel="stylesheet" href="/partner.css">
</head>
<body>
<div class="place" id="script"><script async src="${news}/latest-news.js?${query}"></script></div>
<div class="place" id="element"><latest-news limit="${limit}" theme="${theme}"><a href="${news}/">News</a></latest-news></div>
<div class="place" id="data"><div data-latest-news data-limit="${limit}" data-theme="${theme}"></div></div>
<div class="place" id="fetch"></div>
<div class="place" id="frame"><iframe src="${news}/embed?${query}" title="News" width="600" height="400"></iframe></div>
<script async src="${news}/element.js"></script>
<script src="/partner.js"></script>
</body>
</html>`},
    '/partner.css': {body: sheet},
    '/partner.js': {body: `fetch('${news}/fragment?limit=${limit}&theme=${theme}')
  .then((answer) => answer.text())
  .then((html) => { document.getElementById('fetch').innerHTML = html })`},
  }
}

export function places(page) {
  return {
    script: page.locator('#script'),
    element: page.locator('#element'),
    data: page.locator('#data'),
    fetch: page.locator('#fetch'),
    frame: page.frameLocator('#frame iframe').locator('body'),
  }
}
