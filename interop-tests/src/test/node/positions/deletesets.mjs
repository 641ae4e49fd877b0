// Random delete sets and what Yjs says of them.
import * as Y from 'yjs'
import { hex } from './documents.mjs'
import { pick, randomFrom } from './edits.mjs'

function deleteSet (random) {
  const set = Y.createDeleteSet()
  for (const client of [1, 5, 4294967295, 2 ** 40]) {
    const ranges = Array.from({ length: random(5) }, () =>
      ({ clock: pick(random, [random(20), random(200), random(100000)]), len: 1 + random(12) }))
    if (ranges.length > 0) set.clients.set(client, ranges)
  }
  return set
}

// the encoders are not exported: a snapshot begins with its delete set and ends with 0 states
function encoded (encode, set) {
  return hex(encode(Y.createSnapshot(set, new Map())).slice(0, -1))
}

export function deleteSetsOf (seed) {
  const random = randomFrom(seed)
  const raw = [deleteSet(random), deleteSet(random)]
  const [first, second] = raw.map(set => Y.mergeDeleteSets([set]))
  const both = Y.mergeDeleteSets(raw)
  const ids = Array.from({ length: 40 }, () =>
    Y.createID(pick(random, [1, 5, 4294967295, 2 ** 40, 3]), pick(random, [random(20), random(200)])))
  return {
    raw: raw.map(set => encoded(Y.encodeSnapshot, set)),
    merged: [first, second, both].map(set => [encoded(Y.encodeSnapshot, set), encoded(Y.encodeSnapshotV2, set)]),
    equal: Y.equalDeleteSets(first, second),
    bothEqualsFirst: Y.equalDeleteSets(both, first),
    deleted: ids.map(id => ({ client: id.client, clock: id.clock, is: Y.isDeleted(both, id) }))
  }
}
