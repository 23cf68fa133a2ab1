/**
 * What trusted lists make of a seal (TS 119 102-2 §4.2.9). The standard names no qualities; these are of our own.
 *
 * @module
 */
import type { SealReport } from '../../report/report.ts';
import { element, type XmlElement } from '../../util/xml.ts';
import { qualityUri } from './vocabulary.ts';

/** The determinations as URIs; absent where no list says anything. */
export function qualityElement({ assuranceLevel, determinations }: SealReport): XmlElement | undefined {
  const { eu, japan } = determinations;
  const uris = [
    ...(eu === null || eu.qualification === 'N/A' ? [] : [qualityUri('eu', eu.qualification)]),
    ...(japan === null ? [] : [qualityUri('japan', japan.level)]),
    ...(assuranceLevel === null ? [] : [qualityUri('japan', `level-${assuranceLevel}`)]),
  ];
  if (uris.length === 0) return undefined;
  return element(
    'SignatureQuality',
    uris.map((uri) => element('SignatureQualityInformation', uri)),
  );
}
