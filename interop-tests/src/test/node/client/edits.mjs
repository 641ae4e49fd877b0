// Random edits of the kind people make, in a rhythm that leaves the event loop time for the network.
const EDITS_PER_TURN = 5

// Park and Miller's generator: the same edits for the same seed.
const randomNumbers = seed => {
  let state = seed
  return limit => {
    state = state * 48271 % 2147483647
    return state % limit
  }
}

const insertText = (doc, random) => {
  const text = doc.getText('text')
  text.insert(random(text.length + 1), ['a', 'bc', ' ', 'word ', '\n', 'é'][random(6)])
}

const deleteText = (doc, random) => {
  const text = doc.getText('text')
  if (text.length === 0) return
  const index = random(text.length)
  text.delete(index, Math.min(1 + random(4), text.length - index))
}

const setEntry = (doc, random) => doc.getMap('map').set('key' + random(20), random(1000))

const insertElement = (doc, random) => {
  const array = doc.getArray('array')
  array.insert(random(array.length + 1), [random(1000), 'element'])
}

const deleteElement = (doc, random) => {
  const array = doc.getArray('array')
  if (array.length > 0) array.delete(random(array.length), 1)
}

const edits = [insertText, insertText, insertText, deleteText, setEntry, insertElement, deleteElement]

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

// Calls `before` with the number of edits done so far, before each one.
export const randomEdits = async (doc, count, seed, before) => {
  const random = randomNumbers(seed)
  for (let done = 0; done < count; done++) {
    await before(done)
    edits[random(edits.length)](doc, random)
    if (done % EDITS_PER_TURN === 0) await nextTurn()
  }
}
