/**
 * The texts of a set of nodes, one after the other (XMLDSig §6.6.2: what the base64 transform takes of nodes).
 *
 * @module
 */
import { type Membership, type NodeSet, Visibility } from './node-set.ts';
import type { XmlNode } from './tree.ts';

/** The characters of all texts in a set, in document order. */
export function textOfNodes(nodes: NodeSet): string {
  const visibility = new Visibility(nodes);
  const above = visibility.above(nodes);
  const { apex } = nodes;
  const texts: string[] = [];
  const waiting: { readonly node: XmlNode; readonly parent: Membership }[] = [];
  if (apex.kind === 'element') waiting.push({ node: apex, parent: above });
  else waiting.push({ node: apex.root, parent: visibility.enter(apex, above) });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent } = next;
    if (node.kind === 'text' && visibility.keeps(visibility.enter(node, parent))) texts.push(node.value);
    if (node.kind !== 'element') continue;
    const membership = visibility.enter(node, parent);
    for (const child of node.children.toReversed()) waiting.push({ node: child, parent: membership });
  }
  return texts.join('');
}
