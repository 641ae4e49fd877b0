// Writes what lib0's stateful coders make of some sequences, one JSON object per line. The frozen
// fixtures of ycrdt-core were made with
//
//   node lib0-coders-fixtures.mjs > lib0-coders.jsonl
//
// "bytes" is base64, "decoded" what lib0 reads from them; without "values" nobody wrote the bytes.
import * as encoding from 'lib0/encoding'
import * as decoding from 'lib0/decoding'

const coders = {
  rle: [() => new encoding.RleEncoder(encoding.writeUint8), bytes => new decoding.RleDecoder(bytes, decoding.readUint8)],
  uintOptRle: [() => new encoding.UintOptRleEncoder(), bytes => new decoding.UintOptRleDecoder(bytes)],
  intDiffOptRle: [() => new encoding.IntDiffOptRleEncoder(), bytes => new decoding.IntDiffOptRleDecoder(bytes)],
  string: [() => new encoding.StringEncoder(), bytes => new decoding.StringDecoder(bytes)]
}
const decode = (coder, bytes, count) => {
  const decoder = coders[coder][1](bytes)
  return Array.from({ length: count }, () => decoder.read())
}
const written = (coder, values) => {
  const encoder = coders[coder][0]()
  values.forEach(value => encoder.write(value))
  const bytes = coder === 'rle' ? encoding.toUint8Array(encoder) : encoder.toUint8Array()
  emit({ coder, values, bytes, decoded: decode(coder, bytes, values.length) })
}
const crafted = (coder, bytes, count) => emit({ coder, bytes: Uint8Array.from(bytes), decoded: decode(coder, Uint8Array.from(bytes), count) })
const emit = line => console.log(JSON.stringify({ ...line, bytes: Buffer.from(line.bytes).toString('base64') }))

let state = 7
const below = n => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0
  return Math.floor((state / 4294967296) * n)
}
const runs = (n, next) => {
  const values = []
  while (values.length < n) values.push(...Array(1 + (below(3) === 0 ? below(150) : 0)).fill(next()))
  return values
}
const climbs = (n, next) => {
  const values = []
  while (values.length < n) {
    const start = next()
    const step = below(5) - 2
    for (let i = below(40); i >= 0 && start + i * step >= 0; i--) values.push(start + i * step)
  }
  return values
}

written('rle', [])
written('rle', [0])
written('rle', [0, 0, 0])
written('rle', [1, 1, 1, 7])
written('rle', [255, 0, 255, 255])
written('rle', Array(200).fill(9).concat(Array(129).fill(8)))
for (let i = 0; i < 5; i++) written('rle', runs(120, () => below(i === 0 ? 256 : 3)))
crafted('rle', [5], 10)
crafted('rle', [5, 0, 6], 4)
crafted('rle', [5, 0x81, 0x00, 6, 0x80, 0x00, 6, 1], 5)

const max = 2 ** 53 - 1
written('uintOptRle', [])
written('uintOptRle', [0])
written('uintOptRle', [0, 0])
written('uintOptRle', [0, 0, 0, 1, 0, 0, 5, 0])
written('uintOptRle', [1, 2, 3, 3, 3])
written('uintOptRle', [63, 64, 64, 8191, 8192, max, max, 2 ** 31, 2 ** 32, 2 ** 32, max - 1])
written('uintOptRle', Array(300).fill(0))
for (let i = 0; i < 5; i++) written('uintOptRle', runs(120, () => below([2, 100, 2 ** 20, 2 ** 32, max][i])))
crafted('uintOptRle', [0x40, 0x05, 0x41, 0x00, 0x00], 10)
crafted('uintOptRle', [0x80, 0x00, 0xc1, 0x80, 0x00, 0x80, 0x00], 3)

written('intDiffOptRle', [])
written('intDiffOptRle', [0])
written('intDiffOptRle', [0, 0])
written('intDiffOptRle', [0, 1, 2, 3])
written('intDiffOptRle', [1, 2, 3, 2])
written('intDiffOptRle', [3, 1100, 1101, 1050, 0])
written('intDiffOptRle', [2 ** 52 - 1, 0, 2 ** 31 - 2, 2 ** 31 - 2, 2 ** 31 - 2, 0, 2 ** 33])
for (let i = 0; i < 5; i++) written('intDiffOptRle', climbs(120, () => below([10, 100, 2 ** 20, 2 ** 31, 2 ** 51][i])))
crafted('intDiffOptRle', [0x40, 0x41, 0x03, 0x42], 7)
crafted('intDiffOptRle', [0x43, 0x00, 0x45, 0x01, 0x46], 6)

const texts = ['', 'a', 'text', 'é', 'ÿþ', '中文', '👾', '\ud83d', '\ude00', 'x\ud83d', '\ude00y', '\u0000', '\ufeff', '\ufffd', 'a longer one with more than nineteen units', '👩‍👩‍👧']
written('string', [])
written('string', [''])
written('string', ['', '', 'a', '', 'b', 'cd'])
written('string', ['\ud83d', '\ude00'])
written('string', ['\ud83d', '', '', '\ude00'])
written('string', ['x\ud83d', '\ude00\ud83d', '\ud83d\ude00', '\ude00', 'y\ud83d'])
written('string', ['\ud83d', 'a', '\ude00', 'é\ud83d', 'é', '\ud83d', ''])
written('string', ['same', 'same', 'four', 'é'.repeat(300), '👾'.repeat(300)])
for (let i = 0; i < 12; i++) written('string', Array.from({ length: 100 }, () => texts[below(i < 4 ? 3 : texts.length)]))
crafted('string', [8, 0xf0, 0x9f, 0x98, 0x80, 0xf0, 0x9f, 0x98, 0x80, 0x41, 0x02], 4)
crafted('string', [6, 0x61, 0xf0, 0x9f, 0x98, 0x80, 0x62, 0x02, 0x40, 0x01, 0x02], 5)
