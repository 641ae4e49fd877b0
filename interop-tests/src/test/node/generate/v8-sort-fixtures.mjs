// Writes arrays that V8 has sorted with a comparator that contradicts itself, as the one of Yjs's
// mergeUpdates does: at equal keys, elements of different kinds come before each other. The frozen
// fixtures of ycrdt-core were made with
//
//   node v8-sort-fixtures.mjs > v8-sort.jsonl
let state = 1
const below = n => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0
  return Math.floor((state / 4294967296) * n)
}
const arrange = {
  random: (n, range) => Array.from({ length: n }, () => below(range)),
  ascending: (n, range) => arrange.random(n, range).sort((a, b) => a - b),
  // The shape of every sort but the first: the element at the front has moved on.
  headMoved: (n, range) => {
    const keys = arrange.ascending(n, range)
    keys[0] = below(range)
    return keys
  },
  descending: (n, range) => arrange.ascending(n, range).reverse(),
  twoRuns: (n, range) => [...arrange.ascending(n >> 1, range), ...arrange.ascending(n - (n >> 1), range)],
  blocks: (n, range) => Array.from({ length: n }, (_, i) => ((i * 7) >> 5) % range)
}
for (const shape of Object.keys(arrange)) {
  for (const n of [2, 5, 33, 63, 64, 65, 130, 300]) {
    const keys = arrange[shape](n, 1 + below(n))
    const kinds = keys.map(() => below(4) === 0 ? 1 : 0)
    const sorted = keys.map((_, i) => i).sort((a, b) =>
      keys[a] !== keys[b] ? keys[a] - keys[b] : kinds[a] === kinds[b] ? 0 : -1)
    console.log(JSON.stringify({ keys, kinds, sorted }))
  }
}
