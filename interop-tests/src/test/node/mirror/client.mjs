// One document of a scenario, its inbox, and the log of what it emitted since the last step.
import * as Y from 'yjs'
import { deltaToTagged, toTagged } from './values.mjs'
import { declareRoots, liveTypes, pickType, resolve } from './targets.mjs'
import { recordEvents } from './events.mjs'
import { runOperation } from './operations.mjs'

export const toBase64 = bytes => Buffer.from(bytes).toString('base64')

const REMOTE = 'remote'
const PHASES = [
  'beforeAllTransactions', 'beforeTransaction', 'beforeObserverCalls', 'afterTransaction',
  'afterTransactionCleanup', 'update', 'updateV2', 'subdocs', 'afterAllTransactions', 'load', 'sync', 'destroy'
]
const RELOAD_ID_STEP = 7919
const MIDDLE_ID = 2 ** 52

export const originLabel = origin => {
  if (origin === null) return null
  return origin instanceof Y.UndoManager ? 'undo' : String(origin)
}

export class Client {
  constructor (spec) {
    this.spec = spec
    this.inbox = []
    this.broadcast = () => {}
    this.watchers = 0
    this.reloads = 0
    this.managers = []
    this.log = { updates: [], updatesV2: [], events: [], reads: [], subdocs: [], undo: [], phases: [] }
    this.open()
  }

  open () {
    this.doc = new Y.Doc({ guid: 'client', gc: this.spec.gc })
    this.doc.clientID = this.clientId()
    const roots = declareRoots(this.doc)
    const names = Array.from(this.doc.share.keys())
    if (this.spec.observed) roots.forEach((root, index) => this.observe(root, names[index]))
    this.doc.on('update', (update, origin) => this.emitted(update, origin))
    this.doc.on('updateV2', (update, origin) => this.emittedV2(update, origin))
    for (const phase of PHASES) this.doc.on(phase, () => this.log.phases.push(phase))
    this.doc.on('subdocs', sets => this.log.subdocs.push(subdocsToTagged(sets)))
  }

  // A document that loads its own former edits must have another id, or Yjs picks a random one.
  clientId () {
    const distance = this.reloads * RELOAD_ID_STEP
    return this.spec.id < MIDDLE_ID ? this.spec.id + distance : this.spec.id - distance
  }

  observe (root, name) {
    root.observe((event, transaction) => recordEvents(this.log.events, name, false, [event], transaction))
    root.observeDeep((events, transaction) => recordEvents(this.log.events, name, true, events, transaction))
  }

  emitted (update, origin) {
    this.log.updates.push([originLabel(origin), toBase64(update)])
    this.emittedUpdate = update
  }

  emittedV2 (update, origin) {
    this.log.updatesV2.push([originLabel(origin), toBase64(update)])
    if (origin !== REMOTE) this.broadcast({ v1: this.emittedUpdate, v2: update })
  }

  // What happened since the last call.
  takeLog () {
    const log = this.log
    const taken = {}
    for (const part of Object.keys(log)) {
      if (log[part].length > 0) taken[part] = log[part].splice(0)
    }
    return taken
  }

  edit (ops, inTransaction) {
    const run = () => ops.forEach(op => runOperation(this.doc, op, this.log.reads))
    if (inTransaction) {
      this.doc.transact(run, 'edit')
    } else {
      run()
    }
  }

  watch (pick) {
    const type = pickType(this.doc, 'any', pick)
    const name = 'watch' + this.watchers++
    type.observeDeep((events, transaction) => recordEvents(this.log.events, name, true, events, transaction))
  }

  // Edits once from inside an observer, the next time the picked type is changed here. Not when others changed
  // it: Yjs then still has search markers on types whose observers have not been called yet.
  react (pick, op) {
    let done = false
    pickType(this.doc, 'any', pick).observe((_event, transaction) => {
      if (done || !transaction.local) return
      done = true
      runOperation(this.doc, op, this.log.reads)
    })
  }

  receive (update, v2) {
    if (v2) {
      Y.applyUpdateV2(this.doc, update, REMOTE)
    } else {
      Y.applyUpdate(this.doc, update, REMOTE)
    }
  }

  deliver (pick, keep, v2) {
    if (this.inbox.length === 0) return
    const index = resolve(pick, this.inbox.length)
    const update = this.inbox[index]
    if (!keep) this.inbox.splice(index, 1)
    this.receive(v2 ? update.v2 : update.v1, v2)
  }

  lose (pick) {
    if (this.inbox.length > 0) this.inbox.splice(resolve(pick, this.inbox.length), 1)
  }

  deliverMerged (count) {
    const updates = this.inbox.splice(0, count).map(update => update.v1)
    if (updates.length === 0) return {}
    const merged = Y.mergeUpdates(updates)
    const meta = Y.parseUpdateMeta(merged)
    const stateVector = Y.encodeStateVector(this.doc)
    this.receive(merged)
    return {
      merged: toBase64(merged),
      mergedDiff: toBase64(Y.diffUpdate(merged, stateVector)),
      mergedStateVector: toBase64(Y.encodeStateVectorFromUpdate(merged)),
      from: sortedByClient(meta.from),
      to: sortedByClient(meta.to)
    }
  }

  // Sends what `other` lacks, as a server answers a late joiner.
  syncTo (other, v2) {
    const stateVector = Y.encodeStateVector(other.doc)
    const difference = encodeState(this.doc, v2, stateVector)
    other.receive(difference, v2)
    return { stateVector: toBase64(stateVector), difference: toBase64(difference) }
  }

  reload (v2) {
    const state = encodeState(this.doc, v2)
    this.doc.destroy()
    this.managers = []
    this.reloads++
    this.open()
    this.receive(state, v2)
    return { state: toBase64(state) }
  }

  state () {
    const texts = liveTypes(this.doc, 'text')
    return {
      update: toBase64(Y.encodeStateAsUpdate(this.doc)),
      updateV2: toBase64(Y.encodeStateAsUpdateV2(this.doc)),
      stateVector: toBase64(Y.encodeStateVector(this.doc)),
      pending: this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null,
      subdocs: guids(this.doc.subdocs).sort(),
      json: toTagged(this.doc.toJSON()),
      deltas: texts.map(text => deltaToTagged(text.toDelta())),
      xml: ['fragment', 'element', 'xmlText'].map(name => this.doc.share.get(name).toString())
    }
  }
}

const encodeState = (doc, v2, stateVector) =>
  v2 ? Y.encodeStateAsUpdateV2(doc, stateVector) : Y.encodeStateAsUpdate(doc, stateVector)

const guids = docs => Array.from(docs, doc => doc.guid)

const subdocsToTagged = ({ loaded, added, removed }) =>
  ({ loaded: guids(loaded), added: guids(added), removed: guids(removed) })

const sortedByClient = clocks => Array.from(clocks).sort((a, b) => a[0] - b[0])
