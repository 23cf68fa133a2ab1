/**
 * Elements of a subtree in document order, without recursion.
 *
 * @module
 */
import type { XmlElement } from './tree.ts';

/** An element and its descendants, in document order. */
export function* elementsOf(apex: XmlElement): Generator<XmlElement> {
  const waiting = [apex];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    yield element;
    const { children } = element;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child?.kind === 'element') waiting.push(child);
    }
  }
}
