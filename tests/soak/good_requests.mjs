// Good requests at a steady rate: each must be answered within a limit, whole and with the right bytes.
import {createHash} from 'node:crypto'
import {gunzipSync} from 'node:zlib'

const limit = 20000 // milliseconds for one answer, on a machine that is kept busy
const not_there = '/not-there'
const targets = [
  '/', '/fragment', '/embed', '/news.json', '/latest-news.js', '/fragment.json', '/favicon.svg', '/fragment?limit=3',
  '/fragment?limit=7&theme=dark', '/news.json?limit=2', '/fragment?q=word1', not_there,
]

class Connection {
  #socket
  #unread = Buffer.alloc(0)
  #wake = () => {}
  #is_over = false
  answers = 0

  constructor(server) {
    this.#socket = server.connect()
    this.#socket.on('data', (bytes) => {
      this.#unread = Buffer.concat([this.#unread, bytes])
      this.#wake()
    })
    const over = () => {
      this.#is_over = true
      this.#wake()
    }
    this.#socket.on('error', over)
    this.#socket.on('close', over)
  }

  get is_over() {
    return this.#is_over
  }

  // {status, fields, body}; null if the connection ended before the first byte of an answer. Throws what is wrong.
  async ask(text, has_body) {
    this.#socket.write(text)
    const deadline = Date.now() + limit
    let end
    while ((end = this.#unread.indexOf('\r\n\r\n')) < 0) {
      if (this.#is_over && this.#unread.length === 0) return null
      await this.#more(deadline)
    }
    const [start, ...lines] = this.#unread.subarray(0, end).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(start)?.[1])
    const fields = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]))
    const size = has_body && status !== 304 ? Number(fields.get('content-length')) : 0
    if (!status || Number.isNaN(size)) throw new Error(`no good head: ${start}`)
    while (this.#unread.length < end + 4 + size) await this.#more(deadline)
    const body = this.#unread.subarray(end + 4, end + 4 + size)
    this.#unread = this.#unread.subarray(end + 4 + size)
    this.answers += 1
    return {status, fields, body}
  }

  async #more(deadline) {
    if (this.#is_over) throw new Error(`the connection ended within an answer, after ${this.#unread.length} bytes`)
    const left = deadline - Date.now()
    if (left <= 0) throw new Error('no answer in time')
    await new Promise((resolve) => {
      const late = setTimeout(resolve, left)
      this.#wake = () => {
        clearTimeout(late)
        resolve()
      }
    })
  }

  close() {
    this.#socket.destroy()
  }
}

// Asks until `is_over()`, with a pause between two requests.
export class GoodRequests {
  answered = 0
  not_modified = 0
  reconnected = 0
  slowest = 0 // milliseconds
  faults = []
  #bodies = new Map() // hash of the body by server, target and entity tag
  #tags = new Map() // the newest of a plain answer, by server and target

  async run(server, pause, is_over) {
    let connection = new Connection(server)
    for (let turn = 0; !is_over(); ++turn) {
      const target = targets[turn % targets.length]
      try {
        connection = await this.#ask(server, connection, target, turn)
      } catch (error) {
        this.faults.push(`${server.name} ${target}: ${error.message}`)
        connection.close()
        connection = new Connection(server)
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
    connection.close()
  }

  // The body of a good answer; "" if there is none.
  async ask_once(server, target) {
    const connection = new Connection(server)
    try {
      const answer = await connection.ask(`GET ${target} HTTP/1.1\r\nHost: news.example\r\n\r\n`, true)
      return answer?.status === 200 ? answer.body.toString('utf8') : ''
    } catch {
      return ''
    } finally {
      connection.close()
    }
  }

  async #ask(server, connection, target, turn) {
    const key = `${server.name} ${target}`
    const kind = ['plain', 'gzip', 'conditional', 'HEAD'][Math.floor(turn / targets.length) % 4]
    const known_tag = this.#tags.get(key) ?? '"none"'
    const fields = {gzip: 'Accept-Encoding: gzip\r\n', conditional: `If-None-Match: ${known_tag}\r\n`}[kind] ?? ''
    const text = `${kind === 'HEAD' ? 'HEAD' : 'GET'} ${target} HTTP/1.1\r\nHost: news.example\r\n${fields}\r\n`
    // A third of the requests come with a new connection.
    if (turn % 3 === 0) {
      connection.close()
      connection = new Connection(server)
    }
    const began = Date.now()
    let answer = await connection.ask(text, kind !== 'HEAD')
    if (answer === null) {
      // A kept connection may be closed at any time (RFC 9112, section 9.3.1); a new one may not.
      if (connection.answers === 0) throw new Error('a new connection was closed without an answer')
      connection = new Connection(server)
      this.reconnected += 1
      answer = await connection.ask(text, kind !== 'HEAD')
      if (answer === null) throw new Error('a new connection was closed without an answer')
    }
    this.slowest = Math.max(this.slowest, Date.now() - began)
    this.#check(key, target, {kind, known_tag}, answer)
    this.answered += 1
    if (answer.fields.get('connection') === 'close') {
      connection.close()
      return new Connection(server)
    }
    return connection
  }

  #check(key, target, {kind, known_tag}, {status, fields, body}) {
    const tag = fields.get('etag')
    if (target === not_there) {
      if (status !== 404) throw new Error(`status ${status} for what is not there`)
      return
    }
    if (status === 304) {
      if (kind !== 'conditional' || tag !== known_tag) throw new Error(`304 with the tag ${tag} for ${known_tag}`)
      this.not_modified += 1
      return
    }
    if (status !== 200) throw new Error(`status ${status}`)
    if (!tag) throw new Error('no ETag')
    if (kind === 'HEAD') return
    const hash = createHash('sha256').update(body).digest('hex')
    const before = this.#bodies.get(`${key} ${tag}`) ?? hash
    this.#bodies.set(`${key} ${tag}`, hash)
    if (before !== hash) throw new Error(`two bodies with the tag ${tag}`)
    const content = fields.get('content-encoding') === 'gzip' ? gunzipSync(body) : body
    const editions = new Set(content.toString('utf8').match(/edition-\d+/g))
    if (editions.size > 1) throw new Error(`parts of several editions: ${[...editions].join(' ')}`)
    if (kind === 'plain') this.#tags.set(key, tag)
  }
}
