// Writes what replicas of Yjs make of updates in format V2, one JSON object per line. The frozen
// fixtures of ycrdt-core were made with
//
//   node v2-fixtures.mjs --seed 1 --histories 60 > v2.jsonl
//
// A case is a replica that applies "steps" in order: "v1" or "v2" is the update, "emitted" what the
// replica then emits in format V2. "states" are encodings of the replica at the end for some state
// vectors, the first of them empty, and "reloaded" that of a fresh replica that applied the first.
// Byte arrays are base64.
import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'

const arg = (name, otherwise) => {
  const at = process.argv.indexOf('--' + name)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}

// --- random numbers that depend on the seed alone (mulberry32) ---

let seed = arg('seed', 1) >>> 0
const random = () => {
  seed = (seed + 0x6d2b79f5) >>> 0
  let t = seed
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = n => Math.floor(random() * n)
const chance = p => random() < p
const pick = list => list[below(list.length)]

// --- replicas ---

const log = console.log
console.error = console.warn = console.log = () => {} // standard output is for cases
const base64 = bytes => Buffer.from(bytes).toString('base64')
const createReplica = gc => {
  const doc = new Y.Doc({ gc })
  doc.clientID = 4000000000
  // Yjs forgets how a root type is to be treated if it is asked for after it was loaded.
  doc.getText('t')
  doc.getArray('a')
  doc.getMap('m')
  doc.getXmlFragment('x')
  return doc
}
const stateVector = entries => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  entries.forEach(([client, clock]) => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  })
  return encoding.toUint8Array(encoder)
}
const emit = (name, updates, gc = true) => {
  const replica = createReplica(gc)
  let emitted = []
  replica.on('updateV2', update => emitted.push(base64(update)))
  const steps = updates.map(update => {
    update.v2 ? Y.applyUpdateV2(replica, update.v2) : Y.applyUpdate(replica, update.v1)
    const step = { v1: update.v1 && base64(update.v1), v2: update.v2 && base64(update.v2), emitted }
    emitted = []
    return step
  })
  const clocks = Array.from(Y.decodeStateVector(Y.encodeStateVector(replica)))
  const vectors = [[], clocks, clocks.map(([client, clock]) => [client, below(clock + 2)])].map(stateVector)
  const states = vectors.map(sv => ({
    sv: base64(sv),
    v1: base64(Y.encodeStateAsUpdate(replica, sv)),
    v2: base64(Y.encodeStateAsUpdateV2(replica, sv))
  }))
  const fresh = createReplica(gc)
  Y.applyUpdateV2(fresh, Buffer.from(states[0].v2, 'base64'))
  log(JSON.stringify({ name, gc, steps, states, reloaded: base64(Y.encodeStateAsUpdateV2(fresh)) }))
}

// --- documents made by hand, one for each kind of content and each peculiarity ---

const recorded = (edits, clientID = 1) => {
  const doc = new Y.Doc({ gc: false })
  doc.clientID = clientID
  const updates = []
  doc.on('update', v1 => updates.push({ v1 }))
  doc.on('updateV2', v2 => { updates[updates.length - 1].v2 = v2 })
  edits(doc)
  return updates
}
const v1 = updates => updates.map(({ v1 }) => ({ v1 }))
const v2 = updates => updates.map(({ v2 }) => ({ v2 }))
const document = (name, edits) => {
  const updates = recorded(edits)
  emit(name, v2(updates))
  emit(name + ', from V1', v1(updates))
  emit(name + ', not collected', v2(updates), false)
  emit(name + ', reversed', v2(updates).reverse())
  emit(name + ', every other missing', v2(updates).filter((_, i) => i % 2 === 1))
}
const values = [
  0, -0, 1, -1, 63, 64, -64, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 0.1, 1e300, 5e-324, Infinity, -Infinity, NaN,
  null, true, false, '', 'text', '\ud83d', '\ude00', [], {}, [[[]]], { a: { b: [1, { c: null }] } }, { 10: 1, 9: 2, b: 3 }
]

