/**
 * Writes nodes in canonical form as they come in document order, whether from a tree or from the parser itself.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import type { ByteSink } from './byte-sink.ts';
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
import type { XmlElement, XmlNode } from './tree.ts';
import type { WorkBudget } from './work-budget.ts';
import { inheritedAttributes, type WrittenAttribute, withInherited11 } from './xml-attributes.ts';

/** Most looks at what is above elements whose parents are left out. */
const MOST_LOOKS = 10_000_000;

/** A node that is no element. */
export type XmlLeaf = Exclude<XmlNode, XmlElement>;

/** Takes elements and other nodes in document order. */
export class CanonicalWriter {
  readonly #sink: ByteSink;
  readonly #method: CanonicalizationMethod;
  readonly #comments: boolean;
  readonly #namespaces: NamespaceRenderer;
  readonly #budget: WorkBudget | undefined;
  /** Elements whose end has not been reached, whether each is written, and the declarations in force before it. */
  readonly #open: XmlElement[] = [];
  readonly #isWritten: boolean[] = [];
  readonly #rendered: number[] = [];
  #looks = 0;

  /**
   * @param comments whether the nodes that come have their comments
   * @param budget what writing is charged to
   */
  constructor(sink: ByteSink, method: CanonicalizationMethod, comments: boolean, budget?: WorkBudget) {
    this.#sink = sink;
    this.#method = method;
    this.#comments = comments && method.comments;
    this.#namespaces = new NamespaceRenderer(method);
    this.#budget = budget;
  }

  /** Takes note of the declarations above the nodes that will come, outermost first. */
  above(ancestors: readonly XmlElement[]): void {
    for (const ancestor of ancestors) this.#namespaces.declare(ancestor);
  }

  /** Begins an element; one that is not written still declares namespaces for those in it. */
  open(element: XmlElement, isWritten: boolean): void {
    this.#rendered.push(this.#namespaces.rendered);
    this.#budget?.spendElement(element);
    this.#namespaces.declare(element);
    if (isWritten) this.#startTag(element, this.#isWritten.at(-1) ?? element.parent === undefined);
    this.#open.push(element);
    this.#isWritten.push(isWritten);
  }

  /** Ends the element that was begun last. */
  close(): void {
    const element = this.#open.pop();
    if (element === undefined) throw new TypeError('no element is open');
    if (this.#isWritten.pop()) writeEndTag(this.#sink, element);
    this.#namespaces.leave(element, this.#rendered.pop() ?? 0);
  }

  leaf(node: XmlLeaf): void {
    this.#budget?.spendLeaf(node);
    switch (node.kind) {
      case 'text':
        writeText(this.#sink, node);
        break;
      case 'comment':
        if (this.#comments) writeComment(this.#sink, node);
        break;
      case 'processing-instruction':
        writeProcessingInstruction(this.#sink, node);
        break;
      default:
        assertNever(node);
    }
  }

  /** A line feed stands between the root and what is around it (Canonical XML §2.3). */
  leafOutsideRoot(node: XmlLeaf, isAfterRoot: boolean): void {
    if (node.kind === 'comment' && !this.#comments) return;
    if (isAfterRoot) this.#sink.byte(0x0a);
    this.leaf(node);
    if (!isAfterRoot) this.#sink.byte(0x0a);
  }

  #startTag(element: XmlElement, isParentWritten: boolean): void {
    const inherits = !isParentWritten && this.#method.kind !== 'exclusive';
    if (element.isVerbatim && !inherits) {
      this.#verbatimTag(element, isParentWritten);
      return;
    }
    if (inherits) this.#lookUp();
    const namespaces = this.#namespaces.render(element, isParentWritten);
    const attributes = inherits ? this.#withInherited(element) : own(element);
    writeStartTag(this.#sink, element, namespaces, attributes);
  }

  /** All ancestors and all namespaces are gone through for each element whose parent is left out. */
  #lookUp(): void {
    const looks = this.#open.length + this.#namespaces.inScope;
    this.#looks += looks;
    this.#budget?.spendNodes(looks);
    if (this.#looks <= MOST_LOOKS) return;
    throw new FormatsError(
      'XML_LIMIT_EXCEEDED',
      'too many elements are to be canonicalized without their parents',
    );
  }

  /** Copied as it stands, with the declarations that it needs after its name. */
  #verbatimTag(element: XmlElement, isParentWritten: boolean): void {
    const namespaces = this.#namespaces.render(element, isParentWritten);
    this.#sink.copy(element.start, element.nameEnd);
    if (namespaces.length > 0) writeNamespaces(this.#sink, namespaces);
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
        return withInherited11(element, this.#open[this.#isWritten.lastIndexOf(true)]);
      default:
        return assertNever(kind);
    }
  }
}

function own(element: XmlElement): readonly WrittenAttribute[] {
  return element.attributes.map((attribute) => ({ attribute }));
}
