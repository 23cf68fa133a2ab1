/**
 * Attributes of the namespace `xml` that an element inherits when its parent is left out of a canonical form
 * (Canonical XML 1.0 §2.4, Canonical XML 1.1 §2.4).
 *
 * @module
 */
import { joinUriReferences } from './base-uri.ts';
import { XML_NAMESPACE } from './start-tag.ts';
import type { XmlAttribute, XmlElement } from './tree.ts';

/** An attribute as it goes into a canonical form. */
export interface WrittenAttribute {
  readonly attribute: XmlAttribute;
  /** In place of the value as written. */
  readonly value?: string;
}

/** Canonical XML 1.0: the nearest of each name on any ancestor, unless the element has its own. */
export function inheritedAttributes(element: XmlElement): readonly WrittenAttribute[] {
  return nearest(element, undefined, () => true);
}

/**
 * Canonical XML 1.1: the element's attributes with `xml:lang` and `xml:space` of the ancestors that are left out, and
 * `xml:base` put together from theirs and its own; `xml:id` is never inherited.
 *
 * @param ancestor the nearest that is not left out
 */
export function withInherited11(
  element: XmlElement,
  ancestor: XmlElement | undefined,
): readonly WrittenAttribute[] {
  const own = element.attributes.filter((attribute) => !isXml(attribute, 'base'));
  const simple = nearest(element, ancestor, (name) => name === 'lang' || name === 'space');
  const base = joinedBase(element, ancestor);
  return [...own.map((attribute) => ({ attribute })), ...simple, ...base];
}

function nearest(
  element: XmlElement,
  end: XmlElement | undefined,
  isInherited: (localName: string) => boolean,
): readonly WrittenAttribute[] {
  const found = new Map<string, WrittenAttribute>();
  for (let above = element.parent; above !== end && above !== undefined; above = above.parent) {
    for (const attribute of above.attributes) {
      const { namespace, localName } = attribute;
      if (namespace !== XML_NAMESPACE || !isInherited(localName) || found.has(localName)) continue;
      if (!element.attributes.some((own) => isXml(own, localName))) found.set(localName, { attribute });
    }
  }
  return [...found.values()];
}

/** `xml:base` fix-up: the element's own value stands last; an empty result is not written. */
function joinedBase(element: XmlElement, end: XmlElement | undefined): readonly WrittenAttribute[] {
  let joined: string | undefined;
  let named: XmlAttribute | undefined;
  for (let at: XmlElement | undefined = element; at !== end && at !== undefined; at = at.parent) {
    const attribute = at.attributes.find((own) => isXml(own, 'base'));
    if (attribute === undefined) continue;
    named ??= attribute;
    joined = joined === undefined ? attribute.value : joinUriReferences(attribute.value, joined);
  }
  return named === undefined || joined === undefined || joined === ''
    ? []
    : [{ attribute: named, value: joined }];
}

/** Whether an attribute is `xml:` and a local name. */
function isXml({ namespace, localName }: XmlAttribute, name: string): boolean {
  return localName === name && namespace === XML_NAMESPACE;
}
