import { utf8 } from '@eseal/core';
import { encode, octetString, sequence } from '@eseal/core/asn1';
import { type Attribute, parseSignedData } from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCades } from './parse.ts';
import { readSignaturePolicy } from './read-signature-policy.ts';
import type { SignaturePolicy } from './statements.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const RULES = utf8('封印規程 第1版');
const POLICY_IDENTIFIER = '1.2.840.113549.1.9.16.2.15';

let sealer: TestSealer;
let policy: SignaturePolicy;
beforeAll(async () => {
  sealer = await createTestSealer();
  policy = {
    oid: '1.2.392.1',
    digest: { algorithm: 'SHA-384', value: Uint8Array.from(await digestBytes('SHA-384', RULES)) },
    uri: 'https://policy.example/1',
    userNotice: { organization: '甲', noticeNumbers: [1, 300], explicitText: '乙' },
  };
});

/** An attribute with values made by hand. */
const attributeOf = (...values: readonly Uint8Array[]): Attribute => ({
  type: POLICY_IDENTIFIER,
  values,
  raw: new Uint8Array(),
});

describe('the policy that a seal names', () => {
  it('is handed over with everything it states', async () => {
    const sealed = await sealer.sealed('発注書', { signaturePolicy: policy });
    const [signature] = (await parseCades(sealed)).signatures;
    expect(signature?.signaturePolicy).toEqual({
      kind: 'explicit',
      identifier: policy.oid,
      digestAlgorithm: 'SHA-384',
      digest: policy.digest.value,
      location: policy.uri,
      userNotice: '乙',
      noticeNumbers: [1, 300],
      document: undefined,
      transforms: undefined,
    });
  });

  it('is handed over with its document when the seal carries it', async () => {
    const policyStore = {
      document: RULES,
      specification: { kind: 'uri', uri: 'https://policy.example/spec' },
    } as const;
    const sealed = await sealer.sealed('発注書', { signaturePolicy: policy, policyStore });
    const [signature] = (await parseCades(sealed)).signatures;
    expect(signature?.signaturePolicy).toMatchObject({ document: RULES });
  });

  it('may be implied, and may be absent', async () => {
    const implied = await sealer.sealed('発注書', { signaturePolicy: 'implied' });
    expect((await parseCades(implied)).signatures[0]?.signaturePolicy).toEqual({ kind: 'implied' });
    const plain = (await parseCades(await sealer.sealed('発注書'))).signatures[0];
    expect(plain).toMatchObject({ format: 'CAdES', structure: { valid: true } });
    expect(plain?.signaturePolicy).toBeUndefined();
  });

  it('is unreadable when it is cut, doubled or no policy at all', async () => {
    const sealed = await sealer.sealed('発注書', { signaturePolicy: policy });
    const [signer] = parseSignedData(sealed).signerInfos;
    const value =
      signer?.signedAttributes.find(({ type }) => type === POLICY_IDENTIFIER)?.values[0] ?? new Uint8Array();
    expect(readSignaturePolicy([attributeOf(value)], [])?.kind).toBe('explicit');
    const spoiled = [
      attributeOf(value.subarray(0, value.length - 1)),
      attributeOf(value, value),
      attributeOf(),
      attributeOf(encode(octetString(RULES))),
      attributeOf(encode(sequence([]))),
    ];
    for (const one of spoiled) expect(readSignaturePolicy([one], [])).toEqual({ kind: 'unreadable' });
  });
});
