// Writes cases for Updates (merge, diff, stateVector, meta), one JSON object per line, with the
// answers that Yjs gives. The frozen fixtures of ycrdt-core were made with
//
//   node updates-fixtures.mjs --seed 1 --histories 16 --crafted 150 --crowds 6 > updates.jsonl
//
// Byte arrays are base64. A case without "out" is one that Yjs refuses.
import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'

const arg = (name, otherwise) => {
  const at = process.argv.indexOf('--' + name)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}

// --- random numbers that depend on the seed alone (mulberry32) ---

let state = arg('seed', 1) >>> 0
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0
  let t = state
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = n => Math.floor(random() * n)
const chance = p => random() < p
const pick = list => list[below(list.length)]
const shuffled = list => {
  const copy = list.slice()
  for (let i = copy.length - 1; i > 0; i--) {
    const j = below(i + 1)
    ;[copy[i], copy[j]] = [copy[j], copy[i]]
  }
  return copy
}
const times = (n, make) => Array.from({ length: n }, make)
const clientId = () => pick([() => 1 + below(9), () => below(2 ** 32), () => below(2 ** 53)])()

// --- real documents ---

const texts = ['a', 'bc', 'hello ', '😀', 'x👾y', '😀👾😀', 'é', '中文', '\u0000', '"\\', '\ufeff', '\ufffd', '👩‍👩‍👧']
const scalar = () => pick([
  () => below(1000) - 500, () => -0, () => random(), () => 2 ** 31, () => -(2 ** 31), () => 2 ** 53,
  () => Infinity, () => 'text ' + pick(texts), () => true, () => false, () => null, () => '',
  () => new Uint8Array(times(below(4), () => below(256)))
])()
const json = depth => depth > 2 || chance(0.5)
  ? pick([1, -5, 0.5, 1e21, 'v', '😀', '\ud83d', null, true, 'q"\\\n'])
  : chance(0.5)
    ? times(below(4), () => json(depth + 1))
    : Object.fromEntries(times(below(4), () => [pick(['k', '10', '2', 'ключ', 'z']), json(depth + 1)]))
const mapValue = depth => pick([
  scalar, () => json(0), () => new Y.Map(), () => new Y.Array(), () => new Y.Text(pick(texts)),
  () => undefined, () => BigInt(below(1000)) - 500n,
  () => new Y.Doc({ guid: 'sub' + below(9), autoLoad: chance(0.5), gc: chance(0.5), meta: chance(0.5) ? json(0) : null })
])(depth)

const editText = text => {
  const length = text.length
  pick([
    () => text.insert(below(length + 1), pick(texts)),
    () => text.insert(below(length + 1), pick(texts), { [pick(['bold', 'color'])]: json(1) }),
    () => text.insert(length, pick(texts)),
    () => length > 0 && text.delete(below(length), 1),
    () => { if (length > 0) { const i = below(length); text.delete(i, below(length - i) + 1) } },
    () => { if (length > 0) { const i = below(length); text.format(i, below(length - i) + 1, { [pick(['bold', 'color'])]: pick([null, true, '#f00', 3]) }) } },
    () => text.insertEmbed(below(length + 1), { image: json(0) })
  ])()
}
const editArray = array => {
  const length = array.length
  pick([
    () => array.insert(below(length + 1), times(1 + below(4), () => pick([scalar, () => json(0)])())),
    () => array.push([scalar()]),
    () => array.insert(below(length + 1), [pick([() => new Y.Map(), () => new Y.Array(), () => new Y.Text('n')])()]),
    () => { if (length > 0) { const i = below(length); array.delete(i, below(length - i) + 1) } }
  ])()
}
const editMap = map => {
  const key = pick(['k', 'title', '😀', ''])
  chance(0.2) ? map.delete(key) : map.set(key, mapValue(0))
}
const editXml = fragment => {
  const length = fragment.length
  pick([
    () => fragment.insert(below(length + 1), [new Y.XmlElement(pick(['p', 'div', 'DIV']))]),
    () => fragment.insert(below(length + 1), [new Y.XmlText(pick(texts))]),
    () => fragment.insert(below(length + 1), [new Y.XmlHook('hook')]),
    () => { if (length > 0) { const i = below(length); fragment.delete(i, below(length - i) + 1) } }
  ])()
}
const edit = type => {
  const children = type instanceof Y.Map
    ? Array.from(type.values())
    : type.toArray ? type.toArray() : []
  const nested = children.filter(child => child instanceof Y.AbstractType)
  if (nested.length > 0 && chance(0.4)) {
    edit(pick(nested))
  } else if (type instanceof Y.XmlElement && chance(0.5)) {
    type.setAttribute(pick(['id', 'class']), pick(['1', 'x', '😀']))
  } else if (type instanceof Y.Text) {
    editText(type)
  } else if (type instanceof Y.Array) {
    editArray(type)
  } else if (type instanceof Y.Map) {
    editMap(type)
  } else {
    editXml(type)
  }
}
const roots = [d => d.getText('t'), d => d.getArray('a'), d => d.getMap('m'), d => d.getXmlFragment('x'), d => d.getText('t')]

