// A random document in two moments: how it came about, and what Yjs says of positions and snapshots.
import * as Y from 'yjs'
import { edit, liveTypes, newDoc, pick, randomFrom, ROOTS } from './edits.mjs'

export const hex = bytes => Buffer.from(bytes).toString('hex')
const json = value => JSON.stringify(value)

function idOf (type) {
  return type._item === null ? Y.findRootTypeKey(type) : type._item.id.client + ':' + type._item.id.clock
}

// a value without shared types and bytes
function plainOf (value) {
  if (value instanceof Y.AbstractType) return { type: idOf(value) }
  if (value instanceof Uint8Array) return { bytes: hex(value) }
  return value
}

const plainEntries = object =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plainOf(value)]))
const plainDelta = delta => json(delta.map(op => ({ ...op, insert: plainOf(op.insert) })))

class Story {
  constructor (random) {
    const ids = pick(random, [[1, 2, 9], [9, 2, 1], [4294967295, 7, 1234567890], [3, 2 ** 40, 5]])
    this.random = random
    this.clientId = ids[2]
    this.gc = random(3) === 0
    this.main = newDoc(ids[2], this.gc)
    this.editors = ids.slice(0, 2).map(id => newDoc(id, random(2) === 0))
    this.manager = new Y.UndoManager(Object.keys(ROOTS).map(name => this.main.share.get(name)), {
      captureTimeout: 0,
      trackedOrigins: new Set(['tracked'])
    })
    this.steps = []
    this.editors.forEach((editor, i) => editor.on('update', (update, origin) => {
      if (origin !== 'sync') {
        const from = i === 0 ? 'tracked' : 'remote'
        this.steps.push({ do: from, update: hex(update), updateV2: hex(Y.convertUpdateFormatV1ToV2(update)) })
        Y.applyUpdate(this.main, update, from)
      }
    }))
  }

  work (count) {
    for (let i = 0; i < count; i++) {
      const editor = this.editors[this.random(2)]
      if (this.random(4) === 0) {
        editor.transact(() => { edit(editor, this.random); edit(editor, this.random) })
      } else {
        edit(editor, this.random)
      }
      if (this.random(6) === 0) {
        const what = this.random(3) ? 'undo' : 'redo'
        this.steps.push({ do: what })
        this.manager[what]()
      }
      if (this.random(3) === 0) {
        const to = this.editors[this.random(2)]
        Y.applyUpdate(to, Y.encodeStateAsUpdate(this.main, Y.encodeStateVector(to)), 'sync')
      }
    }
  }
}

const assocOf = random => pick(random, [-1, 0, -1, 0, 1, -3, 70])

function madePositions (doc, random) {
  const found = []
  for (const type of liveTypes(doc)) {
    const length = type._length
    const count = Math.min(length + 1, 8)
    for (let i = 0; i < count; i++) {
      const index = length < 8 ? i : random(length + 1)
      const assoc = assocOf(random)
      const position = Y.createRelativePositionFromTypeIndex(type, index, assoc)
      found.push({ type: idOf(type), index, position })
    }
  }
  return found
}

function wildPositions (doc, random) {
  return Array.from({ length: 12 }, () => {
    const [client, state] = pick(random, [...Y.snapshot(doc).sv, [77, 3]])
    const id = Y.createID(client, random(state + 2))
    const isType = random(3) === 0
    return { position: new Y.RelativePosition(isType ? id : null, null, isType ? null : id, assocOf(random)) }
  })
}

function resolved (position, doc, follow) {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc, follow)
  return found && { type: idOf(found.type), index: found.index, assoc: found.assoc }
}

function positionReport ({ type, index, position }, doc) {
  const bytes = Y.encodeRelativePosition(position)
  const jsonForm = json(Y.relativePositionToJSON(position))
  return {
    type,
    index,
    assoc: position.assoc,
    bytes: hex(bytes),
    json: jsonForm,
    equalsDecoded: Y.compareRelativePositions(position, Y.decodeRelativePosition(bytes)),
    equalsJson: Y.compareRelativePositions(position, Y.createRelativePositionFromJSON(JSON.parse(jsonForm))),
    now: [true, false].map(follow => json(resolved(position, doc, follow)))
  }
}

