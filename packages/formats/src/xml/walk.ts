/**
 * Nodes of a subtree in document order, without recursion.
 *
 * @module
 */
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/** The descendants of a node, in document order. */
export function* nodesBelow(apex: XmlDocument | XmlNode): Generator<XmlNode> {
  const waiting: XmlNode[] = [];
  const pushChildren = (node: XmlDocument | XmlNode): void => {
    if (node.kind !== 'element' && node.kind !== 'document') return;
    for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i] as XmlNode);
  };
  pushChildren(apex);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    pushChildren(node);
  }
}

/** An element and the elements below it, in document order. */
export function* elementsOf(apex: XmlElement): Generator<XmlElement> {
  const waiting = [apex];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    yield element;
    const { children } = element;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i] as XmlNode;
      if (child.kind === 'element') waiting.push(child);
    }
  }
}
