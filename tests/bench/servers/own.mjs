// The program itself, and the programs of this folder.
import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'

const program = (name, path) => ({
  name,
  missing: () => !existsSync(path),
  version: () => /\d\S*/.exec(execFileSync(path, ['--version'], {encoding: 'utf8'}))[0],
  start: (port) => ({command: [path, 'serve', '--listen', `127.0.0.1:${port}`, '--public-url', 'https://news.example', '--log-level', 'error', '--threads', '1', '--admin', '']}),
})

export const latest_news = program('latest-news', 'build/latest-news')
// Its libraries are linked in.
export const release = program('latest-news of `make dist`', 'build/dist/latest-news')

const bench_program = (name, file, version = () => '') => ({
  name,
  missing: () => false,
  version,
  start: (port, answer) => ({command: [`build/tests/bench/bench-${file}`, String(port), `${answer.folder}/head`, `${answer.folder}/body`]}),
})

export const floor = bench_program('the floor', 'floor')
// Without liburing it is not built.
export const uring_floor = {...bench_program('the floor with io_uring', 'uring_floor'), missing: () => !existsSync('build/tests/bench/bench-uring_floor')}
export const thread_pool = bench_program("cpp-httplib's own server", 'thread_pool', () => {
  const define = execFileSync('grep', ['-h', 'CPPHTTPLIB_VERSION "', '/usr/include/httplib.h'], {encoding: 'utf8'})
  return /[\d.]+/.exec(define)?.[0] ?? ''
})
