package dev.ycrdt.core;

import dev.ycrdt.core.event.ArrayEvent;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in the document itself which user has which client ids, and which user deleted what, so
 * that changes can be attributed long after the fact.
 *
 * <pre>{@code
 * PermanentUserData users = new PermanentUserData(doc);
 * users.setUserMapping(doc.clientId(), "Ada");
 * String author = users.getUserByClientId(clientId);
 * }</pre>
 *
 * <p>Each user is an entry of a map: its description to a map with an array {@code ids} of client
 * ids and an array {@code ds} of encoded delete sets. What has another form, which a peer may have
 * written, is ignored. Safe for use by several threads.
 *
 * <p>Source: Yjs {@code utils/PermanentUserData.js}. Differs: Yjs writes deletions down in a timer,
 * here it is done right after the transactions they belong to; a user that is removed from the map
 * stays known, where Yjs fails.
 */
public final class PermanentUserData implements AutoCloseable {
  private static final String DEFAULT_STORE = "users";
  private static final String IDS = "ids";
  private static final String DELETE_SETS = "ds";

  private final YDoc doc;
  private final YMap store;
  private final Map<Long, String> users = new LinkedHashMap<>();
  private final Map<String, DeleteSet> deletions = new LinkedHashMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  /** Keeps the data of {@code doc} in its root map {@code users}. */
  public PermanentUserData(YDoc doc) {
    this(doc, doc.getMap(DEFAULT_STORE));
  }

  /**
   * Keeps the data of {@code doc} in a map of that document.
   *
   * @throws IllegalArgumentException if {@code store} is not part of {@code doc}
   */
  public PermanentUserData(YDoc doc, YMap store) {
    if (store.doc() != doc) {
      throw new IllegalArgumentException("the map is not part of the document");
    }
    this.doc = doc;
    this.store = store;
    locked(
        () -> {
          subscriptions.add(
              store.observe((event, transaction) -> event.keysChanged().forEach(this::readUser)));
          store.keys().forEach(this::readUser);
        });
  }

  private void locked(Runnable action) {
    doc.read(
        d -> {
          action.run();
          return d;
        });
  }

  private void readUser(String description) {
    if (!(store.get(description) instanceof YMap user)
        || !(user.get(DELETE_SETS) instanceof YArray sets)
        || !(user.get(IDS) instanceof YArray ids)) {
      return;
    }
    subscriptions.add(
        sets.observe((event, t) -> forEachAdded(event, set -> addDeletions(description, set))));
    deletions.put(description, DeleteSet.empty());
    sets.toList().forEach(set -> addDeletions(description, set));
    subscriptions.add(
        ids.observe((event, t) -> forEachAdded(event, id -> addClient(description, id))));
    ids.toList().forEach(id -> addClient(description, id));
  }

  private static void forEachAdded(ArrayEvent event, Consumer<@Nullable Object> action) {
    for (DeltaOp op : event.delta().ops()) {
      if (op instanceof DeltaOp.Insert insert && insert.insert() instanceof List<?> added) {
        added.forEach(action);
      }
    }
  }

  private void addClient(String description, @Nullable Object id) {
    if (id instanceof Number number) {
      users.put(number.longValue(), description);
    }
  }

  private void addDeletions(String description, @Nullable Object encoded) {
    if (encoded instanceof byte[] bytes) {
      DeleteSet added;
      try {
        added = DeleteSet.decode(bytes, doc.limits());
      } catch (DecodeException e) {
        return; // a peer wrote it; every document with it would fail for ever
      }
      deletions.merge(description, added, DeleteSet::union);
    }
  }

  /**
   * Writes down that a client id, usually that of the document, belongs to a user, and from now on
   * what this replica deletes.
   *
   * @see #setUserMapping(long, String, BiPredicate)
   */
  public Subscription setUserMapping(long clientId, String userDescription) {
    return setUserMapping(clientId, userDescription, (transaction, deleteSet) -> true);
  }

