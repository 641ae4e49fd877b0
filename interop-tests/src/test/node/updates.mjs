// Makes random updates on real Yjs documents, and lets Yjs work on them without a document, for the Java test that starts it.
//
// One JSON message per line on standard input, one JSON reply per line on standard output:
//   {"id":1,"seed":7,"drop":[…]} -> {"id":1,"inputs":{…},"results":{…}}
// The scenario follows from the seed; "drop" leaves out edits with these numbers.
import { createInterface } from 'node:readline'
import * as Y from 'yjs'

console.log = console.info = console.error
console.warn = () => {}

const reply = message => process.stdout.write(JSON.stringify(message) + '\n')
const hex = bytes => Buffer.from(bytes).toString('hex')

// mulberry32
const dice = seed => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  return n => next() % n
}

const WORDS = ['a', 'bc', 'def', '\u{1f600}', 'x\u{1f600}y', '\ud83d', '\ude00', 'é', '€uro', 'word '.repeat(9), '\u0000', '"\\', '\ufffd']
const KEYS = ['k', 'l', 'm', '', 'ключ', '\u{1f600}']
const NAMES = ['text', 'array', 'map', 'fragment', 'other']

const value = (roll, bigints, depth = 0) => {
  switch (roll(bigints ? 19 : 17)) {
    case 0: return null
    case 1: return undefined
    case 2: return true
    case 3: return false
    case 4: return -0
    case 5: return NaN
    case 6: return [Infinity, -Infinity, 0.1, 0.5, 1e300, -1.5][roll(6)]
    case 7: return WORDS[roll(WORDS.length)]
    case 8: return new Uint8Array([roll(256), roll(256)])
    case 9: return -roll(100000)
    case 10: return 2 ** 31 + roll(1000) * 2 ** 20
    case 11: return depth > 2 ? [] : Array.from({ length: roll(4) }, () => value(roll, bigints, depth + 1))
    case 12: return depth > 2 ? {} : Object.fromEntries(Array.from({ length: roll(4) }, () => [KEYS[roll(KEYS.length)], value(roll, bigints, depth + 1)]))
    case 13: return { 10: roll(5), b: 1, 2: 'x', a: [roll(9)] }
    case 17: case 18: return BigInt(roll(100000)) * (roll(2) ? 1n : -(1n << 40n))
    default: return roll(1000)
  }
}

const subdocument = roll => {
  const options = { guid: 'sub' + roll(5), autoLoad: roll(2) === 0, gc: roll(3) > 0 }
  if (roll(2)) options.meta = [null, 'meta', { a: roll(4) }][roll(3)]
  return new Y.Doc(options)
}

const shared = roll => {
  switch (roll(7)) {
    case 0: return new Y.Text(WORDS[roll(WORDS.length)])
    case 1: return new Y.Array()
    case 2: return new Y.Map([['k', roll(9)]])
    case 3: return new Y.XmlText('x')
    case 4: return new Y.XmlElement('e' + roll(3))
    case 5: return new Y.XmlHook('hook')
    default: return new Y.XmlFragment()
  }
}

const child = (roll, bigints) => {
  const n = roll(8)
  return n === 0 ? subdocument(roll) : n < 3 ? shared(roll) : value(roll, bigints)
}

const visit = (type, found) => {
  found.push(type)
  const enter = item => {
    if (!item.deleted && item.content instanceof Y.ContentType) visit(item.content.type, found)
  }
  for (let item = type._start; item !== null; item = item.right) enter(item)
  for (const key of Array.from(type._map.keys()).sort()) enter(type._map.get(key))
}

// Format V1 cannot hold bigints here.
const attributes = roll => roll(3) ? undefined : { [['bold', 'color', 'é'][roll(3)]]: [true, null, 'v', { a: 1 }, value(roll, false) ?? null][roll(5)] }

