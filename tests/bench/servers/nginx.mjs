// nginx from a file, in its fastest form: the descriptor stays open, no log, the body unchanged. Which `sendfile` is better
// depends on the kernel and on the body's size.
import {resolve} from 'node:path'
import {content_type, environment, other_fields, program, quoted, version, write_configuration} from './peer.mjs'

const nginx = (sendfile) => ({
  name: `nginx, sendfile ${sendfile}`,
  missing: () => !program('nginx'),
  version: () => version('nginx', '-v'),
  start(port, answer, tls) {
    const {folder, file} = write_configuration(`nginx-${sendfile}`, answer, `
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
daemon off;
pid nginx.pid;
error_log stderr crit;
events { worker_connections 20000; }
http {
  access_log off;
  sendfile ${sendfile};
  tcp_nopush ${sendfile};
  tcp_nodelay on;
  keepalive_timeout 600s;
  keepalive_requests 1000000000;
  open_file_cache max=100 inactive=1h;
  open_file_cache_valid 1h;
  output_buffers 1 32k;
  types {}
  default_type ${quoted(content_type(answer))};
  etag off;
  if_modified_since off;
  max_ranges 0;
  server_tokens off;
  client_body_temp_path temporary; proxy_temp_path temporary; fastcgi_temp_path temporary;
  uwsgi_temp_path temporary; scgi_temp_path temporary;
  server {
    listen 127.0.0.1:${port} ${tls ? 'ssl ' : ''}backlog=4096;
${tls ? `    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_certificate ${resolve(tls.certificate)};\n    ssl_certificate_key ${resolve(tls.key)};\n` : ''}    root ${answer.folder}/www;
    add_header Last-Modified "";
${other_fields(answer).map(([name, value]) => `    add_header ${name} ${quoted(value)};`).join('\n')}
  }
}
`)
    return {command: [program('nginx'), '-p', folder, '-e', 'stderr', '-c', file], environment}
  },
})

export const nginx_sendfile_on = nginx('on')
export const nginx_sendfile_off = nginx('off')
