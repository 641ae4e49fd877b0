// Turns events into the canonical form, reading delta, keys and path while the handler runs.
import * as Y from 'yjs'
import { deltaToTagged, toTagged, typeLabel } from './values.mjs'

const keyChange = ([key, change]) =>
  change.action === 'add' ? [key, 'add'] : [key, change.action, toTagged(change.oldValue)]

const eventToTagged = event => {
  const tagged = {
    target: typeLabel(event.target),
    path: event.path,
    delta: deltaToTagged(event.delta),
    keys: Array.from(event.keys, keyChange)
  }
  if (event instanceof Y.YMapEvent) tagged.keysChanged = Array.from(event.keysChanged)
  return tagged
}

// Records what a handler on the named type saw.
export const recordEvents = (log, name, deep, events, transaction) =>
  log.push({ on: name, deep, local: transaction.local, events: events.map(eventToTagged) })
