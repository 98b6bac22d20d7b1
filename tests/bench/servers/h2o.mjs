import {content_type, environment, other_fields, program, quoted, version, write_configuration} from './peer.mjs'

export const h2o = {
  name: 'h2o',
  missing: () => !program('h2o'),
  version: () => version('h2o', '--version'),
  start(port, answer) {
    const {file} = write_configuration('h2o', answer, `
num-threads: 1
max-connections: 20000
http1-request-timeout: 600
${process.getuid() === 0 ? 'user: root' : ''}
listen: {host: 127.0.0.1, port: ${port}}
hosts:
  default:
    paths:
      "/":
        file.dir: ${quoted(`${answer.folder}/www`)}
        file.etag: OFF
        file.mime.setdefaulttype: ${quoted(content_type(answer))}
        header.unset: last-modified
        header.unset: accept-ranges
${other_fields(answer).map(([name, value]) => `        header.set: ${quoted(`${name}: ${value}`)}`).join('\n')}
`)
    return {command: [program('h2o'), '-m', 'worker', '-c', file], environment}
  },
}
