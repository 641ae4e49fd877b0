// Speaks just enough of the protocol to ask a server for its state.
import WebSocket from 'ws'
import * as decoding from 'lib0/decoding'

const SYNC = 0
const STEP_1 = 0
const STEP_2 = 1
// Sync step 1 with the state vector of an empty document.
const QUESTION = new Uint8Array([SYNC, STEP_1, 1, 0])

// The update of the sync step 2 that answers, as the server encoded it.
export const askForState = url => new Promise((resolve, reject) => {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  socket.on('open', () => socket.send(QUESTION))
  socket.on('error', reject)
  socket.on('close', () => reject(new Error('closed before it answered')))
  socket.on('message', data => {
    const decoder = decoding.createDecoder(new Uint8Array(data))
    if (decoding.readVarUint(decoder) !== SYNC || decoding.readVarUint(decoder) !== STEP_2) return
    resolve(decoding.readVarUint8Array(decoder).slice())
    socket.close()
  })
})
