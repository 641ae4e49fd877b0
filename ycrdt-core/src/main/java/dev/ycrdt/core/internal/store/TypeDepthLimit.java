package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an update that would nest shared types deeper than allowed, before anything is applied.
 *
 * <p>A struct is where its origin is, else where its right origin is, else inside the type it
 * names. Those are followed through the update and through what waits until one is part of the
 * document or a root. Each struct is asked once, and only in updates that bring types, so the cost
 * is the number of structs at most. What refers to nothing known has to wait and is judged together
 * with the update that it waits for.
 */
public final class TypeDepthLimit {
  private final PendingUpdates pending;
  private final DecodeLimits limits;
  private final Map<ClientStructs, Section> sections = new HashMap<>();

  private TypeDepthLimit(PendingUpdates pending, DecodeLimits limits) {
    this.pending = pending;
    this.limits = limits;
  }

  /**
   * Checks an update that is not applied yet.
   *
   * @throws LimitExceededException if a type of it, or one that waits for it, is too deep
   */
  public static void check(PendingUpdates pending, DecodedUpdate update, DecodeLimits limits) {
    boolean mayFree = pending.hasTypes() && pending.maySucceedWith(update.sections());
    if (mayFree || update.sections().stream().anyMatch(Section::hasTypes)) {
      new TypeDepthLimit(pending, limits).check(update, mayFree);
    }
  }

  private void check(DecodedUpdate update, boolean withPending) {
    for (Section section : update.sections()) {
      sections.put(section.client, section);
    }
    if (withPending) {
      pending.forEachStruct(struct -> struct.knownDepth = 0);
      pending.forEachStruct(this::check);
    }
    for (Section section : update.sections()) {
      section.forEach(this::check);
    }
  }

  private void check(DecodedStruct struct) {
    if (struct.ref == StructRef.TYPE) {
      int depth = depthOf(struct) + 1;
      if (depth > limits.maxTypeDepth()) {
        throw new LimitExceededException(
            "nesting depth of shared types", depth, limits.maxTypeDepth(), "maxTypeDepth", 0);
      }
    }
  }

  /** {@return how many types {@code struct} is inside of, as far as is known} */
  private int depthOf(DecodedStruct struct) {
    Deque<DecodedStruct> way = new ArrayDeque<>();
    DecodedStruct current = struct;
    int depth = 0;
    while (current != null && current.knownDepth == 0) {
      current.knownDepth = 1; // ends a circle
      way.push(current);
      ClientStructs client = referenceOf(current);
      if (client == null) {
        break;
      }
      int clock = referenceClockOf(current);
      if (clock < client.state()) {
        depth = depthInDocument(client, clock, isByParent(current));
        break;
      }
      current = find(client, clock);
    }
    if (way.isEmpty()) {
      return struct.knownDepth - 1;
    }
    if (current != null && way.element() != current) {
      depth = current.knownDepth - 1 + (isByParent(way.element()) ? 1 : 0);
    }
    return spread(way, depth);
  }

  /** Gives everything on the way its depth; {@code depth} is that of the last one. */
  private static int spread(Deque<DecodedStruct> way, int depth) {
    int result = depth;
    way.pop().knownDepth = result + 1;
    while (!way.isEmpty()) {
      DecodedStruct next = way.pop();
      result += isByParent(next) ? 1 : 0;
      next.knownDepth = result + 1;
    }
    return result;
  }

  private static boolean isByParent(DecodedStruct struct) {
    return struct.originClient == null
        && struct.rightOriginClient == null
        && struct.parentClient != null;
  }

  private static @Nullable ClientStructs referenceOf(DecodedStruct struct) {
    if (struct.originClient != null) {
      return struct.originClient;
    }
    return struct.rightOriginClient != null ? struct.rightOriginClient : struct.parentClient;
  }

  private static int referenceClockOf(DecodedStruct struct) {
    if (struct.originClient != null) {
      return struct.originClock;
    }
    return struct.rightOriginClient != null ? struct.rightOriginClock : struct.parentClock;
  }

  private static int depthInDocument(ClientStructs client, int clock, boolean isHolder) {
    if (!(client.find(clock) instanceof Item item)) {
      return 0;
    }
    if (!isHolder) {
      return item.parent.depth();
    }
    return item instanceof ContentItem holder && holder.content() instanceof ContentType content
        ? content.type().depth()
        : 0;
  }

  private @Nullable DecodedStruct find(ClientStructs client, int clock) {
    Section section = sections.get(client);
    DecodedStruct found = section == null ? null : section.find(clock);
    return found != null ? found : pending.find(client, clock);
  }
}
