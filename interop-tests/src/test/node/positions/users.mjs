// What users did, as Yjs keeps it in the document.
import * as Y from 'yjs'
import { hex } from './documents.mjs'
import { pick, randomFrom } from './edits.mjs'

const timers = () => new Promise(resolve => setTimeout(resolve, 2))

function newDoc (clientID) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.getMap('users')
  doc.getText('t')
  return doc
}

function textEdit (random, text) {
  const ops = []
  for (let i = 0; i <= random(3); i++) {
    const index = random(text.length + 1)
    if (random(2) && index < text.length) {
      ops.push({ index, delete: 1 + random(text.length - index) })
    } else {
      ops.push({ index, insert: pick(random, ['ab', 'cde', 'f']) })
    }
    run(text, ops[ops.length - 1])
  }
  return ops
}

function run (text, op) {
  if (op.insert) text.insert(op.index, op.insert); else text.delete(op.index, op.delete)
}

// another client that replaces the entry of a user, or adds to it
function peerUpdate (random, doc, name, client) {
  const peer = newDoc(client)
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc))
  const known = Y.encodeStateVector(peer)
  const users = peer.getMap('users')
  if (random(2) && users.has(name)) {
    users.get(name).get('ids').push([random(50)])
  } else {
    users.set(name, new Y.Map([['ids', Y.Array.from([client])], ['ds', new Y.Array()]]))
  }
  return Y.encodeStateAsUpdate(peer, known)
}

export async function usersOf (seed) {
  const random = randomFrom(seed)
  const doc = newDoc(9)
  const text = doc.getText('t')
  const users = new Y.PermanentUserData(doc)
  const steps = []
  let mapped = 0
  for (let i = 0; i < 4 + random(8); i++) {
    const name = pick(random, ['ada', 'bob'])
    const step = {}
    const what = i === 0 ? 0 : random(6)
    if (what === 0 && mapped < 2) {
      mapped++
      step.map = name
      step.client = pick(random, [9, 30 + i])
      users.setUserMapping(doc, step.client, name)
    } else if (what === 1) {
      const update = peerUpdate(random, doc, name, 100 + i)
      step.update = hex(update)
      Y.applyUpdate(doc, update)
    } else {
      doc.transact(() => { step.ops = textEdit(random, text) })
    }
    await timers()
    step.state = hex(Y.encodeStateAsUpdate(doc))
    step.users = [9, 30, 31, 32, 33, 34, 101, 102, 103, 104, 105].map(client => users.getUserByClientId(client))
    step.deleters = Array.from({ length: 30 }, (_, clock) => users.getUserByDeletedId(Y.createID(9, clock)))
    steps.push(step)
  }
  return { steps }
}
