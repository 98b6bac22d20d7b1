// Hostile clients. Each function is one wave: it opens connections, keeps them for a moment, and closes them.
import {randomBytes} from 'node:crypto'
import {connect as connectTls} from 'node:tls'

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const head = (target, fields = '') => `GET ${target} HTTP/1.1\r\nHost: news.example\r\n${fields}\r\n`
const word = () => randomBytes(6).toString('hex')

// The answers to these are not checked, only those to the good requests.
function open(server, number, {is_raw = false} = {}) {
  return Array.from({length: number}, () => {
    const socket = is_raw ? server.connect_raw() : server.connect()
    socket.on('error', () => {})
    return socket
  })
}

async function keep(sockets, milliseconds) {
  await wait(milliseconds)
  for (const socket of sockets) socket.destroy()
}

async function new_queries(server) {
  const sockets = open(server, 4)
  for (const socket of sockets) {
    socket.resume()
    for (let i = 0; i < 20; ++i) socket.write(head(`/fragment?q=${word()}&limit=${1 + i}`, 'Accept-Encoding: br, gzip\r\n'))
  }
  await keep(sockets, 400)
}

const silence = (server) => keep(open(server, 100, {is_raw: true}), 1500)

async function half_heads(server) {
  const sockets = open(server, 50)
  const text = head('/fragment', `X-Long: ${'x'.repeat(2000)}\r\n`)
  for (let at = 0; at < text.length - 4; at += 300) {
    for (const socket of sockets) socket.write(text.slice(at, at + 300))
    await wait(200)
  }
  await keep(sockets, 500)
}

async function garbage(server) {
  const sockets = open(server, 20, {is_raw: Math.random() < 0.5})
  for (const socket of sockets) {
    socket.resume()
    socket.write(randomBytes(1 + Math.floor(Math.random() * 3000)))
    socket.write('\r\n\r\n')
  }
  await keep(sockets, 300)
}

async function bad_requests(server) {
  const sockets = open(server, 10)
  const texts = [
    'GET / HTTP/1.1\r\n\r\n', 'GET /%ZZ HTTP/1.1\r\nHost: a\r\n\r\n', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n', 'GET /?limit=3?ver=6.2 HTTP/1.1\r\nHost: a\r\n\r\n',
    head(`/${'a/'.repeat(4000)}`), head('/fragment', `Cookie: ${'c'.repeat(60000)}\r\n`), head('/fragment?tag=x,%CC%81&limit=99999999999'),
    'GET / HTTP/3.7\r\nHost: a\r\n\r\n', '\r\n'.repeat(500),
  ]
  sockets.forEach((socket, index) => {
    socket.resume()
    socket.write(texts[index % texts.length])
  })
  await keep(sockets, 300)
}

// They request much and read nothing.
async function greed(server) {
  const sockets = open(server, 50)
  for (const socket of sockets) {
    socket.pause()
    socket.write(head('/news.json').repeat(300))
  }
  await keep(sockets, 3000)
}

async function resets(server) {
  const sockets = open(server, 20, {is_raw: true})
  for (const socket of sockets) socket.write(head('/news.json'))
  await wait(20)
  for (const socket of sockets) socket.resetAndDestroy?.()
  await keep(sockets, 100)
}

// The first flight of a handshake, whole or in part, and nothing after it.
async function half_handshakes(server) {
  const sockets = open(server, 40, {is_raw: true})
  sockets.forEach((socket, index) => {
    if (index % 2 === 0) return socket.write(Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), randomBytes(60)]))
    const session = connectTls({socket, rejectUnauthorized: false})
    session.on('error', () => {})
    socket.prependOnceListener('data', () => socket.destroy())
  })
  await keep(sockets, 1500)
}

export const floods = {new_queries, silence, half_heads, garbage, bad_requests, greed, resets, half_handshakes}

// Waves one after the other, until `is_over()`. Returns their number.
export async function run_flood(server, wave, is_over) {
  let waves = 0
  for (; !is_over(); ++waves) {
    await wave(server)
    await wait(50)
  }
  return waves
}
