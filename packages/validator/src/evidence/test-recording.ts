/** A sealed document in a world whose services answer, and recordings of its validation. */
import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import type { World } from '@eseal/testkit';
import { goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { createOnlineIssuers } from '../retrieval/issuer-certificates.ts';
import { createOnlineRevocation } from '../retrieval/online-revocation.ts';
import type { ValidateOptions } from '../validate.ts';
import { type RecordEvidenceOptions, type RecordedValidation, recordEvidence } from './record.ts';

/** What is sealed in the tests. */
export const DOCUMENT: Uint8Array = utf8('御請求書 合計 110,000円');

/** Options that ask the services of a world, afresh each time. */
export function online(world: World, changes: Partial<ValidateOptions> = {}): ValidateOptions {
  const asking = { transport: world.transport, now: () => NOW };
  return {
    trust: world.anchors,
    issuers: createOnlineIssuers(asking),
    revocationProvider: createOnlineRevocation(asking),
    validationTime: NOW,
    now: NOW,
    ...changes,
  };
}

/** A detached seal without its issuer's certificate, which its timestamp has, and its recorded validation. */
export async function recorded(
  changes: Partial<RecordEvidenceOptions> = {},
  world?: World,
  adesLevel: 'B-B' | 'B-T' = 'B-T',
): Promise<RecordedValidation & { readonly sealed: Uint8Array; readonly world: World }> {
  const used = world ?? (await goodWorld());
  const sealed = await sealedBy(used, DOCUMENT, cades({ includeCertificates: 'seal' }), { adesLevel });
  const options = { ...online(used), contents: [{ name: 'invoice', source: DOCUMENT }], ...changes };
  return { ...(await recordEvidence(sealed, options)), sealed, world: used };
}
