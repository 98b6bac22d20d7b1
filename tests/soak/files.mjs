// Changes of the news file and of the certificate: good ones, broken ones, a folder or a pipe in its place, none.
import {execFileSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'

const items = 50

const news_of = (edition) => JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Town news',
  items: Array.from({length: items}, (_, number) => ({
    id: `item-${number}`,
    title: `News ${number} of edition-${edition}`,
    content_html: `<p>edition-${edition} ${'word1 word2 <b>word3</b> '.repeat(60)}</p>`,
    date_published: `2023-06-${String(1 + number % 28).padStart(2, '0')}T00:00:00Z`,
    tags: ['town', `tag${number % 5}`],
  })),
})

// Replaces what is at a path, by a rename if possible.
class Place {
  constructor(path) {
    this.path = path
  }
  clear() {
    rmSync(this.path, {recursive: true, force: true})
  }
  put(bytes) {
    const next = `${this.path}.next`
    writeFileSync(next, bytes)
    this.#take(next)
  }
  link_to(target) {
    const next = `${this.path}.next`
    rmSync(next, {force: true})
    symlinkSync(target, next)
    this.#take(next)
  }
  make_folder() {
    this.clear()
    mkdirSync(this.path)
  }
  #take(next) {
    if (lstatSync(this.path, {throwIfNoEntry: false})?.isDirectory()) this.clear()
    renameSync(next, this.path)
  }
}

// Each kind of change in turn, counted.
class Changes {
  counts = {}
  #kinds

  constructor(kinds) {
    this.#kinds = Object.entries(kinds)
    for (const [name] of this.#kinds) this.counts[name] = 0
  }
  apply(turn) {
    const [name, change] = this.#kinds[turn % this.#kinds.length]
    change(Math.floor(turn / this.#kinds.length))
    this.counts[name] += 1
  }
}

export class NewsFile {
  edition = 0
  #place

  // `cases`: a folder with feeds that once were trouble.
  constructor(folder, cases) {
    this.path = `${folder}/news.json`
    this.#place = new Place(this.path)
    const feeds = readdirSync(cases).filter((name) => name.endsWith('.json')).map((name) => readFileSync(`${cases}/${name}`))
    this.changes = new Changes({
      'good, renamed': () => this.put_good(),
      'broken JSON': () => this.#place.put(news_of(0).slice(0, 5000)),
      'good, written in place': () => {
        if (!lstatSync(this.path).isFile()) this.#place.clear()
        writeFileSync(this.path, news_of(++this.edition))
      },
      'a feed of tests/data/feeds': (round) => this.#place.put(feeds[round % feeds.length]),
      'a folder': () => this.#place.make_folder(),
      'good, by a symbolic link': () => {
        writeFileSync(`${this.path}.linked`, news_of(++this.edition))
        this.#place.link_to(`${this.path}.linked`)
      },
      'a loop of symbolic links': () => this.#place.link_to(this.path),
      'not there': () => this.#place.clear(),
      empty: () => this.#place.put(''),
      'random bytes': () => this.#place.put(randomBytes(20000)),
    })
    this.put_good()
  }

  put_good() {
    this.edition += 1
    this.#place.put(news_of(this.edition))
  }
}

export class Certificate {
  #good = []
  #places

  constructor(folder) {
    for (const name of ['first', 'second']) {
      const [certificate, key] = ['pem', 'key'].map((end) => `${folder}/${name}.${end}`)
      execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
        '-subj', `/CN=${name}`, '-keyout', key, '-out', certificate], {stdio: 'ignore'})
      this.#good.push({certificate: readFileSync(certificate), key: readFileSync(key)})
    }
    this.files = {certificate: `${folder}/certificate.pem`, key: `${folder}/key.pem`}
    this.#places = {certificate: new Place(this.files.certificate), key: new Place(this.files.key)}
    this.changes = new Changes({
      'another good one': (round) => this.#put(this.#good[round % 2]),
      'no certificate': () => this.#put({...this.#good[0], certificate: 'nonsense'}),
      'the key of another': () => this.#put({...this.#good[0], key: this.#good[1].key}),
      'a folder': () => this.#places.certificate.make_folder(),
      'a key that is a folder': () => this.#places.key.make_folder(),
      'not there': () => this.#places.certificate.clear(),
      'a loop of symbolic links': () => this.#places.key.link_to(this.files.key),
    })
    this.put_good()
  }

  put_good() {
    this.#put(this.#good[0])
  }
  #put({certificate, key}) {
    this.#places.certificate.put(certificate)
    this.#places.key.put(key)
  }
}
