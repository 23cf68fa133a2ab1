/**
 * Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization 1.0 of nodes of a document, in one walk without recursion.
 * What stands in canonical form in the received bytes already is copied from them, neighbours together.
 *
 * @module
 */
import { ByteSink } from './byte-sink.ts';
import { CanonicalWriter } from './canonical-writer.ts';
import type { CanonicalizationMethod } from './canonicalization-method.ts';
import { type Membership, type NodeSet, Visibility } from './node-set.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';
import type { WorkBudget } from './work-budget.ts';

/**
 * The canonical form of nodes, in UTF-8. It may be a view of the document's bytes.
 *
 * @param budget - what the work is charged to, and the bytes unless they are a view of the document's
 * @throws FormatsError XML_TRANSFORM_REFUSED for a relative namespace URI (Canonical XML §1.3), XML_LIMIT_EXCEEDED for a
 *   form many times larger than the document, and for more work or bytes than are left
 */
export function canonicalize(
  nodes: NodeSet,
  method: CanonicalizationMethod,
  budget?: WorkBudget,
): Uint8Array {
  const { document, apex } = nodes;
  const size = apex.kind === 'document' ? document.bytes.length : apex.end - apex.start;
  budget?.spendBytes(size);
  const sink = new ByteSink(document.bytes, size + (size >> 1));
  new TreeWalk(nodes, new CanonicalWriter(sink, method, nodes.comments, budget)).walk();
  const bytes = sink.finish();
  return budget?.hold(bytes, document.bytes) ?? bytes;
}

/** An element whose end has not been reached. */
interface Frame {
  readonly element: XmlElement;
  readonly isKept: boolean;
  readonly membership: Membership;
  nextChild: number;
}

class TreeWalk {
  readonly #nodes: NodeSet;
  readonly #writer: CanonicalWriter;
  readonly #visibility: Visibility;
  readonly #frames: Frame[] = [];

  constructor(nodes: NodeSet, writer: CanonicalWriter) {
    this.#nodes = nodes;
    this.#writer = writer;
    this.#visibility = new Visibility(nodes);
  }

  walk(): void {
    const { apex } = this.#nodes;
    const above = this.#visibility.above(this.#nodes);
    if (apex.kind === 'document') this.#document(apex, above);
    else {
      this.#writer.above(ancestorsOf(apex));
      this.#tree(apex, above);
    }
  }

  #document(document: XmlDocument, above: Membership): void {
    const membership = this.#visibility.enter(document, above);
    const isKept = this.#visibility.keeps(membership);
    let isAfterRoot = false;
    for (const child of document.children) {
      if (child.kind === 'element') {
        this.#tree(child, membership);
        isAfterRoot = true;
      } else if (this.#keepsLeaf(child, membership, isKept)) this.#writer.leafOutsideRoot(child, isAfterRoot);
    }
  }

  #tree(apex: XmlElement, above: Membership): void {
    const frames = this.#frames;
    this.#open(apex, above);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { element, membership, isKept } = frame;
      const child = element.children[frame.nextChild++];
      if (child === undefined) {
        this.#writer.close();
        frames.pop();
      } else if (child.kind === 'element') this.#open(child, membership);
      else if (this.#keepsLeaf(child, membership, isKept)) this.#writer.leaf(child);
    }
  }

  #open(element: XmlElement, above: Membership): void {
    const membership = this.#visibility.enter(element, above);
    const isKept = this.#visibility.keeps(membership);
    this.#writer.open(element, isKept);
    this.#frames.push({ element, isKept, membership, nextChild: 0 });
  }

  #keepsLeaf(leaf: XmlNode, above: Membership, isParentKept: boolean): boolean {
    if (this.#nodes.filters.length === 0) return isParentKept;
    return this.#visibility.keeps(this.#visibility.enter(leaf, above));
  }
}

/** From the root down to the parent. */
function ancestorsOf(element: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (let above = element.parent; above !== undefined; above = above.parent) found.push(above);
  return found.reverse();
}
