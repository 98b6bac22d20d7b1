// The program as a process: started with a plain or a TLS listener, watched through /proc, ended by its id.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, openSync, readFileSync, readdirSync} from 'node:fs'
import {connect as connectPlain} from 'node:net'
import {createInterface} from 'node:readline'
import {connect as connectTls} from 'node:tls'

const program = process.env.SOAK_PROGRAM ?? 'build/latest-news'

export class Server {
  // `tls`: {certificate, key}, paths; null for plain HTTP.
  static async start(name, folder, tls, options) {
    const server = new Server()
    server.name = name
    server.is_secure = tls !== null
    server.log = `${folder}/${name}.log`
    const log = openSync(server.log, 'w')
    const tls_options = tls === null ? [] : ['--tls-certificate', tls.certificate, '--tls-key', tls.key]
    server.child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--admin', '', ...tls_options, ...options], {stdio: ['ignore', 'pipe', log]})
    closeSync(log)
    server.ended = once(server.child, 'exit')
    const late = setTimeout(() => server.child.kill('SIGKILL'), 30000)
    for await (const line of createInterface({input: server.child.stdout})) {
      server.port = Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1])
      break
    }
    clearTimeout(late)
    server.child.stdout.resume()
    if (!server.port) throw new Error(`${name} did not start: ${server.said()}`)
    return server
  }

  is_alive() {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  said() {
    return readFileSync(this.log, 'utf8').slice(-2000)
  }

  descriptors() {
    return readdirSync(`/proc/${this.child.pid}/fd`).length
  }

  resident_mebibytes() {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'latin1'))[1]) / 1024
  }

  hang_up() {
    if (this.is_alive()) this.child.kill('SIGHUP')
  }

  // A connection below TLS, also where the server expects TLS.
  connect_raw() {
    return connectPlain({host: '127.0.0.1', port: this.port})
  }

  connect() {
    return this.is_secure ? connectTls({host: '127.0.0.1', port: this.port, rejectUnauthorized: false}) : this.connect_raw()
  }

  // "0", a status, or the signal that ended it.
  async stop() {
    const late = setTimeout(() => this.child.kill('SIGKILL'), 20000)
    if (this.is_alive()) this.child.kill('SIGTERM')
    const [code, signal] = await this.ended
    clearTimeout(late)
    return String(code ?? signal)
  }
}
