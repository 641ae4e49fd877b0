package dev.ycrdt.server.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** What the {@link SelectorLoop} calls for a registered channel, on the selector thread. */
interface IoEvents {

  /** The channel is ready for an operation it is interested in. */
  void ready(SelectionKey key) throws IOException;

  /** {@link #ready} threw: the channel has to be given up, or not. */
  void failed(Throwable failure);
}
