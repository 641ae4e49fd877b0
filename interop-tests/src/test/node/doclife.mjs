// Logs in which order a document of Yjs fires its events, for the Java test that starts it and does the same:
//   {"id":1}  -> {"id":1,"log":["…"]}
import { createInterface } from 'node:readline'
import * as Y from 'yjs'

const guids = docs => '[' + [...docs].map(doc => doc.guid).sort().join(', ') + ']'

const run = () => {
  const log = []
  const doc = new Y.Doc({ collectionid: 'c' })
  for (const name of ['beforeAllTransactions', 'beforeTransaction', 'beforeObserverCalls', 'afterTransaction',
    'afterTransactionCleanup', 'update', 'afterAllTransactions', 'load', 'destroy']) {
    doc.on(name, () => log.push(name))
  }
  doc.on('sync', synced => log.push(`sync ${synced} ${doc.isSynced} ${doc.isLoaded}`))
  doc.on('subdocs', ({ loaded, added, removed }) =>
    log.push(`subdocs loaded${guids(loaded)} added${guids(added)} removed${guids(removed)}`))
  const map = doc.getMap('m')
  let edits = 2
  map.observe(event => {
    log.push('observe ' + [...event.keysChanged].join())
    if (edits-- > 0) map.set('again', edits)
  })
  map.observeDeep(events => log.push('observeDeep ' + events.length))
  map.set('k', 1)
  map.delete('missing')
  const inner = new Y.Doc({ guid: 'in', shouldLoad: false })
  map.set('d', inner)
  inner.on('destroy', () => log.push('inner destroyed'))
  inner.load()
  inner.load()
  log.push('collection ' + inner.collectionid + ' ' + inner.shouldLoad)
  inner.destroy()
  log.push('replaced ' + (map.get('d') !== inner) + ' ' + map.get('d').shouldLoad)
  map.get('d').load()
  map.delete('d')
  log.push('subdocs left ' + doc.getSubdocs().size)
  doc.emit('sync', [false, doc])
  doc.emit('sync', [true, doc])
  doc.emit('load', [doc])
  doc.emit('sync', [false, doc])
  doc.emit('sync', [true, doc])
  map.set('e', new Y.Doc({ guid: 'last', autoLoad: true }))
  doc.destroy()
  doc.emit('load', [doc])
  map.set('k', 2)
  return log
}

createInterface({ input: process.stdin }).on('line', line =>
  process.stdout.write(JSON.stringify({ id: JSON.parse(line).id, log: run() }) + '\n'))
