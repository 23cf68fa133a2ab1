/**
 * Which namespace declarations stand on an element in canonical form (Canonical XML §2.3, Exclusive XML
 * Canonicalization §3).
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import type { CanonicalizationMethod } from './canonicalization-method.ts';
import { CANONICAL_ATTRIBUTE, escapeCharacters } from './character-data.ts';
import { compareCodePoints } from './code-points.ts';
import { NamespaceScope } from './namespace-scope.ts';
import type { XmlElement } from './tree.ts';

/** A declaration in canonical form. */
export interface RenderedNamespace {
  readonly prefix: string;
  readonly uri: string;
  /** With the space before it. */
  readonly bytes: Uint8Array;
}

/** Knows, while a tree is walked, what is declared there and what is declared in its canonical form. */
export class NamespaceRenderer {
  readonly #isExclusive: boolean;
  readonly #prefixes: readonly string[];
  readonly #rendered = new NamespaceScope();
  readonly #inScope = new NamespaceScope();
  readonly #needed: RenderedNamespace[] = [];
  /** The declaration of each prefix that was written last: most documents bind a prefix once. */
  readonly #written = new Map<string, RenderedNamespace>();

  constructor({ kind, prefixes }: CanonicalizationMethod) {
    this.#isExclusive = kind === 'exclusive';
    this.#prefixes = prefixes;
  }

  /** Takes note of the declarations of an element, whether it is written or not. */
  declare(element: XmlElement): void {
    for (const { prefix, uri } of element.namespaces) {
      if (uri !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri)) throw relativeNamespace(uri);
      this.#inScope.bind(prefix, uri);
    }
  }

  /** How many declarations the canonical form has at this place. */
  get rendered(): number {
    return this.#rendered.size;
  }

  /** How many declarations are in force at this place. */
  get inScope(): number {
    return this.#inScope.size;
  }

  /** Takes back the declarations of an element, and those made for it since there were so many. */
  leave(element: XmlElement, rendered: number): void {
    this.#rendered.restore(rendered);
    this.#inScope.restore(this.#inScope.size - element.namespaces.length);
  }

  /**
   * The declarations that an element needs, in their order, until the next call; from then on they are there for its
   * descendants.
   */
  render(element: XmlElement, isParentWritten: boolean): readonly RenderedNamespace[] {
    const needed = this.#needed;
    needed.length = 0;
    if (this.#isExclusive) this.#addUsed(element, isParentWritten);
    else if (isParentWritten) {
      for (const { prefix, uri } of element.namespaces) this.#add(prefix, uri);
    } else {
      for (const [prefix, uri] of this.#inScope.entries()) this.#add(prefix, uri);
    }
    return needed.length > 1 ? needed.sort(byPrefix) : needed;
  }

  /** Visibly utilized prefixes, and those of the PrefixList, which count as if inclusively. */
  #addUsed(element: XmlElement, isParentWritten: boolean): void {
    this.#add(element.prefix, element.namespace);
    for (const { prefix, namespace } of element.attributes) {
      if (prefix !== '' && prefix !== 'xml') this.#add(prefix, namespace);
    }
    if (isParentWritten && element.namespaces.length === 0) return;
    for (const prefix of this.#prefixes) {
      const uri = this.#inScope.get(prefix);
      if (uri !== undefined) this.#add(prefix, uri);
    }
  }

  #add(prefix: string, uri: string): void {
    if ((this.#rendered.get(prefix) ?? '') === uri) return;
    this.#rendered.bind(prefix, uri);
    this.#needed.push(this.#declaration(prefix, uri));
  }

  #declaration(prefix: string, uri: string): RenderedNamespace {
    const written = this.#written.get(prefix);
    if (written?.uri === uri) return written;
    const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    const bytes = new TextEncoder().encode(` ${name}="${escapeCharacters(uri, CANONICAL_ATTRIBUTE)}"`);
    const declaration = { prefix, uri, bytes };
    this.#written.set(prefix, declaration);
    return declaration;
  }
}

function byPrefix(a: RenderedNamespace, b: RenderedNamespace): number {
  return compareCodePoints(a.prefix, b.prefix);
}

function relativeNamespace(uri: string): FormatsError {
  const message = `the namespace URI "${uri.slice(0, 100)}" is relative; it has no canonical form`;
  return new FormatsError('XML_TRANSFORM_REFUSED', message);
}
