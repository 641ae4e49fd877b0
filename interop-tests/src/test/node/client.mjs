// One user of a room: a document, a real provider, and commands from the Java test on standard input, as in
// mirror.mjs. Each command is a function of the message; what it returns is the reply.
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import WebSocket from 'ws'
import * as Y from 'yjs'
import YPartyKitProvider from 'y-partykit/provider'
import { WebsocketProvider } from 'y-websocket'
import { randomEdits } from './client/edits.mjs'
import { askForState } from './client/raw.mjs'

// Standard output carries the replies; whatever a library prints must not get between them.
console.log = console.info = console.error

const PASTED_LINE = 'A line of a long pasted text, with é and 😀.\n'

const doc = new Y.Doc()
let provider = null

const providers = {
  partykit: (host, room) => new YPartyKitProvider(host, room, doc, { WebSocketPolyfill: WebSocket }),
  websocket: (host, room) =>
    new WebsocketProvider('ws://' + host, room, doc, { WebSocketPolyfill: WebSocket, disableBc: true })
}

const untilSynced = () => new Promise(resolve => {
  if (provider.synced) return resolve()
  const check = synced => {
    if (!synced) return
    provider.off('sync', check)
    resolve()
  }
  provider.on('sync', check)
})

const base64 = bytes => Buffer.from(bytes).toString('base64')
const digest = bytes => createHash('sha256').update(bytes).digest('hex')

const commands = {
  // Joins a room under a name and waits until the server has sent what it has.
  async join ({ kind, host, room, user }) {
    provider = providers[kind](host, room)
    provider.awareness.setLocalStateField('user', { name: user })
    await untilSynced()
    return {}
  },
  // Edits at random; stays offline during the middle part if asked to.
  async edit ({ count, seed, offline }) {
    await randomEdits(doc, count, seed, async done => {
      if (offline && done === Math.floor(count / 3)) provider.disconnect()
      if (offline && done === Math.floor(count * 2 / 3)) provider.connect()
    })
    await untilSynced()
    return {}
  },
  paste ({ units }) {
    const lines = PASTED_LINE.repeat(Math.ceil(units / PASTED_LINE.length))
    doc.getText('pasted').insert(0, lines.slice(0, units))
    return {}
  },
  users () {
    const states = Array.from(provider.awareness.getStates().values())
    return { users: states.map(state => state.user?.name).filter(name => name !== undefined).sort() }
  },
  state () {
    const update = Y.encodeStateAsUpdate(doc)
    return { digest: digest(update), size: update.length }
  },
  update () {
    return { update: base64(Y.encodeStateAsUpdate(doc)) }
  },
  // What the server holds, in its own bytes: the answer to somebody who has nothing.
  async serverState ({ host, room }) {
    const update = await askForState(`ws://${host}/${room}`)
    return { digest: digest(update), size: update.length, update: base64(update) }
  },
  leave () {
    provider.destroy()
    return {}
  }
}

const reply = message => process.stdout.write(JSON.stringify(message) + '\n')

const serve = async line => {
  const message = JSON.parse(line)
  try {
    reply({ id: message.id, ...await commands[message.command](message) })
  } catch (error) {
    reply({ id: message.id, failure: error.stack })
  }
}

reply({ id: 0, node: process.version })
const input = createInterface({ input: process.stdin, crlfDelay: Infinity })
input.on('line', serve)
// Providers keep timers that would keep the process.
input.on('close', () => process.exit())
