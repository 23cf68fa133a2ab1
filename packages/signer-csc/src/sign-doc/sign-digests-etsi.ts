/**
 * Digests that a service of the older protocol seals, which has no `info` and no credentials: the key, often made for the
 * occasion, is chosen by the service.
 *
 * @see TS 119 432 V1.1.1 §7.5
 * @module
 */
import type { AdesLevel, CallOptions } from '@eseal/core';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { CscError } from '../errors.ts';
import { createAuthorizationManifest } from '../key-authorization/manifest.ts';
import type { Credential } from '../model/credential.ts';
import { approve, type UseOptions } from '../signer/authorize-use.ts';
import { logOf } from '../signer/sign-hashes.ts';
import { recordUse } from '../signer/signing-event.ts';
import { type CheckSeal, checkSigned } from './check-signed.ts';
import { etsiSignDocBody, termMembers } from './encode-sign-doc.ts';
import { readSignDocAnswer } from './read-sign-doc.ts';
import type { DigestToSign } from './sign-doc-model.ts';
import type { SignDocumentsResult } from './sign-documents.ts';

/** Options of {@link signDigestsEtsi}. */
export interface SignDigestsEtsiOptions
  extends Omit<UseOptions, 'credentialId' | 'userId' | 'algorithms' | 'validityMarginMs'> {
  /** As the service names the kind of key, such as `OnDemand-Qualified4`. */
  readonly credentialId: string;
  /** `pades`: the digest is over the byte range, the seal goes into the place that was left for it. */
  readonly format: 'cades' | 'pades';
  /** Default `B-B`. Levels from B-LT on are not checked beyond B-T. */
  readonly adesLevel?: AdesLevel;
  /** Of the digests. Default `SHA-256`. */
  readonly digestAlgorithm?: DigestAlgorithm;
  /** The certificate that the seals must be of. Default: whichever they name, which each result shows for the caller to judge. */
  readonly certificate?: Certificate;
  readonly check?: CheckSeal;
}

/**
 * Has digests sealed. What comes back is checked as by `signDocuments`, except that without `certificate` any key will do.
 *
 * @throws CscError `CSC_METHOD_MISSING` for a client of another protocol, `SIGNER_ANSWER_INVALID`, and what the authorizer
 * throws
 */
export async function signDigestsEtsi(
  items: readonly DigestToSign[],
  options: SignDigestsEtsiOptions,
  call?: CallOptions,
): Promise<SignDocumentsResult> {
  const { client, format, adesLevel = 'B-B', digestAlgorithm = 'SHA-256', certificate, check } = options;
  await assertEtsi(options, call);
  const hashes = items.map(({ digest }) => digest);
  const names = items.map(({ document }) => document);
  const manifest = await createAuthorizationManifest({ digestAlgorithm, hashes }, names);
  const terms = termMembers(
    { format, adesLevel, envelopeProperty: undefined, signedProperties: [] },
    undefined,
  );
  const credential = chosenByService(options.credentialId, items.length);
  const used = { credential, certificates: certificate === undefined ? [] : [certificate] };
  return recordUse('signed', logOf(options), used, manifest, async () => {
    const authorization = await approve(manifest, credential, options, call);
    const request = { ...manifest, authorization, credentialId: credential.id, terms };
    const body = etsiSignDocBody(request, client.profile);
    const read = readSignDocAnswer(await client.call({ method: 'signatures/signDoc', body }, call));
    const documents = { kind: 'digests', items } as const;
    const expected = { documents, format, adesLevel, digestAlgorithm, certificate, check };
    return { signed: await checkSigned(read, expected), material: read.material };
  });
}

async function assertEtsi({ client }: SignDigestsEtsiOptions, call?: CallOptions): Promise<void> {
  if ((await client.dialect(call)) === 'etsi-119432-1.1.1') return;
  throw new CscError('CSC_METHOD_MISSING', 'the profile is not of TS 119 432 V1.1.1: use signDocuments', {
    outcome: 'not-sent',
    facts: { method: 'signatures/signDoc' },
  });
}

/** What is known of a key that the service chooses: how its use is approved. */
function chosenByService(id: string, count: number): Credential {
  return {
    id,
    description: undefined,
    signatureQualifier: undefined,
    key: { isEnabled: true, algorithms: [], length: undefined, curve: undefined },
    certificateStatus: undefined,
    certificates: [],
    authorization: { mode: 'oauth2code' },
    soleControlLevel: 2,
    maxSignatures: count,
  };
}
