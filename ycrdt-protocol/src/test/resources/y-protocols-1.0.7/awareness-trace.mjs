// Writes awareness-trace.txt: what a real Awareness makes of a random sequence of updates.
// Run with y-protocols 1.0.7 and yjs 13.6.33 installed: node awareness-trace.mjs > awareness-trace.txt
//
// One line per step: the update as hex, then as JSON the clients of the "change" and "update" events (null if there
// was none), then the update of all states as hex. The awareness has no local state; its clock stands still.
import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'
import {
  Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates
} from 'y-protocols/awareness'

// Mulberry32: small, seeded, good enough.
let seed = 20260101
const random = (n) => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) % n
}
const hex = (bytes) => Buffer.from(bytes).toString('hex')

const states = [
  null, null, {}, { a: 1 }, { b: [true, null, 'x'], a: 1 }, { a: 1, b: [true, null, 'x'] },
  { name: 'Zoë 😀', cursor: { anchor: 3, head: 7.5 } }, 0, false, '', 'text', [1, [2]], { 2: 'two', 1: 'one' }
]
const doc = new Y.Doc()
doc.clientID = 999
const awareness = new Awareness(doc)
clearInterval(awareness._checkInterval)
awareness.setLocalState(null)

let change = null
let update = null
awareness.on('change', (c) => { change = c })
awareness.on('update', (u) => { update = u })

for (let step = 0; step < 200; step++) {
  change = update = null
  let line
  if (random(12) === 0) {
    const clients = [1 + random(6), 1 + random(6)]
    line = 'remove ' + JSON.stringify(clients)
    removeAwarenessStates(awareness, clients, 'test')
  } else {
    const encoder = encoding.createEncoder()
    const count = 1 + random(3)
    encoding.writeVarUint(encoder, count)
    for (let i = 0; i < count; i++) {
      const client = 1 + random(6)
      const known = awareness.meta.get(client)?.clock ?? 0
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, Math.max(0, known - 1 + random(4)))
      encoding.writeVarString(encoder, JSON.stringify(states[random(states.length)]))
    }
    const bytes = encoding.toUint8Array(encoder)
    line = 'apply ' + hex(bytes)
    applyAwarenessUpdate(awareness, bytes, 'test')
  }
  const all = encodeAwarenessUpdate(awareness, Array.from(awareness.states.keys()))
  console.log([line, JSON.stringify(change), JSON.stringify(update), hex(all)].join('\t'))
}
process.exit(0)
