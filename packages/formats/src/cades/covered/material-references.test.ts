import { context, encode, nullValue, OID, octetString, sequence } from '@eseal/core/asn1';
import { digestIdentifier } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { readMaterialReferences } from './material-references.ts';

const DIGEST = Uint8Array.of(1, 2, 3);
const sha1 = octetString(DIGEST);
const hash = sequence([digestIdentifier('SHA-512'), octetString(DIGEST)]);
const referencesOf = (type: string, ...ids: readonly ReturnType<typeof sequence>[]) =>
  readMaterialReferences({ type, values: [encode(sequence(ids))] });

describe('references to certificates', () => {
  it('are digests of SHA-1 alone, or digests with their algorithm', () => {
    expect(referencesOf(OID.certificateRefs, sequence([sha1]), sequence([hash]))).toEqual([
      { kind: 'certificate', digestAlgorithm: 'SHA-1', digest: DIGEST },
      { kind: 'certificate', digestAlgorithm: 'SHA-512', digest: DIGEST },
    ]);
  });
});

describe('references to revocation data', () => {
  it('are of CRLs and of answers, these only with a digest', () => {
    const crls = context(0, [sequence([sequence([sequence([hash])])])]);
    const identifier = sequence([]);
    const answers = context(1, [
      sequence([sequence([sequence([identifier, sha1]), sequence([identifier])])]),
    ]);
    expect(referencesOf(OID.revocationRefs, sequence([crls, answers]))).toEqual([
      { kind: 'crl', digestAlgorithm: 'SHA-512', digest: DIGEST },
      { kind: 'ocsp-response', digestAlgorithm: 'SHA-1', digest: DIGEST },
    ]);
  });
});

describe('an attribute', () => {
  it('holds no references when it is another, or cannot be read', () => {
    expect(referencesOf(OID.certificateValues, sequence([sha1]))).toEqual([]);
    const values = [encode(nullValue())];
    for (const type of [OID.certificateRefs, OID.revocationRefs])
      expect(readMaterialReferences({ type, values })).toEqual([]);
  });
});
