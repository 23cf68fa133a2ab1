/**
 * Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization 1.0 of nodes of a document, in one walk without recursion.
 * What stands in canonical form in the received bytes already is copied from them, neighbours together.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { ByteSink } from './byte-sink.ts';
import {
  writeComment,
  writeEndTag,
  writeNamespaces,
  writeProcessingInstruction,
  writeStartTag,
  writeText,
} from './canonical-tags.ts';
import type { CanonicalizationMethod } from './canonicalization-method.ts';
import { NamespaceRenderer } from './namespace-renderer.ts';
import { type Membership, type NodeSet, Visibility } from './node-set.ts';
import type { XmlComment, XmlDocument, XmlElement, XmlNode, XmlProcessingInstruction } from './tree.ts';
import { inheritedAttributes, type WrittenAttribute, withInherited11 } from './xml-attributes.ts';

/**
 * The canonical form of nodes, in UTF-8. It may be a view of the document's bytes.
 *
 * @throws FormatsError XML_TRANSFORM_REFUSED for a relative namespace URI (Canonical XML §1.3), XML_LIMIT_EXCEEDED for a
 *   form many times larger than the document
 */
export function canonicalize(nodes: NodeSet, method: CanonicalizationMethod): Uint8Array {
  return new Canonicalizer(nodes, method).write();
}

/** An element whose end has not been reached. */
interface Frame {
  readonly element: XmlElement;
  readonly isWritten: boolean;
  readonly membership: Membership;
  /** Declarations in force before it. */
  readonly rendered: number;
  nextChild: number;
}

class Canonicalizer {
  readonly #nodes: NodeSet;
  readonly #method: CanonicalizationMethod;
  readonly #writesComments: boolean;
  readonly #sink: ByteSink;
  readonly #visibility: Visibility;
  readonly #namespaces: NamespaceRenderer;
  readonly #frames: Frame[] = [];

  constructor(nodes: NodeSet, method: CanonicalizationMethod) {
    this.#nodes = nodes;
    this.#method = method;
    this.#writesComments = method.comments && nodes.comments;
    this.#sink = new ByteSink(nodes.document.bytes);
    this.#visibility = new Visibility(nodes);
    this.#namespaces = new NamespaceRenderer(method);
  }

  write(): Uint8Array {
    const { apex } = this.#nodes;
    const above = this.#visibility.above(this.#nodes);
    if (apex.kind === 'document') this.#document(apex, above);
    else {
      for (const ancestor of ancestors(apex).reverse()) this.#namespaces.declare(ancestor);
      this.#tree(apex, above);
    }
    return this.#sink.finish();
  }

  #document(document: XmlDocument, above: Membership): void {
    const membership = this.#visibility.enter(document, above);
    const isWritten = this.#visibility.keeps(membership);
    let isAfterRoot = false;
    for (const child of document.children) {
      if (child.kind === 'element') {
        this.#tree(child, membership);
        isAfterRoot = true;
      } else if (child.kind !== 'text' && this.#keepsLeaf(child, membership, isWritten)) {
        this.#outsideRoot(child, isAfterRoot);
      }
    }
  }

  /** A line feed stands between the root and what is around it (Canonical XML §2.3). */
  #outsideRoot(node: XmlComment | XmlProcessingInstruction, isAfterRoot: boolean): void {
    if (node.kind === 'comment' && !this.#writesComments) return;
    if (isAfterRoot) this.#sink.byte(0x0a);
    this.#leaf(node);
    if (!isAfterRoot) this.#sink.byte(0x0a);
  }

  #tree(apex: XmlElement, above: Membership): void {
    const frames = this.#frames;
    this.#open(apex, above, false);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { element, membership, isWritten } = frame;
      const child = element.children[frame.nextChild++];
      if (child === undefined) this.#close(frame);
      else if (child.kind === 'element') this.#open(child, membership, isWritten);
      else if (this.#keepsLeaf(child, membership, isWritten)) this.#leaf(child);
    }
  }

  #keepsLeaf(leaf: XmlNode, above: Membership, isParentWritten: boolean): boolean {
    if (this.#nodes.filters.length === 0) return isParentWritten;
    return this.#visibility.keeps(this.#visibility.enter(leaf, above));
  }

  #open(element: XmlElement, above: Membership, isParentWritten: boolean): void {
    const { rendered } = this.#namespaces;
    const membership = this.#visibility.enter(element, above);
    const isWritten = this.#visibility.keeps(membership);
    this.#namespaces.declare(element);
    if (isWritten) this.#startTag(element, isParentWritten);
    this.#frames.push({ element, isWritten, membership, rendered, nextChild: 0 });
  }

  #close({ element, isWritten, rendered }: Frame): void {
    if (isWritten) writeEndTag(this.#sink, element);
    this.#namespaces.leave(element, rendered);
    this.#frames.pop();
  }

  #startTag(element: XmlElement, isParentWritten: boolean): void {
    const inherits = !isParentWritten && this.#method.kind !== 'exclusive';
    if (element.isVerbatim && !inherits) {
      this.#verbatimTag(element, isParentWritten);
      return;
    }
    const namespaces = this.#namespaces.render(element, isParentWritten);
    const attributes = inherits ? this.#withInherited(element) : own(element);
    writeStartTag(this.#sink, element, namespaces, attributes);
  }

  /** Copied as it stands, with the declarations that it needs after its name. */
  #verbatimTag(element: XmlElement, isParentWritten: boolean): void {
    if (this.#namespaces.needsNone(element, isParentWritten)) {
      this.#sink.copy(element.start, element.contentStart);
      return;
    }
    this.#sink.copy(element.start, element.nameEnd);
    writeNamespaces(this.#sink, this.#namespaces.render(element, isParentWritten));
    this.#sink.copy(element.nameEnd, element.contentStart);
  }

  #withInherited(element: XmlElement): readonly WrittenAttribute[] {
    const { kind } = this.#method;
    switch (kind) {
      case 'exclusive':
        return own(element);
      case 'inclusive':
        return [...own(element), ...inheritedAttributes(element)];
      case 'inclusive-1.1':
        return withInherited11(element, this.#nearestWritten());
      default:
        return assertNever(kind);
    }
  }

  #nearestWritten(): XmlElement | undefined {
    return this.#frames.findLast(({ isWritten }) => isWritten)?.element;
  }

  #leaf(node: Exclude<XmlNode, XmlElement>): void {
    switch (node.kind) {
      case 'text':
        writeText(this.#sink, node);
        break;
      case 'comment':
        if (this.#writesComments) writeComment(this.#sink, node);
        break;
      case 'processing-instruction':
        writeProcessingInstruction(this.#sink, node);
        break;
      default:
        assertNever(node);
    }
  }
}

function own(element: XmlElement): readonly WrittenAttribute[] {
  return element.attributes.map((attribute) => ({ attribute }));
}

/** From the parent up to the root. */
function ancestors(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let above = element.parent; above !== undefined; above = above.parent) found.push(above);
  return found;
}
