/**
 * Reads the markup of a document and tells a handler what comes, in document order: strictly XML 1.0 (fifth edition) with
 * Namespaces in XML 1.0, without a DTD. What one reader could read in another way than the next is refused, so that
 * everyone who reads a sealed document reads the same.
 *
 * @module
 */
import { TEXT_CLASS } from './characters.ts';
import type { XmlCursor } from './cursor.ts';
import { NamespaceScope } from './namespace-scope.ts';
import { CommentNode, type ElementNode, ProcessingInstructionNode, TextNode } from './nodes.ts';
import { takeStartTag } from './start-tag.ts';
import type { XmlElement, XmlNode } from './tree.ts';

/** Takes what a document consists of. */
export interface XmlHandler {
  /** After a start tag; the element has no children yet, nor an end. */
  open(element: ElementNode): void;
  /** After an end tag, or at once for an empty-element tag. */
  close(element: ElementNode): void;
  /** A node that is no element. */
  leaf(node: Exclude<XmlNode, XmlElement>): void;
}

/**
 * Reads a document from the cursor to its end.
 *
 * @returns the root element
 * @throws FormatsError XML_SYNTAX, XML_DTD_REFUSED, XML_LIMIT_EXCEEDED
 */
export function readXml(cursor: XmlCursor, handler: XmlHandler): XmlElement {
  return new XmlReader(cursor, handler).read();
}

class XmlReader {
  readonly #cursor: XmlCursor;
  readonly #handler: XmlHandler;
  readonly #scope = new NamespaceScope();
  /** The innermost element without its end tag; those around it are its ancestors. */
  #element: ElementNode | undefined;
  #depth = 0;
  #root: XmlElement | undefined;
  #nodes = 0;

  constructor(cursor: XmlCursor, handler: XmlHandler) {
    this.#cursor = cursor;
    this.#handler = handler;
  }

  read(): XmlElement {
    const cursor = this.#cursor;
    for (;;) {
      if (this.#element === undefined) cursor.skipSpace();
      const byte = cursor.peek();
      if (byte < 0) break;
      if (byte === 0x3c) this.#markup();
      else this.#text();
    }
    if (this.#element !== undefined)
      throw cursor.error(`<${nameOf(this.#element)}> is not closed`, this.#element.start);
    if (this.#root === undefined) throw cursor.error('the document has no root element');
    return this.#root;
  }

  #markup(): void {
    const cursor = this.#cursor;
    const next = cursor.bytes[cursor.position + 1];
    if (next === 0x2f) this.#endTag();
    else if (next === 0x21) this.#declaration();
    else if (next === 0x3f) this.#processingInstruction();
    else this.#startTag();
  }

  #startTag(): void {
    const cursor = this.#cursor;
    const parent = this.#element;
    if (parent === undefined && this.#root !== undefined)
      throw cursor.error('there is a second root element');
    const element = takeStartTag(cursor, this.#scope, parent);
    this.#count(element.start);
    this.#root ??= element;
    this.#handler.open(element);
    if (element.end > 0) {
      this.#close(element);
      return;
    }
    if (++this.#depth > cursor.limits.depth) {
      throw cursor.error('elements are nested too deeply', element.start, 'XML_LIMIT_EXCEEDED');
    }
    this.#element = element;
  }

  #close(element: ElementNode): void {
    this.#handler.close(element);
    this.#scope.restore(this.#scope.size - element.namespaces.length);
  }

  #endTag(): void {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    const start = cursor.position;
    const element = this.#element;
    if (element === undefined) throw cursor.error('an end tag without a start tag');
    let at = start + 2;
    for (let from = element.start + 1; from < element.nameEnd; from++, at++) {
      if (bytes[from] !== bytes[at]) throw cursor.error(`the end tag of <${nameOf(element)}> is expected`);
    }
    cursor.position = at;
    if (bytes[at] !== 0x3e) {
      cursor.skipSpace();
      if (cursor.peek() !== 0x3e)
        throw cursor.error(`the end tag of <${nameOf(element)}> is expected`, start);
    }
    cursor.position++;
    element.contentEnd = start;
    element.end = cursor.position;
    this.#close(element);
    this.#element = element.parent;
    this.#depth--;
  }

  #text(): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    if (this.#element === undefined) throw cursor.error('text stands outside the root element');
    const run = cursor.takeCharacters(TEXT_CLASS, 0x3c);
    this.#count(start);
    this.#handler.leaf(new TextNode(cursor.bytes, run.start, run.end, run.isVerbatim, false));
  }

  #declaration(): void {
    const cursor = this.#cursor;
    if (cursor.startsWith('<!--')) this.#comment();
    else if (cursor.startsWith('<![CDATA[') && this.#element !== undefined) this.#cdata();
    else if (cursor.startsWith('<!DOCTYPE')) {
      throw cursor.error('a document type declaration is not accepted', cursor.position, 'XML_DTD_REFUSED');
    } else throw cursor.error('"<!" begins nothing that may stand here');
  }

  #comment(): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    cursor.position += '<!--'.length;
    const run = cursor.takeUntil('--', 'a comment');
    if (cursor.peek() !== 0x3e) throw cursor.error('"--" stands in a comment', run.end);
    cursor.position++;
    this.#count(start);
    this.#handler.leaf(new CommentNode(cursor.bytes, start, cursor.position, run.isVerbatim));
  }

  #cdata(): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    cursor.position += '<![CDATA['.length;
    const run = cursor.takeUntil(']]>', 'a CDATA section');
    this.#count(start);
    this.#handler.leaf(new TextNode(cursor.bytes, run.start, run.end, false, true));
  }

  /** XML 1.0 §2.6; the target is an NCName (Namespaces in XML §7). */
  #processingInstruction(): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    cursor.position += 2;
    const { prefix, localName: target } = cursor.takeName();
    if (prefix !== '' || target.toLowerCase() === 'xml') {
      throw cursor.error('the target of a processing instruction is reserved', start);
    }
    const targetEnd = cursor.position;
    const spaced = cursor.skipSpace();
    if (!spaced && !cursor.startsWith('?>')) throw cursor.error('white space is expected after a target');
    const { start: dataStart, isVerbatim } = cursor.takeUntil('?>', 'a processing instruction');
    const end = cursor.position;
    const asWritten =
      dataStart === end - 2 ? !spaced : dataStart === targetEnd + 1 && cursor.bytes[targetEnd] === 0x20;
    this.#count(start);
    const place = { start, dataStart, end, isVerbatim: isVerbatim && asWritten };
    this.#handler.leaf(new ProcessingInstructionNode(cursor.bytes, target, place));
  }

  #count(at: number): void {
    if (++this.#nodes <= this.#cursor.limits.nodes) return;
    throw this.#cursor.error('the document has too many nodes', at, 'XML_LIMIT_EXCEEDED');
  }
}

function nameOf({ prefix, localName }: XmlElement): string {
  return prefix === '' ? localName : `${prefix}:${localName}`;
}
