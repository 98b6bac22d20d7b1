// A partner's site: pages of another origin (another port) than the news'.
import {once} from 'node:events'
import {readFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {project} from './program.mjs'

const types = {css: 'text/css', html: 'text/html', js: 'text/javascript'}

// `pages` are by path: {body, headers?}; one may be set at any time before it is asked for.
export async function startPartner(pages = {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://partner').pathname
    const page = pages[path]
    const type = types[path.split('.').pop()] ?? 'text/html'
    const status = page ? 200 : path === '/favicon.ico' ? 204 : 404 // browsers ask for an icon by themselves
    response.writeHead(status, {'Content-Type': type + '; charset=utf-8', ...page?.headers})
    response.end(page?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    pages,
    origin: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

// A file of widget/examples, unchanged except for the host.
export async function example(name, newsOrigin) {
  const text = await readFile(`${project}widget/examples/${name}`, 'utf8')
  return text.replaceAll('https://news.example', newsOrigin)
}
