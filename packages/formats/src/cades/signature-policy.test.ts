import { utf8 } from '@eseal/core';
import { DerReader, encode, TAG } from '@eseal/core/asn1';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { buildPolicyStore, encodePolicy } from './signature-policy.ts';
import type { SignaturePolicy } from './statements.ts';

const DOCUMENT = utf8('封印規程 第1版');
const SPECIFICATION = { kind: 'uri', uri: 'https://policy.example/spec' } as const;

async function policyOf(changes: Partial<SignaturePolicy> = {}): Promise<SignaturePolicy> {
  const value = await digestBytes('SHA-384', DOCUMENT);
  return { oid: '1.2.392.1', digest: { algorithm: 'SHA-384', value }, ...changes };
}

/** What follows the identifier and the digest. */
function restOf(policy: SignaturePolicy): DerReader {
  const id = DerReader.over(encode(encodePolicy(policy)), 'policy').sequence('id');
  id.objectIdentifier('oid');
  id.raw('hash');
  return id;
}

describe('the identifier of a policy', () => {
  it('is NULL only when the policy is implied', async () => {
    expect(encode(encodePolicy('implied'))).toEqual(Uint8Array.of(TAG.null, 0));
    expect(encode(encodePolicy(await policyOf()))[0]).toBe(TAG.sequence);
  });

  it('leaves the qualifiers out when there are none, since an empty list is malformed', async () => {
    expect(restOf(await policyOf()).atEnd).toBe(true);
    expect(restOf(await policyOf({ uri: 'https://policy.example' })).atEnd).toBe(false);
  });

  it('has a notice of a text alone, without the organization', async () => {
    const qualifiers = restOf(await policyOf({ userNotice: { explicitText: '乙' } })).sequence('qualifiers');
    const notice = qualifiers.sequence('qualifier');
    notice.objectIdentifier('type');
    const body = notice.sequence('notice');
    expect(body.content(TAG.utf8String, 'text')).toEqual(utf8('乙'));
    expect(body.atEnd).toBe(true);
  });
});

describe('the store of a policy', () => {
  it('takes the document that has the digest, and no other', async () => {
    const { digest } = await policyOf();
    const build = (document: Uint8Array) =>
      buildPolicyStore({ document, specification: SPECIFICATION }, digest);
    const store = await build(DOCUMENT);
    expect(new TextDecoder().decode(store)).toContain('第1版');
    for (const other of [utf8('封印規程 第2版'), new Uint8Array()])
      await expect(build(other)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
