// Prints and reads numbers for the Java tests. Messages and replies are lines of JSON, as in mirror.mjs:
//   {"id":1,"command":"print","bits":"…"}  -> {"id":1,"text":"[…]"}   bits: base64 of doubles, low byte first
//   {"id":2,"command":"read","text":"[…]"} -> {"id":2,"bits":"…"}
import { createInterface } from 'node:readline'

const reply = message => process.stdout.write(JSON.stringify(message) + '\n')

const commands = {
  print: ({ bits }) => {
    const bytes = Uint8Array.from(Buffer.from(bits, 'base64'))
    return { text: JSON.stringify(Array.from(new Float64Array(bytes.buffer))) }
  },
  read: ({ text }) => ({ bits: Buffer.from(Float64Array.from(JSON.parse(text)).buffer).toString('base64') })
}

createInterface({ input: process.stdin }).on('line', line => {
  const message = JSON.parse(line)
  try {
    reply({ id: message.id, ...commands[message.command](message) })
  } catch (error) {
    reply({ id: message.id, failure: error.stack })
  }
})
