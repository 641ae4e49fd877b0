// Executes scenarios on real Yjs documents for the Java tests that start it.
//
// One JSON message per line on standard input, one JSON reply per line on standard output:
//   {"id":1,"command":"run","scenario":{…}}      -> {"id":1,"transcript":[…]}
//   {"id":3,"command":"digest","scenario":{…}}   -> {"id":3,"digest":"…"}, the SHA-1 of the transcript
//   {"id":2,"command":"describe","update":"…"}   -> {"id":2,"lines":[…]}
// A message that cannot be served is answered with {"id":…,"failure":"…"}.
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { readFileSync } from 'node:fs'
import { describeUpdate } from './mirror/describe.mjs'
import { runScenario } from './mirror/scenario.mjs'

// Standard output carries the replies; whatever a library prints must not get between them.
console.log = console.info = console.error

const reply = message => process.stdout.write(JSON.stringify(message) + '\n')

const sha1 = text => createHash('sha1').update(text).digest('base64')

const commands = {
  run: message => ({ transcript: runScenario(message.scenario) }),
  digest: message => ({ digest: sha1(JSON.stringify(runScenario(message.scenario))) }),
  describe: message => ({ lines: describeUpdate(message.update) })
}

const serve = line => {
  const message = JSON.parse(line)
  try {
    reply({ id: message.id, ...commands[message.command](message) })
  } catch (error) {
    reply({ id: message.id, failure: error.stack })
  }
}

const yjsVersion = JSON.parse(readFileSync(new URL('package.json', new URL('..', import.meta.resolve('yjs'))), 'utf8')).version
reply({ id: 0, yjs: yjsVersion, node: process.version })
createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', serve)
