// server.mjs PORT HEAD BODY NEWS - what one would write without this program: /fragment is the prepared answer, /rendered
// renders the same ten items with mustache at each request and compresses nothing.
import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import mustache from 'mustache'

const [port, head, body, news] = process.argv.slice(2)
const fields = readFileSync(head, 'latin1').split('\r\n').slice(1).filter(Boolean)
  .map((line) => line.split(': ')).map(([name, ...value]) => [name, value.join(': ')])
  .filter(([name]) => name !== 'Date')
const bytes = readFileSync(body)
const items = JSON.parse(readFileSync(news, 'utf8')).items.slice(0, 10)
const template = `<section class="latest-news">{{#items}}
<article><time datetime="{{date_published}}">{{date_published}}</time><h3>{{title}}</h3><p>{{content_text}}</p><a href="{{url}}">more</a></article>{{/items}}
</section>`

const server = createServer((request, response) => {
  if (request.url.startsWith('/rendered')) {
    response.writeHead(200, {'content-type': 'text/html; charset=utf-8'})
    response.end(mustache.render(template, {items}))
  } else {
    response.writeHead(200, fields.flat())
    response.end(bytes)
  }
})
server.keepAliveTimeout = 600_000
server.listen(Number(port), '127.0.0.1', 4096)
