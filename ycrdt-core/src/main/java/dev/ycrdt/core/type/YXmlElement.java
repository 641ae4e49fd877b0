package dev.ycrdt.core.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An XML element: a node name, attributes and a list of nodes. Thread rules are those of {@link
 * SharedType}.
 *
 * <p>Source: Yjs {@code types/YXmlElement.js}.
 */
public final class YXmlElement extends YXmlFragment {
  /** The name of an element for which none was given. */
  public static final String DEFAULT_NODE_NAME = TypeNode.DEFAULT_ELEMENT_NAME;

  /** Makes an element named {@value #DEFAULT_NODE_NAME}, to be inserted into an XML type. */
  public YXmlElement() {
    this(DEFAULT_NODE_NAME);
  }

  /** Makes an element, to be inserted into an XML type. */
  public YXmlElement(String nodeName) {
    this(preliminary(TypeKind.XML_ELEMENT, nodeName));
  }

  YXmlElement(TypeNode node) {
    super(node);
  }

  /** {@return the name of the element; a root element is named {@value #DEFAULT_NODE_NAME}} */
  public String nodeName() {
    return node().elementName();
  }

  /**
   * Sets an attribute.
   *
   * @param value a plain value, a new shared type or a document; Yjs editors use strings
   * @throws IllegalArgumentException if {@code value} is of an unsupported class
   */
  public void setAttribute(String name, @Nullable Object value) {
    setMapValue(name, value);
  }

  /** Removes an attribute; does nothing if it is not set. */
  public void removeAttribute(String name) {
    deleteMapValue(name);
  }

  /** {@return an attribute, null when it is not set} */
  public @Nullable Object getAttribute(String name) {
    return mapValue(name);
  }

  /** {@return whether an attribute is set} */
  public boolean hasAttribute(String name) {
    return hasMapValue(name);
  }

  /** {@return the attributes as they are now} */
  public Map<String, @Nullable Object> getAttributes() {
    return attributes();
  }

  @Override
  public YXmlElement copy() {
    return (YXmlElement) copied();
  }

  /** {@return an attribute as it was at a snapshot, null when it was not set} */
  public @Nullable Object getAttribute(String name, Snapshot snapshot) {
    return mapValue(name, snapshot);
  }

  /**
   * {@return the attributes as they were at a snapshot}
   *
   * <p>Source: Yjs {@code YXmlElement.getAttributes(snapshot)}. Differs: a value that was
   * overwritten is found even if it has been merged with later ones.
   */
  public Map<String, @Nullable Object> getAttributes(Snapshot snapshot) {
    return attributes(snapshot);
  }

  /** {@return the XML node after this one, null when there is none} */
  public @Nullable SharedType nextSibling() {
    return XmlSiblings.next(this);
  }

  /** {@return the XML node before this one, null when there is none} */
  public @Nullable SharedType prevSibling() {
    return XmlSiblings.previous(this);
  }
}
