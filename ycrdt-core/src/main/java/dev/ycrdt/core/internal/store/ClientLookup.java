package dev.ycrdt.core.internal.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Resolves the client ids of one update. Clients that the store does not know yet become known to
 * it only by {@link #commit()}, so an update that turns out to be bad leaves no trace.
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

  /** Makes the new clients known to the store. */
  public void commit() {
    newcomers.values().forEach(registry::add);
  }
}
