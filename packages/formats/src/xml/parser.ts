/**
 * From the bytes of a file to the tree of a document.
 *
 * @module
 */

import type { XmlLimits } from './limits.ts';
import type { ElementNode } from './nodes.ts';
import { openXml } from './open-xml.ts';
import { readXml, type XmlHandler } from './reader.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/**
 * Parses a document.
 *
 * @throws FormatsError XML_SYNTAX, XML_DTD_REFUSED, XML_ENCODING_UNSUPPORTED or XML_LIMIT_EXCEEDED
 */
export function parseXml(file: Uint8Array, limits: Partial<XmlLimits> = {}): XmlDocument {
  const { decoded, cursor } = openXml(file, limits);
  const builder = new TreeBuilder();
  const root = readXml(cursor, builder);
  return { kind: 'document', ...decoded, children: builder.finished, root };
}

/** Puts nodes together without recursion: finished nodes wait in one list until the element around them ends. */
class TreeBuilder implements XmlHandler {
  readonly finished: XmlNode[] = [];
  /** Where the children of each open element begin in the list. */
  readonly #firstChildren: number[] = [];

  open(): void {
    this.#firstChildren.push(this.finished.length);
  }

  leaf(node: Exclude<XmlNode, XmlElement>): void {
    this.finished.push(node);
  }

  close(element: ElementNode): void {
    const { finished } = this;
    const firstChild = this.#firstChildren.pop() ?? 0;
    if (finished.length > firstChild) {
      element.children = finished.slice(firstChild);
      finished.length = firstChild;
    }
    finished.push(element);
  }
}
