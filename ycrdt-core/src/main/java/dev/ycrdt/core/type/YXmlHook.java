package dev.ycrdt.core.type;

import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;

/**
 * A map with a name that stands for an embedded component in XML. Thread rules are those of {@link
 * SharedType}.
 *
 * <p>Source: Yjs {@code types/YXmlHook.js}.
 */
public final class YXmlHook extends YMap {
  /** Makes an empty hook, to be inserted into an XML type. */
  public YXmlHook(String hookName) {
    this(preliminary(TypeKind.XML_HOOK, hookName));
  }

  YXmlHook(TypeNode node) {
    super(node);
  }

  @Override
  public YXmlHook copy() {
    return (YXmlHook) copied();
  }

  /** {@return the name of the component} */
  public String hookName() {
    return node().name();
  }
}
