// Executes undo scenarios on real Yjs documents for the Java tests that start it.
//
// One JSON message per line on standard input, one JSON reply per line on standard output, see mirror.mjs:
//   {"id":1,"scenario":{"clients":[…],"managers":[…],"steps":[…]}} -> {"id":1,"transcript":[…]}
import { createInterface } from 'node:readline'

console.log = console.info = console.error
console.warn = () => {}

// Yjs takes the clock when it is loaded.
const clock = { now: 0 }
Date.now = () => clock.now
const Y = await import('yjs')

const reply = message => process.stdout.write(JSON.stringify(message) + '\n')
const hex = bytes => Buffer.from(bytes).toString('hex')

const childOf = item => !item.deleted && item.content instanceof Y.ContentType ? item.content.type : null

const visit = (type, found) => {
  found.push(type)
  for (let item = type._start; item !== null; item = item.right) {
    const child = childOf(item)
    if (child !== null) visit(child, found)
  }
  for (const key of Array.from(type._map.keys()).sort()) {
    const child = childOf(type._map.get(key))
    if (child !== null) visit(child, found)
  }
}

const liveTypes = doc => {
  const found = []
  for (const root of doc.share.values()) visit(root, found)
  return found
}

const WORDS = ['a', 'bc', 'def', '\u{1f600}', 'x\u{1f600}y']
const KEYS = ['k', 'l', 'm']
const MARKS = ['bold', 'color']

const newValue = (n, client) => {
  switch (n % 10) {
    case 0: return new Y.Text('t' + n)
    case 1: return new Y.Array()
    case 2: return new Y.Map([['k', n]])
    case 3: return new Uint8Array([n % 200])
    case 4: return client.newSubdocument()
    case 5: return { n }
    default: return n
  }
}

const newNode = n => n % 3 === 0 ? new Y.XmlText('x' + n) : new Y.XmlElement('e' + n % 2)

const editText = (text, action, p, q) => {
  const length = text.length
  const index = p % (length + 1)
  const attributes = q % 3 === 0 ? { [MARKS[q % 2]]: q % 4 < 2 ? true : 'v' + q % 3 } : undefined
  switch (action % 6) {
    case 0:
    case 1: return text.insert(index, WORDS[q % 5], attributes)
    case 2:
    case 3: return text.delete(index, Math.min(q % 5, length - index))
    case 4: return text.format(index, Math.min(q % 7, length - index), { [MARKS[p % 2]]: q % 4 === 0 ? null : q % 2 === 0 })
    default: return text.insertEmbed(index, q % 3 === 0 ? new Y.Map([['k', q]]) : { embed: q })
  }
}

const editArray = (array, action, p, q, client) => {
  const index = p % (array.length + 1)
  switch (action % 5) {
    case 0: return array.insert(index, [q, q + 1, 'v' + q])
    case 1: return array.insert(index, [newValue(q, client)])
    case 2: return array.push([q])
    default: return array.delete(index, Math.min(q % 4, array.length - index))
  }
}

const editMap = (map, action, p, q, client) => {
  const key = KEYS[p % 3]
  if (action % 4 === 0) return map.delete(key)
  map.set(key, action % 4 === 1 ? newValue(q, client) : q)
}

const editXml = (fragment, action, p, q) => {
  const index = p % (fragment.length + 1)
  if (action % 6 === 5 && fragment instanceof Y.XmlElement) {
    return q % 3 === 0 ? fragment.removeAttribute(KEYS[p % 3]) : fragment.setAttribute(KEYS[p % 3], 'w' + q)
  }
  switch (action % 5) {
    case 0:
    case 1: return fragment.insert(index, [newNode(q)])
    case 2: return fragment.insert(index, [newNode(q), newNode(q + 1)])
    default: return fragment.delete(index, Math.min(q % 3, fragment.length - index))
  }
}

const runEdit = (client, [pick, action, p, q]) => {
  const types = liveTypes(client.doc)
  const type = types[pick % types.length]
  if (type instanceof Y.Text) editText(type, action, p, q)
  else if (type instanceof Y.Array) editArray(type, action, p, q, client)
  else if (type instanceof Y.XmlFragment) editXml(type, action, p, q)
  else editMap(type, action, p, q, client)
}

const originLabel = origin => origin === null ? null : origin instanceof Y.UndoManager ? 'manager' : String(origin)

const rangesOf = deleteSet => Array.from(Y.mergeDeleteSets([deleteSet]).clients)
  .sort((a, b) => b[0] - a[0])
  .map(([client, ranges]) => [client, ranges.map(range => [range.clock, range.len])])

