// generate_news.mjs COUNT json|rss FILE - a feed of invented news, the same at every call: texts as long as an office's, words
// as frequent as in a language (Zipf), days from 2000 on, now and then a range of them.
import {createWriteStream} from 'node:fs'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'

export const rare_word = 'zymurgy' // in one item of ten thousand, and at least one
export const common_words = ['the', 'of']

const vocabulary_size = 30_000
const consonants = 'bcdfghjklmnprstvw'
const vowels = 'aeiou'

// A linear congruential generator (Numerical Recipes' constants) is random enough for this.
function random_numbers(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function make_vocabulary(random) {
  const words = [...common_words, 'and', 'in', 'to', 'on', 'for', 'with', 'by', 'at']
  const known = new Set(words)
  while (words.length < vocabulary_size) {
    let word = ''
    for (let syllables = 2 + Math.floor(random() * 3); syllables > 0; --syllables) {
      word += consonants[Math.floor(random() * consonants.length)] + vowels[Math.floor(random() * vowels.length)]
    }
    if (random() < 0.5) word += consonants[Math.floor(random() * consonants.length)]
    if (known.has(word)) continue
    known.add(word)
    words.push(word)
  }
  return words
}

function* items(count) {
  const random = random_numbers(2023)
  const vocabulary = make_vocabulary(random)
  // Of Zipf's law by inversion: the rank's logarithm is evenly spread.
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1]
  const words = (least, most) => Array.from({length: least + Math.floor(random() * (most - least + 1))}, word)
  const sentence = (some) => some[0][0].toUpperCase() + some[0].slice(1) + some.slice(1).map((one) => ' ' + one).join('')
  const from = Date.UTC(2000, 0, 1)
  const days = 9600
  for (let number = 0; number < count; ++number) {
    const start = new Date(from + Math.floor((1 - number / count) * days) * 86_400_000)
    const end = new Date(start.getTime() + (random() < 0.2 ? Math.floor(random() * 4) * 86_400_000 : 0))
    const text = words(22, 46)
    if (number % 10_000 === Math.min(5000, count >> 1)) text[3] = rare_word
    yield {
      id: `${start.toISOString().slice(0, 10)}-item-${number}`,
      title: sentence(words(6, 14)),
      text: `${sentence(text)} \u2013 ${sentence(words(3, 8))}.`,
      start: start.toISOString().slice(0, 10),
      end: end.toISOString().slice(0, 10),
      date: start,
      tags: [`topic ${Math.floor(random() * 50)}`],
    }
  }
}

const json_item = ({id, title, text, start, end, tags}) => JSON.stringify({
  id, url: `https://news.example/${id}`, title, content_text: text, date_published: `${start}T00:00:00Z`, tags, _latest_news: {start, end},
})
const rss_item = ({id, title, text, date, tags}) => `<item><title>${title}</title><link>https://news.example/${id}</link>` +
  `<description>${text}</description><category>${tags[0]}</category><pubDate>${date.toUTCString()}</pubDate><guid isPermaLink="false">${id}</guid></item>`

const formats = {
  json: {before: '{"version":"https://jsonfeed.org/version/1.1","title":"Invented news","language":"en","items":[\n', item: json_item, between: ',\n', after: '\n]}\n'},
  rss: {before: '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Invented news</title>' +
    '<link>https://news.example/</link><description>Invented</description>\n', item: rss_item, between: '\n', after: '\n</channel></rss>\n'},
}

export async function generate_news(count, format, file) {
  const {before, item, between, after} = formats[format]
  const stream = createWriteStream(file)
  stream.write(before)
  let separator = ''
  for (const one of items(count)) {
    if (!stream.write(separator + item(one))) await once(stream, 'drain')
    separator = between
  }
  stream.end(after)
  await once(stream, 'finish')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate_news(Number(process.argv[2]), process.argv[3], process.argv[4])
