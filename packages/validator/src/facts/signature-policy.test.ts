import { concatBytes, utf8 } from '@eseal/core';
import { encode, objectIdentifier, octetString, sequence } from '@eseal/core/asn1';
import type { SignaturePolicyReference } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { collectPolicyFacts } from './signature-policy.ts';

const RULES = utf8('封印規程 第1版');
const OTHER = utf8('封印規程 第2版');
type Explicit = Extract<SignaturePolicyReference, { readonly kind: 'explicit' }>;

async function policyOver(octets: Uint8Array, changes: Partial<Explicit> = {}): Promise<Explicit> {
  return {
    kind: 'explicit',
    identifier: '1.2.392.1',
    digestAlgorithm: 'SHA-256',
    digest: await digestBytes('SHA-256', octets),
    location: 'https://policy.example/1',
    userNotice: undefined,
    noticeNumbers: [],
    document: undefined,
    transforms: undefined,
    ...changes,
  };
}

describe('the document of a signature policy', () => {
  it('is the one in the signature, before any of the caller', async () => {
    const reference = await policyOver(RULES, { document: OTHER });
    expect(await collectPolicyFacts(reference, [{ document: RULES }])).toMatchObject({
      document: 'signature',
      digestMatch: false,
    });
    const stored = await policyOver(RULES, { document: RULES });
    expect(await collectPolicyFacts(stored, [])).toMatchObject({ document: 'signature', digestMatch: true });
  });

  it.each(['1.2.392.1', 'https://policy.example/1'])(
    'of the caller is known by the name %s',
    async (name) => {
      const reference = await policyOver(RULES);
      const facts = (document: Uint8Array) => collectPolicyFacts(reference, [{ document, names: [name] }]);
      expect(await facts(RULES)).toMatchObject({ document: 'caller', digestMatch: true, zeroHash: false });
      expect(await facts(OTHER)).toMatchObject({ document: 'caller', digestMatch: false });
    },
  );

  it('of the caller is known by its digest when it has no name, and never by another name', async () => {
    const reference = await policyOver(RULES);
    expect(await collectPolicyFacts(reference, [{ document: OTHER }, { document: RULES }])).toMatchObject({
      document: 'caller',
      digestMatch: true,
    });
    const nothing = { document: undefined, digestMatch: undefined };
    expect(await collectPolicyFacts(reference, [{ document: OTHER }])).toMatchObject(nothing);
    expect(await collectPolicyFacts(reference, [{ document: RULES, names: ['1.2.392.2'] }])).toMatchObject(
      nothing,
    );
  });

  it('is compared as its transforms make it, and matches nothing under unknown ones', async () => {
    const document = utf8('<rules b="2"  a="1"/>');
    const transforms = (algorithm: string): Uint8Array =>
      utf8(
        `<t:Transforms xmlns:t="http://www.w3.org/2000/09/xmldsig#"><t:Transform Algorithm="${algorithm}"></t:Transform></t:Transforms>`,
      );
    const c14n = transforms('http://www.w3.org/TR/2001/REC-xml-c14n-20010315');
    const canonical = utf8('<rules a="1" b="2"></rules>');
    const match = async (changes: Partial<Explicit>) =>
      (await collectPolicyFacts(await policyOver(canonical, { document, ...changes }), []))?.digestMatch;
    expect(await match({ transforms: c14n })).toBe(true);
    expect(await match({})).toBe(false);
    expect(await match({ transforms: transforms('urn:unknown') })).toBe(false);
    expect(await match({ transforms: c14n, document: utf8('no XML') })).toBe(false);
  });

  it('in ASN.1 may have the digest of its information', async () => {
    const algorithm = encode(sequence([objectIdentifier('2.16.840.1.101.3.4.2.1')]));
    const information = encode(sequence([objectIdentifier('1.2.392.1')]));
    const document = encode(sequence([algorithm, information, octetString(new Uint8Array(32))]));
    const match = async (octets: Uint8Array) =>
      (await collectPolicyFacts(await policyOver(octets, { document }), []))?.digestMatch;
    expect(await match(concatBytes([algorithm, information]))).toBe(true);
    expect(await match(document)).toBe(true);
    expect(await match(information)).toBe(false);
  });
});

describe('the digest of a signature policy', () => {
  it('that is empty or all zero was not stated', async () => {
    for (const digest of [new Uint8Array(), new Uint8Array(32)]) {
      const facts = await collectPolicyFacts(await policyOver(RULES, { digest, document: RULES }), []);
      expect(facts).toMatchObject({ zeroHash: true, digestMatch: undefined, document: 'signature' });
    }
    expect((await collectPolicyFacts(await policyOver(RULES), []))?.zeroHash).toBe(false);
  });

  it('that is missing or of an unknown algorithm is of no document', async () => {
    for (const changes of [{ digestAlgorithm: undefined }, { digest: undefined }]) {
      const reference = await policyOver(RULES, changes);
      expect(await collectPolicyFacts(reference, [{ document: RULES }])).toMatchObject({
        digestMatch: false,
      });
    }
  });

  it('is nothing to look for in a policy that is implied, unreadable or absent', async () => {
    for (const kind of ['implied', 'unreadable'] as const)
      expect(await collectPolicyFacts({ kind }, [{ document: RULES }])).toEqual({
        reference: { kind },
        document: undefined,
        zeroHash: false,
        digestMatch: undefined,
      });
    expect(await collectPolicyFacts(undefined, [{ document: RULES }])).toBeUndefined();
  });
});
