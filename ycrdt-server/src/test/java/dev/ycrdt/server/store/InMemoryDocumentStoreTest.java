package dev.ycrdt.server.store;

import java.time.InstantSource;

class InMemoryDocumentStoreTest implements DocumentStoreContract {
  @Override
  public DocumentStore open(UpdateMerger merger, InstantSource clock) {
    return new InMemoryDocumentStore(merger, clock);
  }
}
