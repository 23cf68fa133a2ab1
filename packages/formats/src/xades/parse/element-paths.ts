/**
 * Absolute paths of elements, for people.
 *
 * @module
 */
import { childElements, qualifiedName } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';

/** The number of each element among siblings of its name, from 1; nothing for one that is alone of its name. */
type SiblingNumbers = ReadonlyMap<XmlElement, number>;

/** Writes paths; siblings are counted once for all paths, of which there may be thousands. */
export class ElementPaths {
  readonly #numbers = new Map<XmlElement, SiblingNumbers>();

  /** The place of an element from the root; among siblings of its name its number stands with it. */
  of(element: XmlElement): string {
    const steps: string[] = [];
    for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
      const number = at.parent && this.#numbersBelow(at.parent).get(at);
      steps.unshift(`${qualifiedName(at)}${number === undefined ? '' : `[${number}]`}`);
    }
    return `/${steps.join('/')}`;
  }

  #numbersBelow(parent: XmlElement): SiblingNumbers {
    const known = this.#numbers.get(parent);
    if (known !== undefined) return known;
    const numbers = numberSiblings(childElements(parent));
    this.#numbers.set(parent, numbers);
    return numbers;
  }
}

function numberSiblings(siblings: readonly XmlElement[]): SiblingNumbers {
  const byName = new Map<string, XmlElement[]>();
  for (const sibling of siblings) {
    const name = `${sibling.namespace} ${sibling.localName}`;
    const alike = byName.get(name);
    if (alike === undefined) byName.set(name, [sibling]);
    else alike.push(sibling);
  }
  const numbers = new Map<XmlElement, number>();
  for (const alike of byName.values()) {
    if (alike.length > 1) for (const [at, element] of alike.entries()) numbers.set(element, at + 1);
  }
  return numbers;
}