// of clocks that no document need ever have had together
function wildSnapshot (doc, random) {
  const states = new Map()
  const deleteSet = Y.createDeleteSet()
  for (const [client, state] of Y.snapshot(doc).sv) {
    if (random(4)) states.set(client, random(state + 1))
    const ranges = []
    for (let clock = random(5); clock < state; clock += 1 + random(6)) {
      const len = 1 + random(3)
      ranges.push({ clock, len })
      clock += len
    }
    if (ranges.length > 0) deleteSet.clients.set(client, ranges)
  }
  return Y.createSnapshot(deleteSet, states)
}

function snapshotReport (doc, types, snapshot, others, updates) {
  const text = doc.getText('t')
  const report = {
    bytes: hex(Y.encodeSnapshot(snapshot)),
    bytesV2: hex(Y.encodeSnapshotV2(snapshot)),
    equal: others.map(other => Y.equalSnapshots(snapshot, other)),
    contains: updates.map(u => Y.snapshotContainsUpdate(snapshot, Buffer.from(u.update, 'hex'))),

    delta: plainDelta(text.toDelta(snapshot)),
    changes: others.map(other => plainDelta(text.toDelta(snapshot, other))),
    marked: plainDelta(text.toDelta(snapshot, others[0], (type, id) => ({ type, by: id.client + ':' + id.clock })))
  }
  doc.transact(() => {
    text.toDelta(snapshot) // cuts all items of the document at the snapshot
    report.types = types.map(type => ({
      type: idOf(type),
      delta: type instanceof Y.Text ? plainDelta(type.toDelta(snapshot)) : null,
      text: Y.typeListToArraySnapshot(type, snapshot).filter(value => typeof value === 'string').join(''),
      list: json(Y.typeListToArraySnapshot(type, snapshot).map(plainOf)),
      entries: json(plainEntries(Y.typeMapGetAllSnapshot(type, snapshot))),
      k: json(plainOf(Y.typeMapGetSnapshot(type, 'k', snapshot) ?? null))
    }))
  })
  report.restored = doc.gc ? null : hex(Y.encodeStateAsUpdate(Y.createDocFromSnapshot(doc, snapshot)))
  return report
}

const contents = [null, 'DELETED', 'JSON', 'BINARY', 'STRING', 'EMBED', 'FORMAT', 'TYPE', 'ANY', 'DOC']

const childrenOf = type => json(Y.getTypeChildren(type).map(item =>
  `${item.id.client}:${item.id.clock}+${item.length} ${item.deleted} ${contents[item.content.getRef()]}`))

export function documentOf (seed) {
  try {
    return reportOf(seed)
  } catch (error) {
    // Yjs itself can fail when it collects what an undo has brought back
    if (error.message === 'Unexpected case' && error.stack.includes('Item.gc')) return { yjsFailed: true }
    throw error
  }
}

function reportOf (seed) {
  const random = randomFrom(seed)
  const story = new Story(random)
  const doc = story.main
  story.work(5 + random(25))
  const first = Y.snapshot(doc)
  const earlierTypes = liveTypes(doc)
  const positions = [...madePositions(doc, random), ...wildPositions(doc, random)]
  story.steps.push({ do: 'look' })
  story.work(1 + random(25))
  const last = Y.snapshot(doc)
  const positionReports = positions.map(p => positionReport(p, doc))
  const children = liveTypes(doc).map(type => ({ type: idOf(type), children: childrenOf(type) }))
  const state = hex(Y.encodeStateAsUpdate(doc))
  const snapshots = [first, last, wildSnapshot(doc, random)]
  // without garbage collection, types that were deleted since can be read, too
  const types = doc.gc ? liveTypes(doc) : [...new Set([...earlierTypes, ...liveTypes(doc)])]
  const updates = story.steps.filter(step => step.update)
  const reports = snapshots.map(snapshot => snapshotReport(doc, types, snapshot, snapshots, updates))
  return {
    clientId: story.clientId,
    gc: story.gc,
    steps: story.steps,
    positions: positionReports,
    children,
    state,
    snapshots: reports,
    stateAfterLooking: hex(Y.encodeStateAsUpdate(doc))
  }
}