const editText = (text, roll) => {
  const index = roll(text.length + 1)
  switch (roll(7)) {
    case 0: return text.insertEmbed(index, roll(2) ? { image: roll(9) } : roll(2) ? shared(roll) : value(roll, false), attributes(roll) ?? {})
    case 1: return text.length > index && text.format(index, 1 + roll(text.length - index), attributes(roll) ?? { bold: true })
    case 2: case 3: return text.length > index && text.delete(index, 1 + roll(text.length - index))
    default: return text.insert(index, WORDS[roll(WORDS.length)], attributes(roll))
  }
}

const editList = (list, roll, bigints) => {
  const index = roll(list.length + 1)
  if (roll(3) === 0 && list.length > index) return list.delete(index, 1 + roll(list.length - index))
  list.insert(index, Array.from({ length: 1 + roll(3) }, () => child(roll, bigints)))
}

const editXml = (xml, roll, bigints) => {
  if (xml instanceof Y.XmlElement && roll(2)) {
    return roll(4) ? xml.setAttribute(KEYS[roll(KEYS.length)], roll(2) ? 'v' + roll(9) : value(roll, bigints)) : xml.removeAttribute(KEYS[roll(KEYS.length)])
  }
  const index = roll(xml.length + 1)
  if (roll(3) === 0 && xml.length > index) return xml.delete(index, 1 + roll(xml.length - index))
  xml.insert(index, [roll(2) ? new Y.XmlText('t' + roll(9)) : new Y.XmlElement('e' + roll(3))])
}

const editMap = (map, roll, bigints) => {
  const key = KEYS[roll(KEYS.length)]
  return roll(4) ? map.set(key, child(roll, bigints)) : map.delete(key)
}

const edit = (doc, roll, bigints) => {
  const found = []
  for (const root of doc.share.values()) visit(root, found)
  const type = found[roll(found.length)]
  if (type instanceof Y.Text) editText(type, roll)
  else if (type instanceof Y.Array) editList(type, roll, bigints)
  else if (type instanceof Y.Map) editMap(type, roll, bigints)
  else editXml(type, roll, bigints)
}

// Yjs refuses some values in some places, before it changes anything.
const tried = make => {
  try {
    const result = make()
    return result instanceof Uint8Array ? hex(result) : result
  } catch (e) {
    return 'throws ' + e
  }
}

const makeDoc = (roll, number) => {
  const doc = new Y.Doc({ gc: roll(3) > 0, guid: 'doc' })
  doc.clientID = roll(4) ? 1 + number * 7 + roll(7) : 2 ** 31 + number * 1000 + roll(1000)
  doc.getText(NAMES[0])
  doc.getArray(NAMES[1])
  doc.getMap(NAMES[2])
  doc.getXmlFragment(NAMES[3])
  doc.getText(NAMES[4])
  return doc
}

