package dev.ycrdt.core.internal.type;

import org.jspecify.annotations.Nullable;

/**
 * What a shared type is. The kind is data of the {@link TypeNode}; every node has a list part and a
 * map part, whatever its kind.
 *
 * <p>Source: the type references in Yjs {@code structs/ContentType.js}.
 */
public enum TypeKind {
  /** A list of values. */
  ARRAY(0, "YArray"),
  /** A map of values. */
  MAP(1, "YMap"),
  /** Rich text. */
  TEXT(2, "YText"),
  /** An XML element, which has a node name. */
  XML_ELEMENT(3, "YXmlElement"),
  /** A list of XML nodes. */
  XML_FRAGMENT(4, "YXmlFragment"),
  /** A map with a name, the place of an embedded component in XML. */
  XML_HOOK(5, "YXmlHook"),
  /** Rich text inside XML. */
  XML_TEXT(6, "YXmlText"),
  /** A root type that an update has mentioned and nobody has asked for yet. */
  UNTYPED(-1, "untyped");

  private static final TypeKind[] BY_TYPE_REF = {
    ARRAY, MAP, TEXT, XML_ELEMENT, XML_FRAGMENT, XML_HOOK, XML_TEXT
  };

  private final int typeRef;
  private final String className;

  TypeKind(int typeRef, String className) {
    this.typeRef = typeRef;
    this.className = className;
  }

  /** {@return the kind with that number in the update format, null when there is none} */
  public static @Nullable TypeKind ofTypeRef(long typeRef) {
    return typeRef >= 0 && typeRef < BY_TYPE_REF.length ? BY_TYPE_REF[(int) typeRef] : null;
  }

  /** {@return the number in the update format} */
  public int typeRef() {
    return typeRef;
  }

  /** {@return the name of the API class} */
  public String className() {
    return className;
  }

  /** {@return whether a name follows the number in the update format} */
  public boolean isNamed() {
    return this == XML_ELEMENT || this == XML_HOOK;
  }

  /** {@return whether the kind is a list of XML nodes} */
  public boolean isXmlContainer() {
    return this == XML_ELEMENT || this == XML_FRAGMENT;
  }

  /** {@return whether the kind is text, formatted or not} */
  public boolean isText() {
    return this == TEXT || this == XML_TEXT;
  }
}
