// How a scenario names places: by picks from 0 to 999,999, resolved against what the document holds when
// the operation runs. A pick stays meaningful when steps before it are left out.
import * as Y from 'yjs'

const PICK_RANGE = 1000000

export const resolve = (pick, count) => Math.floor(pick * count / PICK_RANGE)

// The root types of every client, in the order in which they are declared.
export const declareRoots = doc => [
  doc.getText('text'),
  doc.getArray('array'),
  doc.getMap('map'),
  doc.getXmlFragment('fragment'),
  doc.get('element', Y.XmlElement),
  doc.get('xmlText', Y.XmlText)
]

const isText = type => type instanceof Y.Text
const isMap = type => type instanceof Y.Map
const isFragment = type => type instanceof Y.XmlFragment

const families = {
  text: isText,
  array: type => type instanceof Y.Array,
  map: isMap,
  fragment: isFragment,
  element: type => type instanceof Y.XmlElement,
  any: () => true
}

const typeIn = item => !item.deleted && item.content instanceof Y.ContentType ? item.content.type : null

const visit = (type, visitor) => {
  visitor(type)
  for (let item = type._start; item !== null; item = item.right) {
    const child = typeIn(item)
    if (child !== null) visit(child, visitor)
  }
  for (const key of Array.from(type._map.keys()).sort()) {
    const child = typeIn(type._map.get(key))
    if (child !== null) visit(child, visitor)
  }
}

// All live types of a family, depth first: the sequence in order, then the entries by sorted key.
export const liveTypes = (doc, family) => {
  const found = []
  const matches = families[family]
  const visitor = type => { if (matches(type)) found.push(type) }
  doc.share.forEach(root => visit(root, visitor))
  return found
}

// Null where there is none, which can only be for elements.
export const pickType = (doc, family, pick) => {
  const types = liveTypes(doc, family)
  return types.length === 0 ? null : types[resolve(pick, types.length)]
}