const makeInputs = (seed, drop) => {
  const roll = dice(seed)
  const bigints = roll(5) === 0
  const docs = Array.from({ length: 1 + roll(4) }, (_, i) => makeDoc(roll, i))
  const v1 = []
  const v2 = []
  for (const doc of docs) {
    doc.on('update', (update, origin) => origin !== 'sync' && v1.push(update))
    doc.on('updateV2', (update, origin) => origin !== 'sync' && v2.push(update))
  }
  const vectors = [new Uint8Array([0])]
  const steps = 2 + roll(30)
  for (let step = 0; step < steps; step++) {
    // Each step has its own dice, so that what is left out changes nothing before it.
    const own = dice(seed * 1000 + step)
    if (drop.includes(step)) continue
    const doc = docs[own(docs.length)]
    if (own(4) === 0) {
      const from = docs[own(docs.length)]
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)), 'sync')
    } else {
      doc.transact(() => {
        for (let n = 1 + own(4); n > 0; n--) tried(() => edit(doc, own, bigints))
      })
    }
    if (own(4) === 0) vectors.push(Y.encodeStateVector(doc))
  }
  if (roll(3) === 0) {
    v1.push(...docs.map(doc => Y.encodeStateAsUpdate(doc)))
    v2.push(...docs.map(doc => Y.encodeStateAsUpdateV2(doc)))
  }
  const chosen = v1.map((_, i) => i).filter(() => roll(4) > 0)
  if (roll(3) > 0) {
    for (let i = chosen.length - 1; i > 0; i--) {
      const j = roll(i + 1)
      ;[chosen[i], chosen[j]] = [chosen[j], chosen[i]]
    }
  }
  const total = new Map()
  for (const doc of docs) total.set(doc.clientID, Y.getState(doc.store, doc.clientID))
  const random = new Map()
  for (const [client, clock] of total) if (roll(4)) random.set(client, roll(clock + 2))
  vectors.push(Y.encodeStateVector(random))
  return {
    v1: chosen.map(i => v1[i]),
    v2: chosen.map(i => v2[i]),
    vector: vectors[roll(vectors.length)],
    options: { formatting: roll(2) === 0, subdocs: roll(2) === 0, yxml: roll(2) === 0 }
  }
}

const metaOf = meta => ({ from: Array.from(meta.from), to: Array.from(meta.to) })

const applied = (update, apply, encode) => {
  const doc = new Y.Doc({ guid: 'applied' })
  apply(doc, update)
  return encode(doc)
}

const FORMATS = [
  {
    suffix: 'V1', merge: Y.mergeUpdates, diff: Y.diffUpdate, stateVector: Y.encodeStateVectorFromUpdate, meta: Y.parseUpdateMeta,
    convert: Y.convertUpdateFormatV1ToV2, obfuscate: Y.obfuscateUpdate, apply: Y.applyUpdate, encode: Y.encodeStateAsUpdate
  },
  {
    suffix: 'V2', merge: Y.mergeUpdatesV2, diff: Y.diffUpdateV2, stateVector: Y.encodeStateVectorFromUpdateV2, meta: Y.parseUpdateMetaV2,
    convert: Y.convertUpdateFormatV2ToV1, obfuscate: Y.obfuscateUpdateV2, apply: Y.applyUpdateV2, encode: Y.encodeStateAsUpdateV2
  }
]

const work = (format, updates, { vector, options }) => {
  const merged = tried(() => format.merge(updates))
  const results = { merged }
  if (merged.startsWith('throws')) return results
  const update = Buffer.from(merged, 'hex')
  results.diff = tried(() => format.diff(update, vector))
  results.stateVector = tried(() => format.stateVector(update))
  results.meta = tried(() => metaOf(format.meta(update)))
  results.converted = tried(() => format.convert(update))
  results.obfuscated = tried(() => format.obfuscate(update))
  results.obfuscatedPartly = tried(() => format.obfuscate(update, options))
  results.state = tried(() => applied(update, format.apply, format.encode))
  if (updates.length > 0) {
    results.firstDiff = tried(() => format.diff(updates[0], vector))
    results.firstConverted = tried(() => format.convert(updates[0]))
    results.firstObfuscated = tried(() => format.obfuscate(updates[0]))
  }
  return results
}

const run = ({ seed, drop }) => {
  const inputs = makeInputs(seed, drop ?? [])
  const results = {}
  FORMATS.forEach((format, i) => { results[format.suffix] = work(format, i === 0 ? inputs.v1 : inputs.v2, inputs) })
  return {
    inputs: { V1: inputs.v1.map(hex), V2: inputs.v2.map(hex), vector: hex(inputs.vector), options: inputs.options },
    results
  }
}

createInterface({ input: process.stdin, terminal: false }).on('line', line => {
  const message = JSON.parse(line)
  try {
    reply({ id: message.id, ...run(message) })
  } catch (e) {
    reply({ id: message.id, failure: String(e.stack ?? e) })
  }
})
reply({ id: 0 })
