/**
 * What is in scope where a signature is inserted: inclusive canonicalization of its parts depends on it
 * (Canonical XML 1.0 §2.4, Canonical XML 1.1 §2.4).
 *
 * @module
 */

import type { CanonicalizationMethod } from '../xml/canonicalization-method.ts';
import type { XmlElement } from '../xml/tree.ts';
import { inheritedAttributes, withInherited11 } from '../xml/xml-attributes.ts';
import { NAMESPACES } from './identifiers.ts';
import type { FoundPlace } from './insertion.ts';
import type { Namespaces, Pairs, Surroundings } from './markup.ts';
import { SIGNATURE } from './survey.ts';

/** Surroundings of the children of a ds:Signature at a place, or without one of a ds:Signature that is the root. */
export function surroundingsAt(place: FoundPlace | undefined, method: CanonicalizationMethod): Surroundings {
  const namespaces = new Map(
    place === undefined ? [] : [...namespacesInScope(place.parent), ...place.namespaces],
  );
  namespaces.set('ds', NAMESPACES.ds);
  if (method.kind === 'exclusive') return { rules: 'exclusive', namespaces, xmlAttributes: [] };
  const xmlAttributes = place === undefined ? [] : xmlAttributesBelow(place.parent, method);
  return { rules: 'inclusive', namespaces, xmlAttributes };
}

/** The same with one more declaration in scope. */
export function declaring(surroundings: Surroundings, prefix: string, uri: string): Surroundings {
  return { ...surroundings, namespaces: new Map([...surroundings.namespaces, [prefix, uri]]) };
}

function namespacesInScope(element: XmlElement): Namespaces {
  const lineage: XmlElement[] = [];
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) lineage.unshift(at);
  return new Map(
    lineage.flatMap(({ namespaces }) => namespaces.map(({ prefix, uri }) => [prefix, uri] as const)),
  );
}

function xmlAttributesBelow(parent: XmlElement, { kind }: CanonicalizationMethod): Pairs {
  const child = childOf(parent);
  const inherited = kind === 'inclusive-1.1' ? withInherited11(child, undefined) : inheritedAttributes(child);
  const pairs = inherited.map(
    ({ attribute, value }) => [attribute.localName, value ?? attribute.value] as const,
  );
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A ds:Signature that is not there yet. */
function childOf(parent: XmlElement): XmlElement {
  return { ...parent, ...SIGNATURE, attributes: [], namespaces: [], children: [], parent };
}
