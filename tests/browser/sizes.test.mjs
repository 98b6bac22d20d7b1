// What a visitor of a partner's page loads, in bytes of brotli as the server sends it.
import assert from 'node:assert/strict'
import {brotliCompressSync, brotliDecompressSync, constants} from 'node:zlib'
import {request} from 'node:http'
import {share, test, until} from './fixtures.mjs'
import {startProgram} from './program.mjs'

const shared = share({news: () => startProgram('--public-url', 'https://news.example')})

function get(path) {
  return new Promise((resolve, reject) => {
    request(shared.news.origin + path, {headers: {'Accept-Encoding': 'br'}}, async (response) => {
      assert.equal(response.statusCode, 200, path)
      const parts = []
      for await (const part of response) parts.push(part)
      resolve({coding: response.headers['content-encoding'], body: Buffer.concat(parts)})
    }).on('error', reject).end()
  })
}

const brotli = (text) => brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}}).length

// A representation is compressed at a fast level until the best one has been made. That has about the size that the best
// level has here: the version of brotli is another.
async function compressed(path) {
  let answer
  const is_best = ({coding, body}) => coding === 'br' && body.length <= 1.02 * brotli(brotliDecompressSync(body))
  await until(async () => { answer = await get(path); return is_best(answer) }, () => `${path} comes as ${answer.coding}, with ${answer.body.length} bytes`)
  return answer.body
}

// What is measured of /element.js is its code, without the styles that it carries as its first argument.
async function withoutStyles(path) {
  const text = brotliDecompressSync(await compressed(path)).toString()
  const styles = JSON.stringify(await text_of(await stylesPath())).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)
  assert.ok(text.includes(styles), 'the styles are in it')
  return text.replace(styles, '""')
}

async function text_of(path) {
  const {coding, body} = await get(path)
  return (coding === 'br' ? brotliDecompressSync(body) : body).toString()
}

async function stylesPath() {
  return /fragment\.[0-9a-f]+\.css/.exec(await text_of('/fragment?shadow=on&limit=1'))[0].replace(/^/, '/')
}

test('sizes: five items of the bundled news with code and styles are at most 3,100 bytes', async (context) => {
  const {length} = await compressed('/latest-news.js?limit=5')
  context.diagnostic(`${length} bytes`)
  assert.ok(length <= 3100, `${length}`)
})

test('sizes: the code of /element.js is at most 2,350 bytes, with refresh, more, languages and images', async (context) => {
  const length = brotli(await withoutStyles('/element.js'))
  context.diagnostic(`${length} bytes; with its styles ${(await compressed('/element.js')).length}`)
  assert.ok(length <= 2350, `${length}`)
})

test('sizes: /resize.js is at most 700 bytes', async (context) => {
  const {length} = await compressed('/resize.js')
  context.diagnostic(`${length} bytes`)
  assert.ok(length <= 700, `${length}`)
})