const randomStateVector = update => {
  const sv = encoding.createEncoder()
  const entries = Array.from(Y.parseUpdateMeta(update).to).filter(() => chance(0.8))
  encoding.writeVarUint(sv, entries.length + 1)
  encoding.writeVarUint(sv, 77)
  encoding.writeVarUint(sv, below(3))
  for (const [client, to] of entries) {
    encoding.writeVarUint(sv, client)
    encoding.writeVarUint(sv, pick([0, to, below(to + 1), below(to + 1), to + 1]))
  }
  return encoding.toUint8Array(sv)
}

// Several peers edit, exchange some of their updates in any order, and drop others.
const history = () => {
  const typing = chance(0.25)
  const docs = times(1 + below(4), () => {
    const doc = new Y.Doc({ gc: chance(0.6) })
    doc.clientID = clientId()
    return doc
  })
  const updates = []
  docs.forEach(doc => doc.on('update', update => updates.push(update)))
  const steps = 5 + below(60)
  for (let i = 0; i < steps; i++) {
    const doc = pick(docs)
    if (typing) {
      const text = doc.getText('t')
      chance(0.8) ? text.insert(text.length, pick(texts)) : editText(text)
    } else {
      try {
        doc.transact(() => times(chance(0.3) ? 1 + below(5) : 1, () => edit(pick(roots)(doc))))
      } catch (error) {
        // Yjs now and then loses count in YArray.delete; what it did until then is sent all the same.
      }
    }
    if (updates.length > 0 && chance(0.3)) {
      Y.applyUpdate(pick(docs), pick(updates))
    }
    if (chance(0.2)) {
      const from = pick(docs)
      const state = Y.encodeStateAsUpdate(from)
      updates.push(chance(0.5) ? state : Y.encodeStateAsUpdate(from, randomStateVector(state)))
    }
    if (chance(0.1)) {
      Y.applyUpdate(pick(docs), Y.encodeStateAsUpdate(pick(docs)))
    }
  }
  docs.forEach(doc => doc.destroy())
  return updates
}

// --- updates written by hand: everything a decoder takes, also what no Yjs writes ---

