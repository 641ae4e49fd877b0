// Writes the seed corpus: one small input per kind of content and per known attack.
// Run with Node 20 after interop-tests/src/test/node/install.sh: node make-seeds.mjs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(new URL('../../../../interop-tests/src/test/node/mirror.mjs', import.meta.url))
const Y = require('yjs')
const { Awareness, encodeAwarenessUpdate, removeAwarenessStates } = require('y-protocols/awareness')
const resources = fileURLToPath(new URL('../resources/dev/ycrdt/fuzz/', import.meta.url))

const seeds = (testClass, method) => {
  const folder = `${resources}${testClass}Inputs/${method}/`
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (!name.startsWith('found-')) rmSync(folder + name)
  return (name, bytes) => writeFileSync(folder + name.replaceAll(' ', '-'), bytes)
}
const parts = list => Buffer.concat(list.flatMap(part => [Buffer.from([part.length >> 8, part.length & 255]), part]))
const hex = text => Buffer.from(text.replaceAll(' ', ''), 'hex')

// ---- updates

const newDoc = (clientID, options) => Object.assign(new Y.Doc(options), { clientID })
const edits = {
  text: doc => doc.getText('t').insert(0, 'aü中😀'),
  deleted: doc => { doc.getText('t').insert(0, 'abc'); doc.getText('t').delete(1, 1) },
  format: doc => doc.getText('t').insert(0, 'bold', { b: true, c: null }),
  embed: doc => doc.getText('t').insertEmbed(0, { image: [1, 'x'] }, { w: 1.5 }),
  any: doc => doc.getArray('a').push([1, -1, 0.5, 1e300, true, null, [2n ** 60n, undefined], 's', [1], { k: { l: [] } }, 2 ** 31]),
  binary: doc => doc.getArray('a').push([new Uint8Array([0, 1, 255])]),
  map: doc => { const map = doc.getMap('m'); map.set('k', 1); map.set('k', 'two'); map.set('l', 0); map.delete('l') },
  types: doc => doc.getArray('a').push([new Y.Array(), new Y.Map(), new Y.Text('in'), new Y.XmlElement('p'), new Y.XmlFragment(), new Y.XmlHook('h'), new Y.XmlText()]),
  xml: doc => {
    const element = new Y.XmlElement('div')
    doc.getXmlFragment('x').push([element, new Y.XmlText('t')])
    element.setAttribute('class', 'c')
    element.push([new Y.XmlElement('b'), new Y.XmlText('i')])
  },
  subdocument: doc => doc.getMap('m').set('d', new Y.Doc({ guid: 'g', autoLoad: true, meta: { a: 1 }, gc: false })),
  nested: doc => {
    const map = new Y.Map()
    doc.getArray('a').push([map])
    const array = new Y.Array()
    map.set('k', array)
    array.push([new Y.Text('deep')])
    map.set('k', 1)
  },
  'deleted type': doc => { doc.getArray('a').push([new Y.Array(), 1]); doc.getArray('a').delete(0) },
  concurrent: doc => {
    const other = newDoc(4)
    doc.getText('t').insert(0, 'ab')
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    other.getText('t').insert(1, 'X')
    doc.getText('t').insert(1, 'Y')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  }
}
const updates = {}
const sessions = {}
for (const [name, edit] of Object.entries(edits)) {
  const doc = newDoc(3)
  const own = (sessions[name] = [])
  doc.on('update', update => own.push(Buffer.from(update)))
  edit(doc)
  updates[name] = Buffer.from(Y.encodeStateAsUpdate(doc))
}
updates.json = hex('01 01 03 00 02 01 01 61 03 01 31 09 756e646566696e6564 05 5b22 78 225d 00')
updates.skip = Buffer.from(Y.mergeUpdates([sessions.nested[0], sessions.nested[2]]))
updates['onto the base'] = hex('01 03 03 00 c4 01 01 01 02 01 78 84 03 00 02 7979 87 01 0b 00 01 01 01 00 02')

// The first four bytes of most lines are: one client, one struct, client 1, clock 0.
const attacks = {
  'struct count': '01 80808010 01 00 04 01 01 74 01 61 00',
  'client count': '8080808008 01 01 00',
  'any length': '01 01 03 00 08 01 01 74 8080808008 7f 00',
  'array length': '01 01 03 00 08 01 01 74 01 75 8080808008 00',
  'object length': '01 01 03 00 08 01 01 74 01 76 8080808008 00',
  'string length': '01 01 03 00 04 01 01 74 8080808008 61 00',
  'delete clients': '00 8080808004 01 01 00 01',
  'delete ranges': '00 01 01 8080808004 00 01',
  'garbage of length 0': '01 01 03 00 00 00 00',
  'empty text': '01 01 03 00 04 01 01 74 00 00',
  'client twice': '02 01 03 00 00 01 01 03 01 00 01 00',
  'garbage to the last clock': '01 01 03 00 00 feffffff07 00',
  'garbage of 2^53-1': '01 01 03 00 00 ffffffffffffff0f 00',
  'clock of 2^52': '01 01 03 8080808080808008 00 01 00',
  'origin itself': '01 01 03 00 84 03 00 01 61 00',
  'origins in a circle': '02 01 04 00 84 03 00 01 61 01 03 00 84 04 00 01 61 00',
  'parent is a text': '01 01 03 00 04 00 01 00 01 61 00',
  'parent is a value': '01 01 03 00 08 00 01 0b 01 7e 00',
  'origins of two parents': '01 01 03 00 c4 01 00 01 0d 01 61 00',
  'right before left': '01 01 03 00 c4 01 02 01 00 01 61 00',
  'format in an array': '01 01 03 00 86 01 0b 01 62 04 74727565 00',
  'text in a map entry': '01 01 03 00 24 01 01 6d 01 6b 03 686969 00',
  'values in a map entry': '01 01 03 00 28 01 01 6d 01 6b 03 7e7e7e 00',
  'overlapping deletions': '00 01 01 03 00 03 01 02 00 7f',
  'overlong numbers': '8100 8100 8300 8000 04 01 01 74 01 61 00',
  'deep any': '01 01 03 00 08 01 01 74 01 ' + '7501'.repeat(40) + '7e 00',
  'deep JSON': '01 01 03 00 05 01 01 74 50 ' + '5b'.repeat(40) + '5d'.repeat(40) + ' 00',
  'unknown content': '01 01 03 00 0b 01 01 74 01 61 00'
}

