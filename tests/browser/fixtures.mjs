// What the tests of a file share: programs, partners, browsers. They start together before the tests and end after them.
import {after, before, test as limitedTest} from 'node:test'

// A test of Node's, with a limit. The slowest takes 10 s.
export function test(name, ...rest) {
  const [options, body] = rest.length === 2 ? rest : [{}, ...rest]
  limitedTest(name, {timeout: 150_000, ...options}, body)
}

// Waits for a condition; fails after 10 s with what `describe` says.
export async function until(condition, describe) {
  for (const end = Date.now() + 10_000; !await condition();) {
    if (Date.now() > end) throw new Error(await describe())
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

// `starters` are by name, each a function that gives a promise of a thing with stop() or close(). The things are in the
// result, by the same names, when the tests run. If one does not start, the others are ended too: a
// child left running would keep the whole run from ending.
export function share(starters) {
  const things = {}
  const endAll = () => Promise.all(Object.values(things).map((thing) => thing.stop ? thing.stop() : thing.close()))
  before(async () => {
    const starts = await Promise.allSettled(Object.entries(starters).map(async ([name, start]) => {
      things[name] = await start()
    }))
    const failed = starts.find(({status}) => status === 'rejected')
    if (!failed) return
    await endAll()
    for (const name of Object.keys(things)) delete things[name]
    throw failed.reason
  })
  after(endAll)
  return things
}
