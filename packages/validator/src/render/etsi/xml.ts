/**
 * Text of documents and certificates in an XML report.
 *
 * @module
 */
import { displayText } from '@eseal/core/identity';
import { element, type XmlElement } from '../../util/xml.ts';

/** Longest text of a report; what comes out of documents may be as long as its author likes. */
const LONGEST = 4000;

/** Text of documents and certificates: characters that XML 1.0 §2.2 forbids, or that nobody sees, are written out. */
export function textElement(name: string, text: string): XmlElement {
  return element(name, displayText(text, LONGEST).replace(/[\uFFFE\uFFFF]/g, '\uFFFD'));
}