const single = { ...updates }
for (const [name, text] of Object.entries(attacks)) single[`attack ${name}`] = hex(text)
const apply = seeds('ApplyUpdateFuzzTest', 'applyUpdate')
for (const [name, bytes] of Object.entries(single)) apply(name, bytes)

const applyV2 = seeds('ApplyUpdateV2FuzzTest', 'applyUpdate')
for (const [name, bytes] of Object.entries(updates)) applyV2(name, Y.convertUpdateFormatV1ToV2(bytes))
const runs = (...lists) => Buffer.concat([Buffer.from([0]), ...lists.map(list => Buffer.concat([Buffer.from([list.length]), list]))])
const none = Buffer.alloc(0)
// feature, key clocks, clients, left clocks, right clocks, infos, strings, parent infos, type refs, lengths; rest
const bomb = count => Buffer.concat([runs(none, hex('03'), none, none, hex('00'), hex('00'), none, none, hex('41 feffffff0f')), hex('01'), hex(count), hex('00 00')])
applyV2('attack run of garbage', bomb('80ade204'))
applyV2('attack endless run of garbage', bomb('8094ebdc03'))

for (const [testClass, method] of [['PendingUpdatesFuzzTest', 'applyInOrder'], ['MergeUpdatesFuzzTest', 'merge']]) {
  const write = seeds(testClass, method)
  for (const [name, list] of Object.entries(sessions)) {
    write(`${name} in order`, parts(list))
    write(`${name} backwards`, parts([...list].reverse()))
    write(`${name} twice`, parts([updates[name], ...list]))
  }
  for (const [name, text] of Object.entries(attacks)) write(`attack ${name}`, parts([updates.types, hex(text), updates.text]))
}

// ---- protocol

const awareness = state => {
  const own = new Awareness(newDoc(7))
  own.setLocalState(state)
  const present = Buffer.from(encodeAwarenessUpdate(own, [7]))
  removeAwarenessStates(own, [7], 'x')
  const removed = Buffer.from(encodeAwarenessUpdate(own, [7]))
  own.destroy()
  return [present, removed]
}
const states = { user: { name: 'Ada' }, cursor: [1, 2.5e10, null] }
const writeAwareness = seeds('AwarenessFuzzTest', 'apply')
writeAwareness('present and removed', parts(awareness(states)))
writeAwareness('removed and present', parts(awareness({}).reverse()))
writeAwareness('two clients', parts([hex('02 01 05 02 7b7d 09 01 04 6e756c6c'), hex('01 01 05 04 6e756c6c')]))
writeAwareness('attack count', parts([hex('ffffffff07 01 01 02 7b7d')]))
writeAwareness('attack clock', parts([hex('01 01 ffffffffffffff0f 02 7b7d')]))
writeAwareness('attack deep', parts([hex('01 02 01 c001' + '5b'.repeat(96) + '5d'.repeat(96))]))

const sized = bytes => Buffer.concat([Buffer.from([bytes.length]), bytes])
const frame = seeds('MessageFuzzTest', 'readFrame')
frame('sync step 1', Buffer.concat([hex('00 00'), sized(hex('02 01 05 02 03'))]))
frame('sync step 2', Buffer.concat([hex('00 01'), sized(updates.text)]))
frame('update', Buffer.concat([hex('00 02'), sized(updates['onto the base'])]))
frame('awareness', Buffer.concat([hex('01'), sized(awareness(states)[0])]))
frame('auth', hex('02 00 03 6e6f21'))
frame('query awareness', hex('03'))
frame('unknown', hex('7f 01 02 03'))
frame('several', Buffer.concat([hex('03 00 00 01 00 00 02'), sized(updates.map), hex('01 01 00')]))

const text = value => Buffer.concat([Buffer.from([0]), Buffer.from(value)])
const marker = (type, size, count) => text(`y-pk-batch#${JSON.stringify({ id: 'x', type, size, count })}`)
const chunks = seeds('ChunkAssemblerFuzzTest', 'frames')
const [one, two] = [hex('01 00 00 00'), hex('01 ff')]
chunks('batch', parts([marker('start', 6, 2), one, two, marker('end', 6, 2)]))
chunks('plain', parts([one, two]))
chunks('mismatch', parts([marker('start', 6, 2), one, marker('end', 6, 2), one]))
chunks('too large', parts([marker('start', 600, 2), one, marker('end', 600, 2), one]))
chunks('time passes', parts([marker('start', 6, 2), one, Buffer.alloc(12, 2), two, marker('end', 6, 2)]))
chunks('nested', parts([marker('start', 6, 2), marker('start', 4, 1), one, marker('end', 4, 1)]))
chunks('text', parts([text('hello'), marker('end', 0, 0), text('y-pk-batch#{')]))
