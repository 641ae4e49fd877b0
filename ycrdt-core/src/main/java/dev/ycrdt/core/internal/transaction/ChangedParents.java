package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types that a transaction changed and those around them, with the events of the changes. */
public final class ChangedParents {
  private ChangedParents() {}

  /**
   * {@return events by type, in the order of the changes; only of changes whose observers have been
   * called}
   *
   * <p>Source: Yjs {@code transaction.changedParentTypes}. Differs: it leaves out roots that nobody
   * has asked for by type.
   */
  public static Map<SharedType, List<YEvent>> of(DocTransaction transaction) {
    Map<SharedType, List<YEvent>> events = new LinkedHashMap<>();
    for (TypeChange change : transaction.changes()) {
      if (change.isAnnounced()) {
        for (TypeNode type = change.type; type != null; type = type.parent()) {
          if (type.kind() != TypeKind.UNTYPED) {
            events
                .computeIfAbsent(TypeHandles.handleOf(type), key -> new ArrayList<>())
                .add(change.event().asEvent());
          }
        }
      }
    }
    events.replaceAll((type, list) -> Collections.unmodifiableList(list));
    return Collections.unmodifiableMap(events);
  }
}
