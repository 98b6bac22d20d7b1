// How much a news list on many pages needs: on paper, and by a simulation that must give the same figures.
//   node deploy/sizing.mjs    prints the tables of deploy/README.md
// The model: each page is viewed `views` times a day, at the peak `peak` times as often. Pages differ in popularity by Zipf's law, and so
// do the lists that they ask for. Each view asks once (the visitor's own cache is left out, so the truth is a little less). A cache keeps a list
// for `ttl` seconds, then asks once again at the next view. Each cache gets an equal share of the views.

export const assumptions = {views: 50, peak: 5, ttl: 60, body: 3098, head: 572, requestsPerCore: 70_000, share: 0.5}
export const cases = [
  {pages: 1_000, lists: 20, caches: 1},
  {pages: 100_000, lists: 200, caches: 4},
  {pages: 10_000_000, lists: 2_000, caches: 50},
]

// The share of each list in all views: 1, 1/2, 1/3 …, so that they sum to 1.
function shares(lists) {
  const weights = Array.from({length: lists}, (_, rank) => 1 / (rank + 1))
  const sum = weights.reduce((a, b) => a + b)
  return weights.map((weight) => weight / sum)
}

export const rate = ({pages}) => pages * assumptions.views * assumptions.peak / 86_400

// Requests a second that reach the program, from all caches. At one cache, views of a list come at random with the rate r. After a miss the
// list is kept for ttl seconds, and the next miss comes 1/r later on average: 1 / (ttl + 1/r) misses a second.
export function onPaper(one) {
  const perCache = shares(one.lists).map((share) => rate(one) * share / one.caches)
  return one.caches * perCache.reduce((sum, r) => sum + 1 / (assumptions.ttl + 1 / r), 0)
}

// The same with single views in random order. Deterministic: a linear congruential generator (Numerical Recipes). Caches do not know each
// other, so four of many are simulated, and the result is multiplied.
export function simulate({pages, lists, caches}, most = 6_000_000) {
  const simulated = Math.min(caches, 4)
  const one = {pages: pages * simulated / caches, lists, caches: simulated}
  let state = 1
  const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return (state + 0.5) / 4294967296 }
  const bounds = []
  shares(one.lists).reduce((sum, share) => { bounds.push(sum + share); return sum + share }, 0)
  const listOf = (value) => {
    let [low, high] = [0, bounds.length - 1]
    while (low < high) { const middle = (low + high) >> 1; if (bounds[middle] < value) low = middle + 1; else high = middle }
    return low
  }
  const fresh = new Float64Array(one.lists * one.caches).fill(-1) // until when each cache keeps each list
  const warmUp = 2 * assumptions.ttl
  const seconds = Math.min(40_000, most / rate(one))
  let [now, misses] = [0, 0]
  while (now < seconds) {
    now -= Math.log(random()) / rate(one)
    const place = listOf(random()) * one.caches + Math.floor(random() * one.caches)
    if (fresh[place] > now) continue
    fresh[place] = now + assumptions.ttl
    if (now > warmUp) ++misses
  }
  return misses / (now - warmUp) * caches / simulated
}

const number = (value, digits = 0) => value.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits})
const short = (value) => number(value, value < 10 ? 2 : value < 100 ? 1 : 0)

export function lines() {
  return cases.map((one) => {
    const [requests, paper, simulated] = [rate(one), onPaper(one), simulate(one)]
    const megabits = requests * (assumptions.body + assumptions.head) * 8 / 1e6
    const cores = Math.max(1, Math.ceil(paper / (assumptions.requestsPerCore * assumptions.share)))
    return `| ${number(one.pages)} | ${number(one.lists)} | ${one.caches} | ${short(requests)} | ${short(megabits)} | ${short(paper)} | ${short(simulated)} | ${number(100 * (1 - paper / requests), 1)} % | ${cores} |`
  })
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  console.log('| partner pages | different lists | caches | views/s at the peak | Mbit/s from the caches | requests/s to the program, on paper | simulated | answered by caches | cores |')
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
  for (const line of lines()) console.log(line)
}
