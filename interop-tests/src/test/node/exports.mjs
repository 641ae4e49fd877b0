// Prints the name of everything that Yjs exports, one a line.
import * as Y from 'yjs'

for (const name of Object.keys(Y)) {
  console.log(name)
}
