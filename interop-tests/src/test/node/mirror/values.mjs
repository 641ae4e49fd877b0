// The tagged form of values that Java and JavaScript share. Plain JSON stands for null, booleans, strings,
// integers up to 2^53 - 1 and arrays; everything else is an object with one of these keys:
//   d other numbers (the 64 bits in hex)   i bigint   b bytes (base64)   u undefined
//   o objects as [[key, value], …]         t shared types                s subdocuments
import * as Y from 'yjs'

const bits = new DataView(new ArrayBuffer(8))

const numberToTagged = value => {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value
  bits.setFloat64(0, value)
  return { d: bits.getBigUint64(0).toString(16).padStart(16, '0') }
}

const numberFromTagged = hex => {
  bits.setBigUint64(0, BigInt('0x' + hex))
  return bits.getFloat64(0)
}

export const kindOf = type => {
  if (type instanceof Y.XmlHook) return 'hook'
  if (type instanceof Y.XmlText) return 'xmlText'
  if (type instanceof Y.XmlElement) return 'element'
  if (type instanceof Y.XmlFragment) return 'fragment'
  if (type instanceof Y.Text) return 'text'
  if (type instanceof Y.Array) return 'array'
  if (type instanceof Y.Map) return 'map'
  throw new Error('unknown type ' + type.constructor.name)
}

const nameOf = type => type.nodeName ?? type.hookName

// What a type is, without what it holds.
export const typeLabel = type => {
  const name = nameOf(type)
  return name === undefined ? { t: kindOf(type) } : { t: kindOf(type), name }
}

const subdocToTagged = doc => ({
  guid: doc.guid,
  gc: doc.gc,
  autoLoad: doc.autoLoad,
  shouldLoad: doc.shouldLoad,
  meta: toTagged(doc.meta)
})

const objectToTagged = object => ({ o: Object.keys(object).map(key => [key, toTagged(object[key])]) })

export const toTagged = value => {
  switch (typeof value) {
    case 'undefined': return { u: 1 }
    case 'boolean': case 'string': return value
    case 'number': return numberToTagged(value)
    case 'bigint': return { i: value.toString() }
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map(toTagged)
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64') }
  if (value instanceof Y.Doc) return { s: subdocToTagged(value) }
  if (value instanceof Y.AbstractType) return typeLabel(value)
  return objectToTagged(value)
}

const objectFromPairs = pairs => {
  const object = {}
  for (const [key, value] of pairs) object[key] = fromTagged(value)
  return object
}

const mapFromPairs = pairs => new Map(pairs.map(([key, value]) => [key, fromTagged(value)]))

const typeBuilders = {
  text: spec => new Y.Text(spec.v),
  xmlText: spec => new Y.XmlText(spec.v),
  array: spec => Y.Array.from(spec.v.map(fromTagged)),
  map: spec => new Y.Map(mapFromPairs(spec.v)),
  fragment: spec => withChildren(new Y.XmlFragment(), spec),
  element: spec => {
    const element = new Y.XmlElement(spec.name)
    mapFromPairs(spec.attrs).forEach((value, key) => element.setAttribute(key, value))
    return withChildren(element, spec)
  },
  hook: spec => {
    const hook = new Y.XmlHook(spec.name)
    mapFromPairs(spec.v).forEach((value, key) => hook.set(key, value))
    return hook
  }
}

const withChildren = (parent, spec) => {
  parent.insert(0, spec.v.map(fromTagged))
  return parent
}

const subdocFromTagged = spec => {
  const options = { guid: spec.guid, gc: spec.gc, autoLoad: spec.autoLoad }
  if (spec.meta !== undefined) options.meta = fromTagged(spec.meta)
  return new Y.Doc(options)
}

export const fromTagged = value => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(fromTagged)
  if (value.d !== undefined) return numberFromTagged(value.d)
  if (value.i !== undefined) return BigInt(value.i)
  if (value.b !== undefined) return new Uint8Array(Buffer.from(value.b, 'base64'))
  if (value.u !== undefined) return undefined
  if (value.o !== undefined) return objectFromPairs(value.o)
  if (value.t !== undefined) return typeBuilders[value.t](value)
  if (value.s !== undefined) return subdocFromTagged(value.s)
  throw new Error('not a tagged value: ' + JSON.stringify(value))
}

// Attributes of a rich text operation; an empty set counts as none.
export const attributesFromTagged = value => value == null ? undefined : fromTagged(value)

const deltaOpToTagged = op => {
  const tagged = {}
  if (op.insert !== undefined) tagged.insert = toTagged(op.insert)
  if (op.retain !== undefined) tagged.retain = op.retain
  if (op.delete !== undefined) tagged.delete = op.delete
  if (op.attributes !== undefined && Object.keys(op.attributes).length > 0) {
    tagged.attributes = toTagged(op.attributes)
  }
  return tagged
}

export const deltaToTagged = delta => delta.map(deltaOpToTagged)
