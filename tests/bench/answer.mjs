// The answer that all servers give: the program's own.
import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {brotliCompressSync, brotliDecompressSync} from 'node:zlib'

export const target = '/fragment?limit=10'
// Each server writes these fields itself.
const own = ['date', 'content-length', 'server', 'connection', 'keep-alive']

function curl(url) {
  const bytes = execFileSync('curl', ['--silent', '--show-error', '--include', '--header', 'Accept-Encoding: br', url])
  const end = bytes.indexOf('\r\n\r\n')
  const lines = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const fields = lines.slice(1).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
  return {status: lines[0].split(' ')[1], head: bytes.subarray(0, end + 4), fields, body: bytes.subarray(end + 4)}
}

const comparable = (fields) => fields.filter(([name]) => !own.includes(name.toLowerCase()))
  .map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort().join('\n')

// `fields`: those that others must send statically. `folder`/www/fragment is the body, `folder`/head and `folder`/body for those that ask.
export async function take_answer(url, folder) {
  // The first answer is compressed at a fast level; the best level comes later. It has about the size that the best
  // level has here.
  for (let tries = 0; tries < 200; ++tries) {
    const {head, fields, body} = curl(url)
    const isBrotli = fields.some(([name, value]) => name.toLowerCase() === 'content-encoding' && value === 'br')
    if (isBrotli && body.length <= 1.02 * brotliCompressSync(brotliDecompressSync(body)).length) {
      mkdirSync(`${folder}/www`, {recursive: true})
      writeFileSync(`${folder}/www/fragment`, body)
      writeFileSync(`${folder}/head`, head)
      writeFileSync(`${folder}/body`, body)
      return {folder, body, head, fields: fields.filter(([name]) => !own.includes(name.toLowerCase()))}
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} is never compressed with brotli at its best`)
}

// Throws unless `url` gives that answer: the same bytes, and the same fields except those that each server writes itself.
export function check_answer(name, url, answer) {
  const {status, fields, body} = curl(url)
  if (status !== '200') throw new Error(`${name} answers ${status}`)
  if (!body.equals(answer.body)) throw new Error(`${name} answers other bytes`)
  const [theirs, ours] = [comparable(fields), comparable(answer.fields)]
  if (theirs !== ours) throw new Error(`${name} answers other fields:\n${theirs}\ninstead of\n${ours}`)
}

// The size of the head in bytes: servers differ in their own fields.
export const head_size = (url) => curl(url).head.length
