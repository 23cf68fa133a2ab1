/**
 * Signed PDFs of others: the facts that their sources state, reproduced.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { digestInput, type ParsedSignature } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../test-corpus.node.ts';
import { parsePades } from './parse.ts';

/** What is said of a case. */
interface Expect {
  readonly signatures?: number;
  readonly level?: string;
  readonly referencesIntact?: boolean;
  readonly pdf?: { readonly byteRangeValid?: boolean; readonly signatureDictionaryConsistent?: boolean };
}

const { cases, present, read } = openCorpus<Expect>('pades', 'signed PDFs of others are not tested');

/** What is not as its source has it, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'pades/badencodedcms-pdf': 'a signature whose CMS cannot be read is shown as one, not passed over',
  'pades/signature-p-sk-1-hash-failure-pdf': 'a wrong order of attributes is a fact of its own, not of form',
};

/** Whether all digests that a signature covers are those of the document. */
async function isIntact({ references }: ParsedSignature): Promise<boolean> {
  for (const { digest, digestAlgorithm, input } of references) {
    if (digest === undefined || digestAlgorithm === undefined || input === undefined) return false;
    const actual = await digestInput(digestAlgorithm, input);
    if (actual === undefined || !equalBytes(actual, digest)) return false;
  }
  return true;
}

describe.runIf(present)('a signed PDF of the corpus', () => {
  const regular = cases.filter(({ id }) => !(id in EXCEPTIONS));

  it.each(regular.map((one) => [one.id, one] as const))('%s', async (_, { file, expect: expected }) => {
    const { signatures } = await parsePades(read(file));
    const { pdf = {} } = expected;
    if (expected.signatures !== undefined) expect(signatures).toHaveLength(expected.signatures);
    if (expected.level !== undefined) expect(signatures.map(({ form }) => form)).toContain(expected.level);
    if (expected.referencesIntact === true)
      expect(await Promise.all(signatures.map(isIntact))).not.toContain(false);
    const facts = signatures.map(({ scope }) => scope.pdf);
    expect(facts).not.toContain(undefined);
    if (pdf.byteRangeValid !== undefined) {
      expect(facts.every((one) => one?.byteRangeValid === true)).toBe(pdf.byteRangeValid);
    }
    if (pdf.signatureDictionaryConsistent !== undefined) {
      expect(facts.every((one) => one?.dictionaryConsistent === true)).toBe(
        pdf.signatureDictionaryConsistent,
      );
    }
  });

  it('is an exception only where there is one', async () => {
    const known = cases.map(({ id }) => id);
    expect(Object.keys(EXCEPTIONS).filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each([
    ['pades/pdf-double-signer-info-pdf', 'PDF_SEVERAL_SIGNERS'],
    ['pades/pyhanko-pdf-sig-with-econtent', 'PDF_CMS_HAS_CONTENT'],
    ['pades/pyhanko-signature-gap-too-big', 'PDF_BYTE_RANGE'],
    ['pades/pyhanko-one-byterange', 'PDF_BYTE_RANGE'],
    ['pades/pdf-spoofing-attack-pdf', 'PDF_SIGNATURE_REPLACED'],
    ['pades/pades-bes-pdf', 'PDF_SIGNING_TIME_IN_CMS'],
    ['pades/infinite-loop', 'PDF_XREF_REBUILT'],
    ['pades/pdf-signed-corrupted-pdf', 'PDF_XREF_REBUILT'],
  ])('%s has the finding %s', async (id, finding) => {
    const file = cases.find((one) => one.id === id)?.file ?? '';
    const { signatures } = await parsePades(read(file));
    expect(signatures.flatMap(({ findings }) => findings.map((one) => one.id))).toContain(finding);
  });
});
