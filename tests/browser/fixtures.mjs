// What the tests of a file share: programs, partners, browsers, started together before them and ended after them.
import {after, before} from 'node:test'

// `starters` are by name, each a function that gives a promise of a thing with stop() or close(). The things are in the
// result, by the same names, once the tests run. Where one does not start, the others are ended too: a
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
