package dev.ycrdt.core.internal.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Resolves the client ids of one update. A client that the store does not know yet becomes known to
 * it only with its first struct, or when something has to wait for it, so an update that turns out
 * to be bad, and ids that are only mentioned, leave no trace.
 */
public final class ClientLookup {
  private final ClientRegistry registry;
  private Map<Long, ClientStructs> newcomers = Map.of();

  ClientLookup(ClientRegistry registry) {
    this.registry = registry;
  }

  /** {@return the structs of the client, empty and not yet in the store when it is new} */
  public ClientStructs resolve(long id) {
    ClientStructs known = registry.get(id);
    if (known != null) {
      return known;
    }
    if (newcomers.isEmpty()) {
      newcomers = new HashMap<>();
    }
    return newcomers.computeIfAbsent(id, ClientStructs::new);
  }
}