document('empty', () => {})
document('text', doc => {
  const text = doc.getText('t')
  ;['hello', ' world', 'é', '中文', '👾', '\ufeff'].forEach(part => text.insert(text.length, part))
  text.insert(2, 'x')
  text.delete(1, 3)
})
document('half surrogate pairs', doc => {
  const text = doc.getText('t')
  text.insert(0, 'a\ud83d')
  text.insert(2, '\ude00b')
  text.insert(0, '\ude00')
  text.insert(0, 'é')
  text.insert(text.length, '\ud83d')
  doc.transact(() => {
    text.insert(1, '\ud83d')
    text.insert(0, '\ude00\ud83d')
    doc.getMap('m').set('\ud83d', '\ud83d')
    doc.getMap('m').set('\ude00', '\ude00')
    doc.getMap('\ude00').set('k', 1)
  })
})
document('split surrogate pairs', doc => {
  const text = doc.getText('t')
  text.insert(0, '👾👾')
  text.insert(1, 'x')
  text.delete(4, 1)
})
document('values of a list', doc => {
  doc.getArray('a').insert(0, values)
  values.forEach(value => doc.getArray('a').push([value]))
  doc.getArray('a').delete(3, 4)
})
document('values of a map', doc => {
  const map = doc.getMap('m')
  ;[...values, undefined, 5n, -5n, 2n ** 63n - 1n, [-0, NaN, undefined, 7n, { u: undefined }]].forEach((value, i) => map.set('k' + (i % 7), value))
  map.delete('k3')
})
document('bytes', doc => {
  doc.getArray('a').insert(0, [new Uint8Array([]), new Uint8Array([1, 0, 255])])
  doc.getMap('m').set('bytes', Uint8Array.from({ length: 200 }, (_, i) => i))
})
document('embeds', doc => values.slice(25).concat([{ n: NaN, z: -0, big: 1e21, half: '\ud83d' }]).forEach(value => doc.getText('t').insertEmbed(0, value)))
document('attributes', doc => {
  const text = doc.getText('t')
  text.insert(0, 'some text', { bold: true })
  text.format(0, 4, { bold: null, color: '#f00', size: 1.5, o: { a: [1] }, z: -0, n: NaN, half: '\ud83d' })
  text.format(2, 4, { color: '#0f0', bold: true })
  text.insert(3, 'more', { '': '', '\ud83d': 1, '\ude00': 2 })
  text.delete(0, 3)
})
document('nested types', doc => {
  const array = doc.getArray('a')
  array.insert(0, [new Y.Map(), new Y.Array(), new Y.Text('text'), new Y.XmlElement('p'), new Y.XmlFragment(), new Y.XmlText('xml'), new Y.XmlHook('hook')])
  array.get(0).set('inner', new Y.Map([['k', new Y.Array()]]))
  array.get(1).push([new Y.Array(), 1])
  array.get(3).setAttribute('id', '1')
  array.get(3).setAttribute('id', '2')
  array.get(3).insert(0, [new Y.XmlElement('p'), new Y.XmlText('in p')])
  array.get(6).set('k', 'v')
  array.delete(1, 2)
})
document('xml', doc => {
  const xml = doc.getXmlFragment('x')
  xml.insert(0, ['p', 'p', 'div', 'p'].map(name => new Y.XmlElement(name)))
  xml.get(0).insert(0, [new Y.XmlText('one')])
  xml.get(0).get(0).format(0, 2, { em: {} })
  xml.delete(1, 2)
})
document('subdocuments', doc => {
  const map = doc.getMap('m')
  map.set('plain', new Y.Doc({ guid: 'plain' }))
  map.set('options', new Y.Doc({ guid: 'options', gc: false, autoLoad: true, meta: { b: [1, -0, NaN], 1: null } }))
  doc.getArray('a').insert(0, [new Y.Doc({ guid: 'listed', meta: 'm' })])
  map.delete('plain')
})
document('runs of everything', doc => {
  for (let i = 0; i < 40; i++) doc.getArray('a').insert(0, [i])
  for (let i = 0; i < 40; i++) doc.getArray('a').insert(1, [i])
  for (let i = 0; i < 40; i++) doc.getMap('m').set('k' + (i % 2), i)
  for (let i = 0; i < 20; i++) doc.getText('t').insert(0, 'x', { b: i })
  for (let i = 0; i < 20; i++) doc.getArray('a').insert(i * 2, [new Y.Map()])
  doc.getArray('a').delete(5, 60)
})

// --- updates that no Yjs 13 writes but every one reads ---

