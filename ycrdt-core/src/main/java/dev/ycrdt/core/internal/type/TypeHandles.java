package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.type.SharedType;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one way between the API objects of shared types and their nodes. {@link SharedType} opens it
 * when it is initialised.
 */
public abstract class TypeHandles {
  private static final AtomicReference<TypeHandles> ACCESS = new AtomicReference<>();

  /** For {@link SharedType} only. */
  protected TypeHandles() {}

  /** Opens the way; for {@link SharedType} only. */
  public static void open(TypeHandles handles) {
    ACCESS.set(handles);
  }

  /** {@return the API object of {@code node}, the same one every time} */
  public static SharedType handleOf(TypeNode node) {
    if (node.handle instanceof SharedType type) {
      return type;
    }
    SharedType type = access().newHandle(node);
    node.handle = type;
    return type;
  }

  /** {@return the node of an API object} */
  public static TypeNode nodeOf(SharedType type) {
    return access().node(type);
  }

  /** {@return a value as the API shows it: for a node its API object, else the value itself} */
  public static @Nullable Object publicValue(@Nullable Object value) {
    return value instanceof TypeNode node ? handleOf(node) : value;
  }

  private static TypeHandles access() {
    if (ACCESS.get() == null) {
      initialiseSharedType();
    }
    TypeHandles access = ACCESS.get();
    if (access == null) {
      throw new IllegalStateException("SharedType is not initialised");
    }
    return access;
  }

  private static void initialiseSharedType() {
    try {
      MethodHandles.lookup().ensureInitialized(SharedType.class);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return a new API object for {@code node}} */
  protected abstract SharedType newHandle(TypeNode node);

  /** {@return the node of {@code type}} */
  protected abstract TypeNode node(SharedType type);
}
