import { utf8 } from '@eseal/core';
import { context, element, encode, OID, objectIdentifier, octetString, sequence } from '@eseal/core/asn1';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { openNamedMaterial } from './named-material.ts';

const CERTIFICATE = utf8('certificate');
const CRL = utf8('list');
const BASIC = encode(sequence([octetString(utf8('answer'))]));
/** OCSPResponse (RFC 6960 §4.2.1). */
const ANSWER = encode(
  sequence([
    element(0x0a, [Uint8Array.of(0)]),
    context(0, [sequence([objectIdentifier(OID.ocspBasic), octetString(BASIC)])]),
  ]),
);
const material = openNamedMaterial({ certificates: [CERTIFICATE], crls: [CRL], ocspResponses: [ANSWER] });

const to = async (kind: 'certificate' | 'crl' | 'ocsp-response', data: Uint8Array) =>
  ({ kind, digestAlgorithm: 'SHA-384', digest: await digestBytes('SHA-384', data) }) as const;

describe('material that is named by digests', () => {
  it('is found, through the digest that names it and those before', async () => {
    expect(await material.find([await to('certificate', CERTIFICATE), await to('crl', CRL)])).toEqual([
      { kind: 'certificate', encoding: CERTIFICATE, through: ['SHA-384'] },
      { kind: 'crl', encoding: CRL, through: ['SHA-384'] },
    ]);
    expect(await material.find([await to('crl', CRL)], ['SHA-1'])).toEqual([
      { kind: 'crl', encoding: CRL, through: ['SHA-1', 'SHA-384'] },
    ]);
  });

  it('is an answer of OCSP by its own digest, and by that of the basic response in it', async () => {
    for (const data of [ANSWER, BASIC]) {
      const found = await material.find([await to('ocsp-response', data)]);
      expect(found).toMatchObject([{ kind: 'ocsp-response', encoding: ANSWER }]);
    }
  });

  it('is not found by another digest, as another kind, or by an unknown algorithm', async () => {
    const known = await to('certificate', CERTIFICATE);
    const others = [
      await to('certificate', CRL),
      { ...known, kind: 'crl' as const },
      { ...known, digestAlgorithm: undefined },
      { ...known, digest: undefined },
    ];
    expect(await material.find(others)).toEqual([]);
  });
});