class Client {
  constructor (spec) {
    this.log = []
    this.subdocuments = 0
    this.id = spec.id
    const gcFilter = spec.gcFilter ? item => item.id.clock % 3 !== 0 : () => true
    this.doc = new Y.Doc({ guid: 'client', gc: spec.gc, gcFilter })
    this.doc.clientID = spec.id
    this.doc.getText('text')
    this.doc.getArray('array')
    this.doc.getMap('map')
    this.doc.getXmlFragment('fragment')
    this.doc.on('update', (update, origin) => this.log.push(['update', originLabel(origin), hex(update)]))
  }

  newSubdocument () {
    return new Y.Doc({ guid: 'sub' + this.id + '-' + this.subdocuments++ })
  }
}

class Manager {
  constructor (spec, clients) {
    this.client = clients[spec.client]
    const doc = this.client.doc
    const roots = Array.from(doc.share.values())
    const scope = spec.scope === 'doc' ? doc : spec.scope.map(index => roots[index])
    this.manager = new Y.UndoManager(scope, {
      captureTimeout: spec.captureTimeout,
      trackedOrigins: new Set(spec.origins.map(origin => origin === 'class' ? String : origin)),
      ignoreRemoteMapChanges: spec.ignoreRemoteMapChanges,
      captureTransaction: spec.captureFilter ? transaction => transaction.origin !== 'b' : () => true,
      deleteFilter: spec.deleteFilter ? item => item.id.clock % 4 !== 0 : () => true
    })
    for (const name of ['added', 'updated', 'popped']) {
      this.manager.on('stack-item-' + name, event => this.stackItem(name, event))
    }
    this.manager.on('stack-cleared', event =>
      this.client.log.push(['cleared', event.undoStackCleared, event.redoStackCleared]))
  }

  stackItem (name, event) {
    const order = Array.from(event.changedParentTypes.keys(), type => type.constructor.name.replace(/^_/, ''))
    this.client.log.push([name, event.type, originLabel(event.origin), order,
      rangesOf(event.stackItem.insertions), rangesOf(event.stackItem.deletions)])
  }
}

const steps = {
  edit: ({ clients }, step) => {
    const client = clients[step.client]
    const run = () => step.ops.forEach(op => runEdit(client, op))
    if (step.origin === 'none') run()
    else client.doc.transact(run, step.origin)
  },
  undo: ({ managers }, step) => managers[step.manager].manager.undo() !== null,
  redo: ({ managers }, step) => managers[step.manager].manager.redo() !== null,
  undoInside: ({ managers }, step) => {
    const { client, manager } = managers[step.manager]
    client.doc.transact(() => {
      step.ops.forEach(op => runEdit(client, op))
      if (step.redo) manager.redo()
      else manager.undo()
      step.ops.forEach(op => runEdit(client, op))
    }, step.origin)
  },
  stop: ({ managers }, step) => managers[step.manager].manager.stopCapturing(),
  clear: ({ managers }, step) => managers[step.manager].manager.clear(step.undo, step.redo),
  scope: ({ managers }, step) => {
    const { client, manager } = managers[step.manager]
    const types = liveTypes(client.doc)
    manager.addToScope(types[step.pick % types.length])
  },
  track: ({ managers }, step) => managers[step.manager].manager.addTrackedOrigin(step.origin),
  untrack: ({ managers }, step) => managers[step.manager].manager.removeTrackedOrigin(step.origin),
  close: ({ managers }, step) => managers[step.manager].manager.destroy(),
  tick: (_world, step) => { clock.now += step.millis },
  sync: ({ clients }, step) => {
    const to = clients[step.to]
    const update = Y.encodeStateAsUpdate(clients[step.from].doc, Y.encodeStateVector(to.doc))
    Y.applyUpdate(to.doc, update, step.origin)
  }
}

const runScenario = scenario => {
  clock.now = 1000
  const clients = scenario.clients.map(spec => new Client(spec))
  const managers = scenario.managers.map(spec => new Manager(spec, clients))
  const transcript = []
  for (const step of scenario.steps) {
    try {
      const result = steps[step.do]({ clients, managers }, step)
      transcript.push({
        result: result === undefined ? null : result,
        logs: clients.map(client => client.log.splice(0)),
        states: clients.map(client => hex(Y.encodeStateAsUpdate(client.doc))),
        stacks: managers.map(({ manager }) => [manager.undoStack.length, manager.redoStack.length])
      })
    } catch (error) {
      transcript.push({ error: String(error), stack: error.stack })
      break
    }
  }
  return transcript
}

reply({ id: 0 })
createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', line => {
  const message = JSON.parse(line)
  try {
    reply({ id: message.id, transcript: runScenario(message.scenario) })
  } catch (error) {
    reply({ id: message.id, failure: error.stack })
  }
})
