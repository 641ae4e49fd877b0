// Answers {kind, seed} with a random document or delete sets, and what Yjs says of them.
import { createInterface } from 'node:readline'
import { documentOf } from './positions/documents.mjs'
import { deleteSetsOf } from './positions/deletesets.mjs'
import { usersOf } from './positions/users.mjs'

const kinds = { document: documentOf, deleteSets: deleteSetsOf, users: usersOf }

// the log of Yjs must not get between the replies
console.log = console.error
const send = reply => process.stdout.write(JSON.stringify(reply) + '\n')

send({ id: 0 })
for await (const line of createInterface({ input: process.stdin })) {
  const { id, kind, seed } = JSON.parse(line)
  let reply
  try {
    reply = await kinds[kind](seed)
  } catch (error) {
    reply = { failure: error.stack }
  }
  send({ id, ...reply })
}
