/**
 * Tags and other nodes in canonical form (Canonical XML §2.3).
 *
 * @module
 */
import type { ByteSink } from './byte-sink.ts';
import {
  CANONICAL_ATTRIBUTE,
  CANONICAL_CDATA,
  CANONICAL_TEXT,
  escapeCharacters,
  RAW_VALUE,
  writeCharacters,
} from './character-data.ts';
import type { RenderedNamespace } from './namespace-renderer.ts';
import { compareAttributes } from './start-tag.ts';
import type { XmlComment, XmlElement, XmlProcessingInstruction, XmlText } from './tree.ts';
import type { WrittenAttribute } from './xml-attributes.ts';

/** Writes a start tag with the declarations and attributes that it has in canonical form. */
export function writeStartTag(
  sink: ByteSink,
  element: XmlElement,
  namespaces: readonly RenderedNamespace[],
  attributes: readonly WrittenAttribute[],
): void {
  sink.copy(element.start, element.nameEnd);
  writeNamespaces(sink, namespaces);
  for (const { attribute, value } of [...attributes].sort(byName)) {
    sink.byte(0x20);
    sink.copy(attribute.start, attribute.nameEnd);
    sink.text('="');
    if (value !== undefined) sink.text(escapeCharacters(value, CANONICAL_ATTRIBUTE));
    else if (attribute.isVerbatim) sink.copy(attribute.valueStart, attribute.valueEnd);
    else writeCharacters(sink, attribute.valueStart, attribute.valueEnd, CANONICAL_ATTRIBUTE);
    sink.byte(0x22);
  }
  sink.byte(0x3e);
}

/** Writes namespace declarations. */
export function writeNamespaces(sink: ByteSink, namespaces: readonly RenderedNamespace[]): void {
  for (const { bytes } of namespaces) sink.bytes(bytes);
}

function byName(a: WrittenAttribute, b: WrittenAttribute): number {
  return compareAttributes(a.attribute, b.attribute);
}

/** Writes an end tag; an empty-element tag has none of its own. */
export function writeEndTag(sink: ByteSink, element: XmlElement): void {
  const nameLength = element.nameEnd - element.start - 1;
  if (element.end - element.contentEnd === nameLength + 3) {
    sink.copy(element.contentEnd, element.end);
    return;
  }
  sink.text('</');
  sink.copy(element.start + 1, element.nameEnd);
  sink.byte(0x3e);
}

/** Writes character data. */
export function writeText(sink: ByteSink, text: XmlText): void {
  if (text.isVerbatim) sink.copy(text.start, text.end);
  else writeCharacters(sink, text.start, text.end, text.isCdata ? CANONICAL_CDATA : CANONICAL_TEXT);
}

/** Writes a comment. */
export function writeComment(sink: ByteSink, comment: XmlComment): void {
  if (comment.isVerbatim) sink.copy(comment.start, comment.end);
  else writeCharacters(sink, comment.start, comment.end, RAW_VALUE);
}

/** Writes a processing instruction: one space before its data, if there is any. */
export function writeProcessingInstruction(sink: ByteSink, instruction: XmlProcessingInstruction): void {
  const { start, dataStart, end, target } = instruction;
  if (instruction.isVerbatim) {
    sink.copy(start, end);
    return;
  }
  sink.text(`<?${target}`);
  if (end - dataStart > '?>'.length) sink.byte(0x20);
  writeCharacters(sink, dataStart, end, RAW_VALUE);
}
