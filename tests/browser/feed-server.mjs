// An nginx that serves a feed from its folder's www/, with redirects, errors, and certificates of the test's own authority.
import {execFileSync} from 'node:child_process'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {freePort} from '../free-port.mjs'
import {start, startNginx} from './servers.mjs'

// A certificate for the name, signed by authority.pem. The first one is the authority itself.
function certificate(folder, name, subject, authority) {
  const file = (end) => join(folder, name + end)
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=' + subject.replace(/^.*:/, ''),
    '-addext', 'subjectAltName=' + subject, '-keyout', file('.key'), '-out', file('.pem'),
    ...authority ? ['-CA', join(folder, authority + '.pem'), '-CAkey', join(folder, authority + '.key')] : []], {stdio: 'ignore'})
}

// Returns `folder`, and the ports of TLS with a right and a wrong name.
export async function startFeedServer() {
  const tls = {right: await freePort(), wrong: await freePort()}
  const server = await start('http://127.0.0.1', [], async (folder, port) => {
    certificate(folder, 'authority', 'DNS:authority.example')
    certificate(folder, 'right', 'IP:127.0.0.1', 'authority')
    certificate(folder, 'wrong', 'DNS:other.example', 'authority')
    const secure = (name) => `server { listen 127.0.0.1:${tls[name]} ssl; root ${folder}/www; ssl_certificate ${folder}/${name}.pem; ssl_certificate_key ${folder}/${name}.key; }`
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
    await writeFile(join(folder, 'nginx.conf'), `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http {
  log_format short '$uri $status'; access_log ${folder}/access.log short; ${temporary}
  types { application/rss+xml xml; }
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    location /moved { return 302 /feed.xml; }
    location /loop { return 302 /loop; }
    location /busy { add_header Retry-After 120 always; return 503; }
    location /empty { default_type text/plain; return 200 ""; }
    location /page { default_type text/html; return 200 "<!DOCTYPE html><link rel=alternate type=application/rss+xml href=/feed.xml>"; }
    location /gzip/ { alias ${folder}/www/; gzip on; gzip_types application/rss+xml; }
  }
  ${secure('right')}
  ${secure('wrong')}
}`)
    return [startNginx.program, '-c', join(folder, 'nginx.conf'), '-p', folder, '-e', 'stderr']
  })
  return {...server, tls}
}
