// Runs test files with Node's runner: node tests/run.mjs FILE... Each file has a limit. Prints a line a file, its failures
// and what it skips, and at the end the runner's sums. Node.js 18 has no --test-timeout and no reporter that is so short.
import {availableParallelism} from 'node:os'
import {relative, resolve} from 'node:path'
import {run} from 'node:test'
import {inspect} from 'node:util'

const limit = 5 * 60_000 // of a file; the slowest takes 60 s on two busy cores
const sums = {tests: 0, pass: 0, fail: 0, skipped: 0}

// What a test threw. A file that exits by itself, or exceeds its limit, threw nothing.
function reason({error}) {
  const isThrown = error.cause && error.failureType !== 'testTimeoutFailure'
  const text = isThrown ? inspect(error.cause) : error.message
  return text.split('\n').filter((line) => !/^ +at .*\bnode:/.test(line))
}

async function runFile(file) {
  const counts = {pass: 0, fail: 0, skipped: 0}
  const notes = []
  let errors = ''
  for await (const {type, data} of run({files: [resolve(file)], timeout: limit})) {
    if (type === 'test:stderr') errors += data.message
    if (type === 'test:diagnostic') {
      const [name, count] = data.message.split(' ')
      const sum = name === 'cancelled' ? 'fail' : name // so the runner calls what took too long
      if (data.file === undefined && sum in sums) sums[sum] += Number(count)
    }
    if (type === 'test:pass' && data.skip !== undefined) {
      counts.skipped += 1
      notes.push(`skipped: ${data.name}: ${data.skip}`)
    } else if (type === 'test:pass') {
      counts.pass += 1
    } else if (type === 'test:fail') {
      counts.fail += 1
      notes.push(`not ok: ${data.name}`, ...reason(data.details).map((line) => '  ' + line))
    }
  }
  if (counts.fail) {
    process.exitCode = 1
    if (errors) notes.push(...errors.trimEnd().split('\n'))
  }
  const words = Object.entries(counts).filter(([, count]) => count).map(([name, count]) => `${count} ${name}`)
  console.log([`${counts.fail ? 'FAILED' : 'ok    '}  ${relative('', file)}: ${words.join(', ')}`, ...notes].join('\n        '))
}

const started = Date.now()
const queue = process.argv.slice(2).values()
await Promise.all(Array.from({length: Math.max(1, availableParallelism() - 1)}, async () => {
  for (const file of queue) await runFile(file)
}))
for (const [name, count] of Object.entries(sums)) console.log(`# ${name} ${count}`)
console.log(`# duration_ms ${Date.now() - started}`)
