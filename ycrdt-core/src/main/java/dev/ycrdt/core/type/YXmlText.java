package dev.ycrdt.core.type;

import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.type.XmlReader;
import org.jspecify.annotations.Nullable;

/**
 * Text inside XML. Thread rules are those of {@link SharedType}.
 *
 * <p>Source: Yjs {@code types/YXmlText.js}.
 */
public final class YXmlText extends YText {
  /** Makes an empty text, to be inserted into an XML type. */
  public YXmlText() {
    this(preliminary(TypeKind.XML_TEXT));
  }

  /** Makes a text with content, to be inserted into an XML type. */
  public YXmlText(String content) {
    this();
    insert(0, content);
  }

  YXmlText(TypeNode node) {
    super(node);
  }

  @Override
  public YXmlText copy() {
    return (YXmlText) copied();
  }

  /** {@return the XML node after this one, null when there is none} */
  public @Nullable SharedType nextSibling() {
    return XmlSiblings.next(this);
  }

  /** {@return the XML node before this one, null when there is none} */
  public @Nullable SharedType prevSibling() {
    return XmlSiblings.previous(this);
  }

  /** {@return the text with its formatting as nested elements, nothing escaped} */
  @Override
  public String toString() {
    return node().doc == null ? super.toString() : read(XmlReader::toXml);
  }
}