  /**
   * Writes down that a client id, usually that of the document, belongs to a user, and from now on
   * what this replica deletes.
   *
   * <p>When a peer replaces the user's entry, this user's data is written to the new one.
   *
   * <p>Source: Yjs {@code setUserMapping}.
   *
   * @param clientId 0 to 2<sup>53</sup>-1
   * @param userDescription names the user, the same in all sessions
   * @param filter says for each local transaction that deleted something whether to write that down
   * @return ends writing down deletions when closed
   */
  public Subscription setUserMapping(
      long clientId, String userDescription, BiPredicate<Transaction, DeleteSet> filter) {
    Recorder recorder = new Recorder(userDescription, filter);
    locked(() -> recorder.start(clientId));
    return recorder;
  }

  /**
   * {@return the user of a client id, null if unknown}
   *
   * <p>Source: Yjs {@code getUserByClientId}.
   */
  public @Nullable String getUserByClientId(long clientId) {
    return doc.<@Nullable String>read(d -> users.get(clientId));
  }

  /**
   * {@return the user who deleted an element, null if unknown}
   *
   * <p>Source: Yjs {@code getUserByDeletedId}. Cost: the number of users.
   */
  public @Nullable String getUserByDeletedId(ItemId id) {
    return doc.<@Nullable String>read(
        d -> {
          for (Map.Entry<String, DeleteSet> user : deletions.entrySet()) {
            if (user.getValue().isDeleted(id.client(), id.clock())) {
              return user.getKey();
            }
          }
          return null;
        });
  }

  /** Stops following the document; what is known stays known. */
  @Override
  public void close() {
    locked(
        () -> {
          subscriptions.forEach(Subscription::close);
          subscriptions.clear();
        });
  }

  /** Writes down for one user what this replica deletes. */
  private final class Recorder implements Subscription {
    private final String description;
    private final BiPredicate<Transaction, DeleteSet> filter;
    private final List<byte[]> waiting = new ArrayList<>();
    private final List<Subscription> listening = new ArrayList<>();
    private @Nullable YMap user;
    private boolean storeChanged;

    Recorder(String description, BiPredicate<Transaction, DeleteSet> filter) {
      this.description = description;
      this.filter = filter;
    }

    void start(long clientId) {
      YMap entry = store.get(description) instanceof YMap known ? known : create();
      user = entry;
      push(IDS, clientId);
      listening.add(store.observe((event, transaction) -> storeChanged = true));
      listening.add(doc.onAfterTransaction(this::collect));
      listening.add(doc.onAfterAllTransactions((d, transactions) -> flush()));
      subscriptions.add(this);
    }

    private YMap create() {
      YMap entry = new YMap();
      entry.set(IDS, new YArray());
      entry.set(DELETE_SETS, new YArray());
      store.set(description, entry);
      return entry;
    }

    private void push(String array, Object value) {
      if (user != null && user.get(array) instanceof YArray values) {
        values.push(List.of(value));
      }
    }

    private void collect(Transaction transaction) {
      if (transaction.local()) {
        DeleteSet deleteSet = transaction.deleteSet();
        if (!deleteSet.isEmpty() && filter.test(transaction, deleteSet)) {
          waiting.add(deleteSet.encode());
        }
      }
    }

    private void flush() {
      if (storeChanged) {
        storeChanged = false;
        followReplacement();
      }
      while (!waiting.isEmpty()) {
        push(DELETE_SETS, waiting.remove(0));
      }
    }

    private void followReplacement() {
      if (!(store.get(description) instanceof YMap current) || current == user) {
        return;
      }
      user = current;
      for (Map.Entry<Long, String> known : List.copyOf(users.entrySet())) {
        if (known.getValue().equals(description)) {
          push(IDS, known.getKey());
        }
      }
      DeleteSet known = deletions.get(description);
      if (known != null) {
        push(DELETE_SETS, known.encode());
      }
    }

    @Override
    public void close() {
      listening.forEach(Subscription::close);
    }
  }
}
