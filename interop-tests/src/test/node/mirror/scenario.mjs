// Runs a whole scenario and returns one entry for each step, plus one for the settling at the end.
import { Client } from './client.mjs'

// Formatting cleanups of one round are edits that the next round has to carry.
const SETTLING_ROUNDS = 3

const steps = {
  edit: (clients, step) => at(clients, step.client).edit(step.ops, step.transaction),
  deliver: (clients, step) => at(clients, step.to).deliver(step.pick, step.keep, step.v2),
  lose: (clients, step) => at(clients, step.to).lose(step.pick),
  deliverMerged: (clients, step) => at(clients, step.to).deliverMerged(step.count),
  sync: (clients, step) => sync(at(clients, step.from), at(clients, step.to), step.v2),
  reload: (clients, step) => at(clients, step.client).reload(step.v2),
  watch: (clients, step) => at(clients, step.client).watch(step.pick),
  react: (clients, step) => at(clients, step.client).react(step.pick, step.op),
  check: (clients, step) => ({ state: at(clients, step.client).state() })
}

const at = (clients, index) => clients[index % clients.length]

const sync = (from, to, v2) => from === to ? {} : from.syncTo(to, v2)

const connect = clients => clients.forEach(author => {
  author.broadcast = update => clients.forEach(peer => { if (peer !== author) peer.inbox.push(update) })
})

const takeLogs = clients => clients.map(client => client.takeLog())

const settle = clients => {
  const [hub, ...others] = clients
  const exchanged = []
  for (let round = 0; round < SETTLING_ROUNDS; round++) {
    const v2 = round % 2 === 1
    others.forEach(client => exchanged.push(client.syncTo(hub, v2)))
    others.forEach(client => exchanged.push(hub.syncTo(client, v2)))
  }
  return { exchanged, logs: takeLogs(clients), states: clients.map(client => client.state()) }
}

const runStep = (clients, step) => {
  const result = steps[step.step](clients, step) ?? {}
  const logs = takeLogs(clients)
  logs.forEach(log => Object.assign(result, log))
  return result
}

export const runScenario = scenario => {
  const clients = scenario.clients.map(spec => new Client(spec))
  connect(clients)
  const transcript = []
  try {
    scenario.steps.forEach(step => transcript.push(runStep(clients, step)))
    transcript.push(settle(clients))
  } catch (error) {
    transcript.push({ error: String(error.message), stack: error.stack })
  }
  return transcript
}
