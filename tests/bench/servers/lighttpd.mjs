import {content_type, environment, other_fields, program, quoted, version, write_configuration} from './peer.mjs'

export const lighttpd = {
  name: 'lighttpd',
  missing: () => !program('lighttpd'),
  version: () => version('lighttpd', '-v'),
  start(port, answer) {
    const {file} = write_configuration('lighttpd', answer, `
server.modules = ("mod_setenv")
server.bind = "127.0.0.1"
server.port = ${port}
server.document-root = ${quoted(`${answer.folder}/www`)}
server.max-connections = 10000
server.max-fds = 20000
server.max-keep-alive-requests = 65535
server.max-keep-alive-idle = 600
server.range-requests = "disable"
server.tag = ""
static-file.etags = "disable"
mimetype.assign = ("" => ${quoted(content_type(answer))})
setenv.set-response-header = ("Last-Modified" => "",
${other_fields(answer).map(([name, value]) => `  ${quoted(name)} => ${quoted(value)}`).join(',\n')})
`)
    const modules = program('lighttpd').replace(/sbin\/lighttpd$/, 'lib/lighttpd')
    return {command: [program('lighttpd'), '-D', '-m', modules, '-f', file], environment}
  },
}