const padded = (encoder, value) => {
  if (chance(0.9)) {
    encoding.writeVarUint(encoder, value)
    return
  }
  while (value > 127) {
    encoding.write(encoder, 128 | (value % 128))
    value = Math.floor(value / 128)
  }
  encoding.write(encoder, 128 | value)
  encoding.write(encoder, 0)
}
const paddedString = (encoder, string) => {
  const utf8 = new TextEncoder().encode(string)
  padded(encoder, utf8.length)
  encoding.writeUint8Array(encoder, utf8)
}
const odd = [
  e => { encoding.write(e, 125); encoding.writeVarInt(e, pick([2 ** 31, 2 ** 40, -(2 ** 31), 2 ** 53 - 1])) },
  e => { encoding.write(e, 125); encoding.writeUint8Array(e, new Uint8Array([0xc0, 0])) },
  e => { encoding.write(e, 124); encoding.writeFloat32(e, pick([5, 0.5, -0, 2 ** 31, NaN])) },
  e => { encoding.write(e, 123); encoding.writeFloat64(e, pick([5, 0.5, -0, 2 ** 31, 2 ** 31 + 1, NaN, 1e300])) },
  e => { encoding.write(e, 122); encoding.writeBigInt64(e, -5n) },
  e => {
    const keys = times(below(5), () => pick(['b', '10', '9', 'a', '01', '4294967295', '4294967294']))
    if (chance(0.2)) keys.splice(below(keys.length + 1), 0, '__proto__')
    encoding.write(e, 118)
    padded(e, keys.length)
    for (const key of keys) {
      paddedString(e, key)
      // Objects and null would become the prototype and change what else happens.
      key === '__proto__' ? encoding.writeAny(e, 1) : any(e)
    }
  },
  e => { const n = below(3); encoding.write(e, 117); padded(e, n); times(n, () => any(e)) },
  e => { encoding.write(e, 119); paddedString(e, pick(texts)) },
  e => { encoding.write(e, 116); padded(e, 2); encoding.writeUint8Array(e, new Uint8Array([1, 2])) }
]
const any = e => chance(0.5) ? pick(odd)(e) : encoding.writeAny(e, pick([1, 'x', null, undefined, true, -0, 0.1]))
const jsonTexts = ['1', '-0', '1e3', '1E400', ' true', '{"b":1, "a":2}', '{"2":1,"1":[]}', '{"a":1,"a":2}', '{"__proto__":1}',
  '"\\ud83d"', '"\\u0041/\\/"', '[1,\t2]', 'null', '"x"', '123456789012345678', '0.1', '-17', '"é"', '01', 'nul', '{', '"\u0001"', '"a', '-', '']
const jsonText = () => chance(0.97) ? jsonTexts[below(18)] : pick(jsonTexts)
const options = e => pick([
  () => encoding.writeAny(e, { gc: pick([false, true, 0, null]), encoding: 1, meta: pick([1, null, { b: 1, 2: 3 }]) }),
  () => encoding.writeAny(e, { autoLoad: pick([true, 'yes', '']), shouldLoad: true, meta: undefined, gc: undefined }),
  () => encoding.writeAny(e, { guid: 'other', meta: false }),
  () => encoding.writeAny(e, pick([1, 'str', [1]])),
  () => any(e)
])()
const contents = {
  1: (e, n) => padded(e, n),
  2: (e, n) => { padded(e, n); times(n, () => paddedString(e, chance(0.2) ? 'undefined' : jsonText())) },
  3: e => { padded(e, 3); encoding.writeUint8Array(e, new Uint8Array([1, 0, 255])) },
  4: (e, n, id) => paddedString(e, sharedText(id, n)),
  5: e => paddedString(e, jsonText()),
  6: e => { paddedString(e, pick(texts)); paddedString(e, jsonText()) },
  7: e => { const ref = below(7); padded(e, ref); if (ref === 3 || ref === 5) paddedString(e, 'Name') },
  8: (e, n) => { padded(e, n); times(n, () => any(e)) },
  9: e => { paddedString(e, 'guid'); options(e) }
}
// One endless text per client with surrogate pairs all over, so that overlaps cut them.
const sharedText = ({ client, clock }, n) => {
  const unit = i => ['a', '\ud83d', '\ude00', 'é', '\ud83d', '\udc7e'][(i + client) % 6]
  return times(n, (_, i) => unit(clock + i)).join('').replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, 'z')
}
const craftedId = e => { padded(e, pick([1, 2, 3, 2 ** 32 + 5])); padded(e, below(40)) }
const craftedStruct = (e, id, kinds) => {
  const ref = pick(kinds)
  const n = 1 + below(6)
  if (ref === 0 || ref === 10) {
    encoding.write(e, ref === 0 && chance(0.2) ? 0x20 << below(3) : ref)
    padded(e, n)
    return n
  }
  const flags = pick([0x80, 0x80, 0xc0, 0x40, 0, 0]) | pick([0, 0, 0x20])
  encoding.write(e, flags | ref)
  const chained = chance(0.6) && id.clock > 0
  if (flags & 0x80) chained ? (padded(e, id.client), padded(e, id.clock - 1)) : craftedId(e)
  if (flags & 0x40) craftedId(e)
  if ((flags & 0xc0) === 0) {
    chance(0.6) ? (padded(e, 1), paddedString(e, pick(['t', '', '😀']))) : (padded(e, 0), craftedId(e))
    if (flags & 0x20) paddedString(e, pick(['key', '', 'ключ']))
  }
  contents[ref](e, n, id)
  return [1, 2, 4, 8].includes(ref) ? n : 1
}
const allKinds = [0, 10, 1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 8, 9]
const crafted = kinds => {
  const e = encoding.createEncoder()
  const clients = [2 ** 32 + 5, 3, 2, 1].filter(() => chance(0.5))
  padded(e, clients.length)
  for (const client of clients) {
    const count = below(6)
    let clock = chance(0.5) ? 0 : below(20)
    padded(e, count)
    padded(e, client)
    padded(e, clock)
    times(count, () => { clock += craftedStruct(e, { client, clock }, kinds) })
  }
  const deleters = times(below(4), () => pick([1, 2, 3, 2 ** 32 + 5, 9]))
  padded(e, deleters.length)
  for (const client of deleters) {
    const ranges = below(4)
    padded(e, client)
    padded(e, ranges)
    times(ranges, () => { padded(e, below(30)); padded(e, 1 + below(5)) })
  }
  if (chance(0.1)) encoding.write(e, 1)
  return encoding.toUint8Array(e)
}

