import {environment, other_fields, content_type, program, quoted, version, write_configuration} from './peer.mjs'

export const caddy = {
  name: 'caddy',
  missing: () => !program('caddy'),
  version: () => version('caddy', 'version') || version('caddy', 'build-info', '|', 'grep', 'caddy/v2'),
  start(port, answer) {
    const {folder, file} = write_configuration('caddy', answer, `
{
  admin off
  auto_https off
  log default {
    output discard
  }
}
http://127.0.0.1:${port} {
  root * ${answer.folder}/www
  header {
    defer
    -Last-Modified
    -Accept-Ranges
    Content-Type ${quoted(content_type(answer))}
${other_fields(answer).map(([name, value]) => `    ${name} ${quoted(value)}`).join('\n')}
  }
  file_server
}
`)
    return {
      command: [program('caddy'), 'run', '--config', file, '--adapter', 'caddyfile'],
      environment: {...environment, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, GOMAXPROCS: '1'},
    }
  },
}
