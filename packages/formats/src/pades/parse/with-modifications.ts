/**
 * Seals with what later revisions changed.
 *
 * @module
 */
import type { ParsedSignature } from '@eseal/core/container';
import type { PdfReader } from '../pdf/reader.ts';
import type { ParsedSeal } from './read-pdf.ts';
import type { PdfSignature } from './signature-dictionary.ts';

/** The seals with the modifications after each; most files have none, and what looks at them is not loaded. */
export async function withModifications(
  reader: PdfReader,
  signatures: readonly PdfSignature[],
  seals: readonly ParsedSeal[],
): Promise<readonly ParsedSignature[]> {
  if (seals.every(({ placed }) => placed.coverage.end === reader.source.size))
    return seals.flatMap(({ parsed }) => parsed);
  const { createRevisionClassifier } = await import('../modifications/classify-revisions.ts');
  const classify = createRevisionClassifier(reader, signatures);
  const found: ParsedSignature[] = [];
  for (const { placed, parsed } of seals) {
    const modifications = placed.coverage.end === reader.source.size ? [] : await classify(placed);
    for (const one of parsed) {
      const { pdf } = one.scope;
      found.push(
        pdf === undefined ? one : { ...one, scope: { ...one.scope, pdf: { ...pdf, modifications } } },
      );
    }
  }
  return found;
}