// --- cases ---

const base64 = bytes => Buffer.from(bytes).toString('base64')
const emit = line => process.stdout.write(JSON.stringify(line) + '\n')
const answer = (op, inputs, run) => {
  let out
  try {
    out = run()
  } catch (error) {
    // No "out": Yjs refuses these bytes.
  }
  emit({ op, in: inputs.map(base64), out: out instanceof Uint8Array ? base64(out) : out })
  return out
}
const merge = updates => answer('merge', updates, () => {
  // Yjs hands a single update back unread.
  if (updates.length === 1) Y.encodeStateVectorFromUpdate(updates[0])
  return Y.mergeUpdates(updates)
})
const inspect = update => {
  answer('stateVector', [update], () => Y.encodeStateVectorFromUpdate(update))
  answer('meta', [update], () => {
    const { from, to } = Y.parseUpdateMeta(update)
    return { from: Array.from(from), to: Array.from(to) }
  })
  let sv
  try {
    sv = randomStateVector(update)
  } catch (error) {
    return
  }
  answer('diff', [update, sv], () => Y.diffUpdate(update, sv))
}
const examine = updates => {
  const merged = merge(updates)
  if (merged && updates.length !== 1) {
    inspect(merged)
    if (chance(0.3)) {
      const again = randomStateVector(merged)
      const part = Y.diffUpdate(merged, again)
      merge(shuffled([part, merged, pick(updates) ?? part]))
    }
  }
}
console.error = console.warn = console.log = () => {} // standard output is for cases
for (let i = arg('histories', 16); i > 0; i--) {
  const updates = history()
  examine(updates)
  examine(shuffled(updates))
  examine(shuffled(updates).slice(0, below(updates.length + 1)))
  examine(shuffled(updates).slice(0, 2 + below(3)))
  if (updates.length > 0) {
    inspect(pick(updates))
  }
}
for (let i = arg('crafted', 150); i > 0; i--) {
  const kinds = pick([allKinds, [4], [0, 4], [0], [0, 1, 10], [4, 8], [8], [2, 4]])
  const updates = times(chance(0.02) ? 60 + below(10) : 1 + below(5), () => crafted(kinds))
  examine(updates)
  inspect(pick(updates))
}
// More readers than V8 sorts in one run, with GC structs and items at the same clocks.
for (let i = arg('crowds', 6); i > 0; i--) {
  merge(times(64 + below(80), () => crafted([0, 4])))
}
