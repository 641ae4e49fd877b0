// Prints an update as one line for each struct and delete range, so that two updates can be compared by eye.
import * as Y from 'yjs'

const idText = id => id === null ? '-' : `${id.client}:${id.clock}`

const parentText = item => {
  if (typeof item.parent === 'string') return JSON.stringify(item.parent)
  return item.parent === null ? '-' : idText(item.parent)
}

const contentText = content => {
  const { constructor, ...fields } = content
  const text = JSON.stringify(fields, (key, value) => {
    if (typeof value === 'bigint') return value + 'n'
    return value instanceof Y.AbstractType ? value.constructor.name : value
  })
  return `${content.constructor.name} ${text}`
}

const structText = struct => {
  const position = `${idText(struct.id)} +${struct.length}`
  if (!(struct instanceof Y.Item)) return `${position} ${struct.constructor.name}`
  return `${position} Item left=${idText(struct.origin)} right=${idText(struct.rightOrigin)}` +
    ` parent=${parentText(struct)} key=${struct.parentSub} ${contentText(struct.content)}`
}

export const describeUpdate = base64 => {
  const { structs, ds } = Y.decodeUpdate(new Uint8Array(Buffer.from(base64, 'base64')))
  const lines = structs.map(structText)
  ds.clients.forEach((ranges, client) =>
    ranges.forEach(range => lines.push(`deleted ${client}:${range.clock} +${range.len}`)))
  return lines
}
