/**
 * What the tests of XML ask again and again.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import type { CanonicalizationMethod } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import type { NodeSet } from './node-set.ts';
import { parseXml } from './parser.ts';
import type { XmlDocument, XmlElement } from './tree.ts';
import { elementsOf } from './walk.ts';

/** Parses a text. */
export function read(text: string): XmlDocument {
  return parseXml(utf8(text));
}

/** The canonical form as text. */
export function canonicalText(nodes: NodeSet, method: CanonicalizationMethod): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(canonicalize(nodes, method));
}

/** The first element of a local name. */
export function element(document: XmlDocument, localName: string): XmlElement {
  for (const each of elementsOf(document.root)) if (each.localName === localName) return each;
  throw new Error(`no element ${localName}`);
}

/** The code of what is thrown; `undefined` when nothing is. */
export function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
