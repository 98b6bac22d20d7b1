// A free port of the loopback interface, for a server that cannot choose one by itself.
import {once} from 'node:events'
import {createServer} from 'node:net'

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
