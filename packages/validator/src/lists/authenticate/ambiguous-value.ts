/**
 * Values that a signature does not fix: comments and the borders of CDATA sections are not in the canonical form that is signed
 * (Canonical XML 1.0 §2.1), so that anybody may put one into a value, which is none then.
 *
 * @module
 */
import { childElements, isNamed, qualifiedName, type XmlDocument, type XmlElement } from '@eseal/formats/xml';
import { DS } from '../parse/namespaces.ts';

/**
 * The name of the first element of a list whose value a comment or a CDATA section takes from its readers. The signature of the
 * list is left out: its readers are stricter.
 */
export function findAmbiguousValue({ root }: XmlDocument): string | undefined {
  const waiting = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (isAmbiguous(element)) return qualifiedName(element);
    for (const child of childElements(element)) if (!isNamed(child, DS, 'Signature')) waiting.push(child);
  }
  return undefined;
}

function isAmbiguous({ children }: XmlElement): boolean {
  return (
    children.some((child) => child.kind === 'text' && !child.isBlank) &&
    children.some((child) => child.kind === 'comment' || (child.kind === 'text' && child.isCdata))
  );
}
