// Random edits of random documents.
import * as Y from 'yjs'

export function randomFrom (seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return n => Math.floor(next() * n)
}

export const pick = (random, values) => values[random(values.length)]

export const ROOTS = { t: Y.Text, a: Y.Array, m: Y.Map, x: Y.XmlFragment }

export function newDoc (clientID, gc) {
  const doc = new Y.Doc({ gc })
  doc.clientID = clientID
  for (const [name, Type] of Object.entries(ROOTS)) {
    doc.get(name, Type)
  }
  return doc
}

export function liveTypes (doc) {
  const found = []
  const visit = type => {
    found.push(type)
    const items = [...Y.getTypeChildren(type), ...type._map.values()]
    for (const item of items) {
      if (!item.deleted && item.content instanceof Y.ContentType) {
        visit(item.content.type)
      }
    }
  }
  for (const name of Object.keys(ROOTS)) {
    visit(doc.share.get(name))
  }
  return found
}

const words = ['a', 'bc', 'def', '\u{1F600}', 'x\u{1F600}y', 'ghijkl']
const plain = random => pick(random, [1, 'v', true, null, { o: [1, 2] }, new Uint8Array([1, 2, 3]), 2.5])

function newType (random) {
  switch (random(4)) {
    case 0: return new Y.Map([['k', random(9)]])
    case 1: return Y.Array.from([1, 'two', random(9)])
    case 2: return new Y.Text('nested')
    default: return new Y.XmlElement('p')
  }
}

function editText (text, random) {
  const index = random(text.length + 1)
  const rest = text.length - index
  switch (random(7)) {
    case 0: text.insertEmbed(index, random(3) ? { e: random(9) } : newType(random)); break
    case 1: text.insert(index, pick(random, words), pick(random, [{}, { b: true }, { i: { c: 1 } }])); break
    case 2: if (rest > 0) text.delete(index, 1 + random(Math.min(rest, 4))); break
    case 3: if (rest > 0) text.format(index, 1 + random(Math.min(rest, 4)), { [pick(random, ['b', 'i'])]: pick(random, [true, null, 'c']) }); break
    case 4: text.setAttribute('k', random(9)); break
    default: text.insert(index, pick(random, words))
  }
}

function editList (list, random, newElement) {
  const index = random(list.length + 1)
  const rest = list.length - index
  if (random(3) === 0) {
    if (rest > 0) list.delete(index, 1 + random(Math.min(rest, 3)))
  } else {
    list.insert(index, Array.from({ length: 1 + random(3) }, newElement))
  }
}

function editMap (map, random) {
  const key = pick(random, ['k', 'l', 'm'])
  switch (random(5)) {
    case 0: map.delete(key); break
    case 1: map.set(key, newType(random)); break
    default: map.set(key, plain(random))
  }
}

export function edit (doc, random) {
  const type = pick(random, liveTypes(doc))
  if (type instanceof Y.Text) {
    editText(type, random)
  } else if (type instanceof Y.Array) {
    editList(type, random, () => random(4) ? plain(random) : newType(random))
  } else if (type instanceof Y.XmlFragment) {
    if (type instanceof Y.XmlElement && random(2)) {
      const name = pick(random, ['class', 'id'])
      if (random(4)) type.setAttribute(name, 'v' + random(9)); else type.removeAttribute(name)
    } else {
      editList(type, random, () => random(2) ? new Y.XmlElement('div') : new Y.XmlText('words'))
    }
  } else {
    editMap(type, random)
  }
}
