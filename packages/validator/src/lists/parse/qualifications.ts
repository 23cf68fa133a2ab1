/**
 * The Qualifications extension (ETSI TS 119 612 §5.5.9.2).
 *
 * @module
 */
import { attributeValue, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import type { Qualification } from '../../trust/listed-service.ts';
import { readCriteriaList } from './criteria.ts';
import { SIE } from './namespaces.ts';
import { onlyChild } from './values.ts';

/**
 * Reads sie:Qualifications; an element without qualifiers says nothing. `undefined` when the criteria of a qualifier are
 * absent or not understood: whether it holds for a certificate is then not known, and it may be one that takes away.
 */
export function readQualifications(element: XmlElement): readonly Qualification[] | undefined {
  const qualifications: Qualification[] = [];
  for (const one of childElements(element, SIE, 'QualificationElement')) {
    const qualifiers = descend(one, SIE, 'Qualifiers', 'Qualifier').flatMap(readUri);
    if (qualifiers.length === 0) continue;
    const criteria = readCriteriaList(onlyChild(one, 'CriteriaList', SIE));
    if (criteria === undefined) return undefined;
    qualifications.push({ qualifiers, criteria });
  }
  return qualifications;
}

function readUri(qualifier: XmlElement): readonly string[] {
  const uri = attributeValue(qualifier, 'uri')?.trim() ?? '';
  return uri === '' ? [] : [uri];
}
