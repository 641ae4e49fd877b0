// One function for each operation of a scenario. Each gets the document and the operation, and may return
// something to be compared.
import * as Y from 'yjs'
import { attributesFromTagged, deltaToTagged, fromTagged, toTagged, typeLabel } from './values.mjs'
import { pickType, resolve } from './targets.mjs'

// The positions where an insertion is possible are one more than the elements.
const insertionIndex = (type, op) => resolve(op.at, type.length + 1)

const range = (type, op) => {
  const index = resolve(op.at, type.length)
  return { index, count: Math.min(op.count, type.length - index) }
}

const toDelta = (parts, length) => {
  const delta = []
  let remaining = length
  for (const part of parts) {
    if (part.insert !== undefined) {
      delta.push({ insert: fromTagged(part.insert), attributes: attributesFromTagged(part.attributes) })
      continue
    }
    const count = Math.min(part.retain ?? part.delete, remaining)
    if (count === 0) continue
    remaining -= count
    delta.push(part.retain === undefined
      ? { delete: count }
      : { retain: count, attributes: attributesFromTagged(part.attributes) })
  }
  return delta
}

// Park and Miller's generator, which both mirrors have.
const randomNumbers = seed => {
  let state = seed
  return limit => {
    state = state * 48271 % 2147483647
    return state % limit
  }
}

const letter = random => String.fromCharCode(97 + random(26))

const smallEdits = [
  (text, random) => text.insert(random(text.length + 1), letter(random)),
  (text, random) => text.insert(text.length, letter(random) + letter(random)),
  (text, random) => {
    const index = random(text.length + 1)
    text.delete(index, Math.min(random(4), text.length - index))
  },
  (text, random) => {
    const index = random(text.length + 1)
    text.format(index, Math.min(random(4), text.length - index), { bold: random(2) === 0 ? true : null })
  }
]

const burst = (text, op) => {
  const random = randomNumbers(op.seed)
  for (let done = 0; done < op.count; done++) smallEdits[random(smallEdits.length)](text, random)
}

const childBefore = (type, at) => {
  const index = resolve(at, type.length + 1)
  return index === 0 ? null : type.get(index - 1)
}

const probes = {
  text: text => ({
    length: text.length,
    string: text.toString(),
    delta: deltaToTagged(text.toDelta()),
    attributes: toTagged(text.getAttributes())
  }),
  array: (array, at) => ({
    length: array.length,
    json: toTagged(array.toJSON()),
    element: array.length === 0 ? null : toTagged(array.get(resolve(at, array.length)))
  }),
  map: map => ({
    length: map.size,
    json: toTagged(map.toJSON()),
    keys: Array.from(map.keys())
  }),
  fragment: (fragment, at) => ({
    length: fragment.length,
    string: fragment.toString(),
    first: sibling(fragment.firstChild),
    element: fragment.length === 0 ? null : sibling(fragment.get(resolve(at, fragment.length)))
  }),
  // Yjs knows siblings only among children of XML.
  element: element => element.parent instanceof Y.XmlFragment
    ? {
        attributes: toTagged(element.getAttributes()),
        next: sibling(element.nextSibling),
        previous: sibling(element.prevSibling)
      }
    : { attributes: toTagged(element.getAttributes()) }
}

const sibling = type => type === null ? null : typeLabel(type)

export const operations = {
  textInsert: (text, op) => text.insert(insertionIndex(text, op), op.text, attributesFromTagged(op.attributes)),
  textEmbed: (text, op) =>
    text.insertEmbed(insertionIndex(text, op), fromTagged(op.value), attributesFromTagged(op.attributes)),
  textDelete: (text, op) => {
    const { index, count } = range(text, op)
    text.delete(index, count)
  },
  textFormat: (text, op) => {
    const { index, count } = range(text, op)
    text.format(index, count, fromTagged(op.attributes))
  },
  textDelta: (text, op) => text.applyDelta(toDelta(op.parts, text.length), { sanitize: op.sanitize }),
  textBurst: burst,
  textAttribute: (text, op) => text.setAttribute(op.key, fromTagged(op.value)),
  textAttributeRemove: (text, op) => text.removeAttribute(op.key),

  arrayInsert: (array, op) => array.insert(insertionIndex(array, op), op.values.map(fromTagged)),
  arrayPush: (array, op) => array.push(op.values.map(fromTagged)),
  arrayUnshift: (array, op) => array.unshift(op.values.map(fromTagged)),
  arrayDelete: (array, op) => {
    const { index, count } = range(array, op)
    array.delete(index, count)
  },

  mapSet: (map, op) => { map.set(op.key, fromTagged(op.value)) },
  mapDelete: (map, op) => map.delete(op.key),
  mapClear: map => map.clear(),

  xmlInsert: (fragment, op) => fragment.insert(insertionIndex(fragment, op), op.children.map(fromTagged)),
  xmlInsertAfter: (fragment, op) => fragment.insertAfter(childBefore(fragment, op.at), op.children.map(fromTagged)),
  xmlPush: (fragment, op) => fragment.push(op.children.map(fromTagged)),
  xmlDelete: (fragment, op) => {
    const { index, count } = range(fragment, op)
    fragment.delete(index, count)
  },
  elementAttribute: (element, op) => element.setAttribute(op.key, fromTagged(op.value)),
  elementAttributeRemove: (element, op) => element.removeAttribute(op.key)
}

const familyOf = name => {
  if (name.startsWith('text')) return 'text'
  if (name.startsWith('array')) return 'array'
  if (name.startsWith('map')) return 'map'
  return name.startsWith('xml') ? 'fragment' : 'element'
}

const runNested = (doc, op, results) =>
  doc.transact(() => op.ops.forEach(inner => runOperation(doc, inner, results)), 'nested')

const runProbe = (doc, op, results) => {
  const type = pickType(doc, op.family, op.on)
  results.push(type === null ? null : probes[op.family](type, op.at))
}

// Runs one operation and appends what it read, if anything, to the results.
export const runOperation = (doc, op, results) => {
  if (op.op === 'nested') return runNested(doc, op, results)
  if (op.op === 'probe') return runProbe(doc, op, results)
  const type = pickType(doc, familyOf(op.op), op.on)
  if (type !== null) operations[op.op](type, op)
}
