/**
 * Facts about a signature of a country that the EU recognises, from the lists to the verdict.
 *
 * @module
 */

import type { ValidationReport } from '../../../src/report/report.ts';
import { combineTrust } from '../../../src/trust/combine.ts';
import { createPinnedTrust } from '../../../src/trust/pinned.ts';
import { validate } from '../../../src/validate.ts';
import { openPilotLists } from '../mra/pilot-lists.ts';
import { QUALIFICATIONS } from '../mra/scenario.ts';
import { certificatesOf, type ListFacts, type ReadCase } from './list-case.ts';

interface StatedSignature {
  readonly indication: string;
  readonly qualification: string;
  readonly mraEnactedTrustServiceLegalIdentifier: string;
  readonly timestamps: number;
  readonly allTimestampsPassed: boolean;
}

interface SignatureConfig {
  readonly validationTime: string;
  readonly extraTrustAnchorsDerBase64: readonly string[];
  readonly tlSignersDerBase64: readonly string[];
}

/** Judges the signed document of a case by its lists. */
export async function judgeSigned(
  { one, read }: Pick<ReadCase, 'one' | 'read'>,
  changes: { readonly time?: Date; readonly revocation?: 'none'; readonly pinned?: number } = {},
): Promise<ValidationReport> {
  const config = one.config as unknown as SignatureConfig;
  const { time = new Date(config.validationTime), pinned = 0, ...options } = changes;
  const locations = Object.entries(one.tlLocations ?? {});
  const { trust } = await openPilotLists(
    {
      listOfLists: read(one.file),
      signers: certificatesOf(config.tlSignersDerBase64),
      lists: new Map(locations.map(([url, file]) => [url, read(file)])),
    },
    time,
  );
  const anchors = certificatesOf(config.extraTrustAnchorsDerBase64).slice(pinned);
  return validate(read(one.files?.signedDocument ?? ''), {
    trust: combineTrust(trust, createPinnedTrust(anchors)),
    validationTime: time,
    ...options,
  });
}

/** What a report says, in the terms of the case. */
export function signatureOf(report: ValidationReport): Partial<StatedSignature> {
  const [seal] = report.seals;
  const qualification = seal?.determinations.eu?.qualification;
  const name = Object.entries(QUALIFICATIONS).find(([, ours]) => ours === qualification)?.[0];
  const agreement = seal?.determinations.eu?.recognition?.legalIdentifier;
  return {
    ...(seal && {
      indication: seal.conclusion.indication,
      timestamps: seal.timestamps.length,
      allTimestampsPassed: seal.timestamps.every(({ conclusion }) => conclusion.indication === 'PASSED'),
    }),
    ...(name !== undefined && { qualification: name }),
    ...(agreement !== undefined && { mraEnactedTrustServiceLegalIdentifier: agreement }),
  };
}

/** Facts by the names of statements. */
export const RECOGNITION_FACTS: ListFacts = {
  signature: async (expected, found) => {
    const is = signatureOf(await judgeSigned(found));
    return Object.entries(expected as StatedSignature).every(
      ([name, value]) => is[name as keyof StatedSignature] === value,
    );
  },
};