const crafted = (name, write) => {
  const encoder = new Y.UpdateEncoderV2()
  write(encoder)
  encoding.writeVarUint(encoder.restEncoder, 0) // no deletions
  emit(name, [{ v2: encoder.toUint8Array() }])
}
const block = (encoder, clock, structs, client = 1) => {
  encoding.writeVarUint(encoder.restEncoder, structs)
  encoder.writeClient(client)
  encoding.writeVarUint(encoder.restEncoder, clock)
}
const clients = (encoder, count) => encoding.writeVarUint(encoder.restEncoder, count)
const inRoot = (encoder, ref, root, key = null) => {
  encoder.writeInfo(ref | (key === null ? 0 : 0x20))
  encoder.writeParentInfo(true)
  encoder.writeString(root)
  if (key !== null) encoder.writeString(key)
}
crafted('legacy JSON values', encoder => {
  clients(encoder, 1)
  block(encoder, 0, 2)
  inRoot(encoder, 2, 'a')
  encoder.writeLen(4)
  ;['{"a":[1,-0]}', 'undefined', '"\\ud83d"', '1e400'].forEach(json => encoder.writeString(json))
  inRoot(encoder, 2, 'm', 'key')
  encoder.writeLen(1)
  encoder.writeString('null')
})
crafted('options of a subdocument', encoder => {
  clients(encoder, 1)
  block(encoder, 0, 1)
  inRoot(encoder, 9, 'm', 'doc')
  encoder.writeString('guid')
  encoder.writeAny({ gc: false, meta: { a: 1 } })
})
crafted('keys that are referred to', encoder => {
  clients(encoder, 1)
  block(encoder, 0, 5)
  const format = (keyClock, key, value) => {
    inRoot(encoder, 6, 't')
    encoder.keyClockEncoder.write(keyClock)
    if (key !== null) encoder.writeString(key)
    encoder.writeJSON(value)
  }
  format(0, 'bold', true)
  format(1, 'em', true)
  format(0, null, null)
  format(1, null, null)
  format(7, 'new', 1)
})
crafted('gaps', encoder => {
  clients(encoder, 2)
  block(encoder, 0, 3, 9)
  inRoot(encoder, 4, 't')
  encoder.writeString('before')
  encoder.writeInfo(10)
  encoding.writeVarUint(encoder.restEncoder, 4)
  inRoot(encoder, 4, 't')
  encoder.writeString('behind')
  block(encoder, 5, 1, 3)
  encoder.writeInfo(0)
  encoder.writeLen(3)
})
crafted('garbage and deleted items', encoder => {
  clients(encoder, 1)
  block(encoder, 0, 3)
  encoder.writeInfo(0)
  encoder.writeLen(5)
  inRoot(encoder, 1, 't')
  encoder.writeLen(3)
  encoder.writeInfo(0x80 | 4)
  encoder.writeLeftID(Y.createID(1, 2))
  encoder.writeString('beside garbage')
})

// --- several peers who write all kinds of things and hear of each other late ---

const texts = ['a', 'bc', 'hello ', '😀', 'x👾y', '\ud83d', '\ude00', 'q\ud83d', '\ude00q', 'é', '中文']
const attributes = () => ({ [pick(['bold', 'color', '\ud83d'])]: pick([null, true, '#f00', -0, { o: 1 }]) })
const nested = () => pick([
  () => new Y.Map(), () => new Y.Array(), () => new Y.Text(pick(texts)), () => new Y.XmlElement(pick(['p', 'div'])),
  () => new Y.XmlText('x'), () => new Y.XmlHook('h')
])()
const scalar = () => pick([...values, new Uint8Array([below(256)])])
const edit = type => {
  const children = type instanceof Y.Map ? Array.from(type.values()) : type.toArray ? type.toArray() : []
  const types = children.filter(child => child instanceof Y.AbstractType)
  const at = below((type.length ?? 0) + 1)
  const left = (type.length ?? 0) - at
  if (types.length > 0 && chance(0.4)) {
    edit(pick(types))
  } else if (type instanceof Y.Text) {
    pick([
      () => type.insert(at, pick(texts)), () => type.insert(at, pick(texts), attributes()), () => type.insertEmbed(at, { e: scalar() }),
      () => left > 0 && type.delete(at, 1 + below(left)), () => left > 0 && type.format(at, 1 + below(left), attributes())
    ])()
  } else if (type instanceof Y.Map) {
    chance(0.2) ? type.delete(pick(['k', 'l'])) : type.set(pick(['k', 'l', '\ud83d']), chance(0.3) ? nested() : scalar())
  } else if (left > 0 && chance(0.3)) {
    type.delete(at, 1 + below(left))
  } else if (type instanceof Y.XmlFragment) {
    type.insert(at, [chance(0.5) ? new Y.XmlElement('p') : new Y.XmlText(pick(texts))])
  } else {
    type.insert(at, chance(0.3) ? [nested()] : Array.from({ length: 1 + below(3) }, scalar))
  }
}
const history = () => {
  const updates = []
  const peers = Array.from({ length: 1 + below(3) }, () => {
    const doc = createReplica(chance(0.5))
    doc.clientID = pick([() => 1 + below(9), () => below(2 ** 32), () => below(2 ** 53)])()
    doc.on('update', v1 => updates.push({ v1 }))
    doc.on('updateV2', v2 => { updates[updates.length - 1].v2 = v2 })
    return doc
  })
  for (let i = 3 + below(15); i > 0; i--) {
    const doc = pick(peers)
    try {
      doc.transact(() => { for (let n = chance(0.5) ? 1 : below(8); n > 0; n--) edit(pick(Array.from(doc.share.values()))) })
    } catch (error) {
      // Yjs now and then loses count in YArray.delete; what it did until then is sent all the same.
    }
    if (chance(0.3)) Y.applyUpdateV2(pick(peers), Y.encodeStateAsUpdateV2(pick(peers)))
  }
  return updates
}
for (let i = 0; i < arg('histories', 60); i++) {
  let updates = history().filter(() => chance(0.95)).map(update => chance(0.8) ? { v2: update.v2 } : { v1: update.v1 })
  if (i % 3 === 1) {
    updates = updates.map(update => [random(), update]).sort((a, b) => a[0] - b[0]).map(pair => pair[1])
  }
  emit('history ' + i, updates, chance(0.7))
}
