package dev.ycrdt.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several replicas of one document, with everything that is still under way to each of them. */
final class Replicas {
  private final List<YDoc> docs = new ArrayList<>();
  private final List<List<byte[]>> inboxes = new ArrayList<>();
  private final List<byte[]> history = new ArrayList<>();

  Replicas(int count) {
    for (int i = 0; i < count; i++) {
      YDoc doc = YDoc.builder().clientId(i + 1L).build();
      RandomEdits.declareRoots(doc);
      List<byte[]> inbox = new ArrayList<>();
      doc.onUpdate((update, origin, transaction) -> send(update, transaction, inbox));
      docs.add(doc);
      inboxes.add(inbox);
    }
  }

  private void send(byte[] update, Transaction transaction, List<byte[]> own) {
    if (transaction.local()) {
      history.add(update);
      inboxes.stream().filter(inbox -> inbox != own).forEach(inbox -> inbox.add(update));
    }
  }

  /** {@return the replica at {@code index}} */
  YDoc get(int index) {
    return docs.get(index);
  }

  List<YDoc> all() {
    return docs;
  }

  /** {@return every local change so far, in the order in which they were made} */
  List<byte[]> history() {
    return history;
  }

  YDoc any(Random random) {
    return docs.get(random.nextInt(docs.size()));
  }

  /** Delivers a random update to a random replica, and keeps it for another delivery at times. */
  YDoc deliverOne(Random random) {
    int index = random.nextInt(docs.size());
    List<byte[]> inbox = inboxes.get(index);
    if (!inbox.isEmpty()) {
      int position = random.nextInt(inbox.size());
      boolean again = random.nextInt(8) == 0;
      docs.get(index).applyUpdate(again ? inbox.get(position) : inbox.remove(position), "peer");
    }
    return docs.get(index);
  }

  /** Delivers everything, also what the deliveries themselves bring about. */
  void settle(Random random) {
    while (inboxes.stream().anyMatch(inbox -> !inbox.isEmpty())) {
      deliverOne(random);
    }
  }

  /** Makes {@code steps} random edits and deliveries. */
  void run(Random random, int steps) {
    RandomEdits edits = new RandomEdits(random);
    for (int i = 0; i < steps; i++) {
      if (random.nextInt(5) < 3) {
        edits.transact(any(random));
      } else {
        deliverOne(random);
      }
    }
  }
}
