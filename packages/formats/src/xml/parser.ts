/**
 * A strict parser of XML 1.0 (fifth edition) with Namespaces in XML 1.0, for documents without a DTD: what a validating
 * reader could read in another way is refused, so that everyone who reads a sealed document reads the same.
 *
 * @module
 */

import { FormatsError } from '../errors.ts';
import { TEXT_CLASS } from './characters.ts';
import { XmlCursor } from './cursor.ts';
import { decodeXml } from './encoding.ts';
import { DEFAULT_XML_LIMITS, type XmlLimits } from './limits.ts';
import { NameReader } from './names.ts';
import { NamespaceScope } from './namespace-scope.ts';
import { CommentNode, type ElementNode, ProcessingInstructionNode, TextNode } from './nodes.ts';
import { takeStartTag } from './start-tag.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';
import { readXmlDeclaration } from './xml-declaration.ts';

/**
 * Parses a document.
 *
 * @throws FormatsError XML_SYNTAX, XML_DTD_REFUSED, XML_ENCODING_UNSUPPORTED or XML_LIMIT_EXCEEDED
 */
export function parseXml(file: Uint8Array, limits: Partial<XmlLimits> = {}): XmlDocument {
  const bounds = { ...DEFAULT_XML_LIMITS, ...limits };
  assertSize(file, bounds);
  const decoded = decodeXml(file);
  assertSize(decoded.bytes, bounds);
  const cursor = new XmlCursor(decoded.bytes, new NameReader(decoded.bytes), bounds);
  const declaration = readXmlDeclaration(decoded.bytes);
  if (declaration !== undefined && declaration.version !== '1.0') {
    throw cursor.error(`XML ${declaration.version} is not read, only 1.0`);
  }
  cursor.position = declaration?.end ?? 0;
  return { kind: 'document', ...decoded, ...new TreeBuilder(cursor).build() };
}

function assertSize(bytes: Uint8Array, { documentBytes }: XmlLimits): void {
  if (bytes.length <= documentBytes) return;
  throw new FormatsError('XML_LIMIT_EXCEEDED', `the document is larger than ${documentBytes} bytes`);
}

/** What must be remembered of an open element. */
interface OpenElement {
  readonly element: ElementNode;
  /** Where its children begin among the finished nodes. */
  readonly firstChild: number;
  readonly scopeSize: number;
}

/** Puts nodes together without recursion: finished nodes wait in one list until the element around them ends. */
class TreeBuilder {
  readonly #cursor: XmlCursor;
  readonly #scope = new NamespaceScope();
  readonly #open: OpenElement[] = [];
  readonly #finished: XmlNode[] = [];
  #element: ElementNode | undefined;
  #root: XmlElement | undefined;
  #nodes = 0;

  constructor(cursor: XmlCursor) {
    this.#cursor = cursor;
  }

  build(): { readonly children: readonly XmlNode[]; readonly root: XmlElement } {
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
    return { children: this.#finished, root: this.#root };
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
    const scopeSize = this.#scope.size;
    const element = takeStartTag(cursor, this.#scope, parent);
    this.#count(element.start);
    this.#root ??= element;
    if (element.end > 0) {
      this.#scope.restore(scopeSize);
      this.#finished.push(element);
      return;
    }
    if (this.#open.length >= cursor.limits.depth) {
      throw cursor.error('elements are nested too deeply', element.start, 'XML_LIMIT_EXCEEDED');
    }
    this.#open.push({ element, firstChild: this.#finished.length, scopeSize });
    this.#element = element;
  }

  #endTag(): void {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    const start = cursor.position;
    const open = this.#open.pop();
    if (open === undefined) throw cursor.error('an end tag without a start tag');
    const { element, firstChild, scopeSize } = open;
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
    const finished = this.#finished;
    if (finished.length > firstChild) {
      element.children = finished.slice(firstChild);
      finished.length = firstChild;
    }
    finished.push(element);
    this.#scope.restore(scopeSize);
    this.#element = this.#open.at(-1)?.element;
  }

  #text(): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    if (this.#element === undefined) throw cursor.error('text stands outside the root element');
    const run = cursor.takeCharacters(TEXT_CLASS, 0x3c);
    this.#count(start);
    this.#finished.push(new TextNode(cursor.bytes, run.start, run.end, run.isVerbatim, false));
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
    this.#finished.push(new CommentNode(cursor.bytes, start, cursor.position, run.isVerbatim));
  }

  #cdata(): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    cursor.position += '<![CDATA['.length;
    const run = cursor.takeUntil(']]>', 'a CDATA section');
    this.#count(start);
    this.#finished.push(new TextNode(cursor.bytes, run.start, run.end, false, true));
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
    this.#finished.push(new ProcessingInstructionNode(cursor.bytes, target, place));
  }

  #count(at: number): void {
    if (++this.#nodes <= this.#cursor.limits.nodes) return;
    throw this.#cursor.error('the document has too many nodes', at, 'XML_LIMIT_EXCEEDED');
  }
}

function nameOf({ prefix, localName }: XmlElement): string {
  return prefix === '' ? localName : `${prefix}:${localName}`;
}
