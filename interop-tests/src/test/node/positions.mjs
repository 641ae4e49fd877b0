// Answers {seed} with a random document of two moments: its updates, and what Yjs says of positions
// and snapshots.
import { createInterface } from 'node:readline'
import * as Y from 'yjs'

const hex = bytes => Buffer.from(bytes).toString('hex')

function randomFrom (seed) {
  let state = seed >>> 0
  return n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

function edit (doc, random) {
  const text = doc.getText('t')
  const array = doc.getArray('a')
  const map = doc.getMap('m')
  switch (random(7)) {
    case 0:
    case 1: text.insert(random(text.length + 1), Array.from('abc\u{1F600}').slice(0, 1 + random(4)).join('')); break
    case 2: if (text.length > 1) text.delete(random(text.length - 1), 1 + random(2)); break
    case 3: if (text.length > 2) text.format(random(text.length - 2), 1 + random(2), { [random(2) ? 'b' : 'i']: random(2) ? true : null }); break
    case 4: array.insert(random(array.length + 1), random(2) ? [1, 'x'] : [2]); break
    case 5: if (array.length > 0) array.delete(random(array.length), 1); break
    default: if (random(4) === 0) map.delete('k'); else map.set('k', random(9))
  }
}

function work (docs, random, count) {
  for (let i = 0; i < count; i++) {
    edit(docs[random(2)], random)
    if (random(3) === 0) {
      const from = random(2)
      Y.applyUpdate(docs[1 - from], Y.encodeStateAsUpdate(docs[from], Y.encodeStateVector(docs[1 - from])))
    }
  }
}

function positionsOf (doc) {
  const found = []
  for (const [name, type] of [['t', doc.getText('t')], ['a', doc.getArray('a')]]) {
    for (let index = 0; index <= type.length; index++) {
      for (const assoc of [-1, 0]) {
        const position = Y.createRelativePositionFromTypeIndex(type, index, assoc)
        found.push({ name, index, assoc, position })
      }
    }
  }
  return found
}

function answer ({ seed }) {
  const random = randomFrom(seed)
  const docs = [1, 2].map(clientID => {
    const doc = new Y.Doc({ gc: false })
    doc.clientID = clientID
    doc.getText('t'); doc.getArray('a'); doc.getMap('m')
    return doc
  })
  const doc = docs[0]
  const updates = []
  doc.on('update', update => updates.push(hex(update)))
  work(docs, random, 5 + random(25))
  const firstCount = updates.length
  const first = Y.snapshot(doc)
  const positions = positionsOf(doc)
  work(docs, random, 1 + random(25))
  const last = Y.snapshot(doc)
  const text = doc.getText('t')
  const restored = Y.createDocFromSnapshot(doc, first)
  const lists = doc.transact(() => {
    text.toDelta(first)
    return { list: Y.typeListToArraySnapshot(doc.getArray('a'), first), entries: Y.typeMapGetAllSnapshot(doc.getMap('m'), first) }
  })
  return {
    updates,
    firstCount,
    state: hex(Y.encodeStateAsUpdate(doc)),
    snapshots: [first, last].map(s => [hex(Y.encodeSnapshot(s)), hex(Y.encodeSnapshotV2(s))]),
    restored: hex(Y.encodeStateAsUpdate(restored)),
    deltas: [text.toDelta(first), text.toDelta(last, first), text.toDelta(first, last)].map(d => JSON.stringify(d)),
    list: JSON.stringify(lists.list),
    entries: JSON.stringify(lists.entries),
    contains: updates.map(u => Y.snapshotContainsUpdate(first, Buffer.from(u, 'hex'))),
    positions: positions.map(({ name, index, assoc, position }) => ({
      name,
      index,
      assoc,
      bytes: hex(Y.encodeRelativePosition(position)),
      json: JSON.stringify(Y.relativePositionToJSON(position)),
      now: Y.createAbsolutePositionFromRelativePosition(position, doc).index
    }))
  }
}

console.log(JSON.stringify({ id: 0 }))
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line)
  let reply
  try {
    reply = answer(message)
  } catch (error) {
    reply = { failure: error.stack }
  }
  console.log(JSON.stringify({ id: message.id, ...reply }))
}
