/**
 * Finding one's way among the qualifying properties of a signature.
 *
 * @module
 */
import { childElements } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { isXadesNamespace } from './namespaces.ts';

/** Whether an element is a qualifying property of this name, of any version. */
export function isProperty(element: XmlElement, ...localNames: readonly string[]): boolean {
  return localNames.includes(element.localName) && isXadesNamespace(element.namespace);
}

/** Every element reached by going down one name after the other, through qualifying properties of any version. */
export function descendProperties(
  from: XmlElement | undefined,
  ...path: readonly string[]
): readonly XmlElement[] {
  let level: readonly XmlElement[] = from === undefined ? [] : [from];
  for (const name of path)
    level = level.flatMap((element) => childElements(element).filter((child) => isProperty(child, name)));
  return level;
}
