import { concatBytes, utf8 } from '@eseal/core';
import { DerReader, OID, TAG } from '@eseal/core/asn1';
import { type Attribute, findAttributes, parseSignedData, singleValue } from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { createTimestampClient } from '@eseal/core/timestamp';
import { createMockSigner } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import type { CadesOptions } from './options.ts';
import { parseCades } from './parse.ts';
import { COMMITMENT_TYPES, type SignaturePolicy } from './statements.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('発注書');
const POLICY_TEXT = utf8('封印規程 第1版');
const TEXT = Uint8Array.of(TAG.utf8String, 1, 0x41);

let sealer: TestSealer;
let policy: SignaturePolicy;
beforeAll(async () => {
  sealer = await createTestSealer();
  policy = {
    oid: '1.2.392.1',
    digest: { algorithm: 'SHA-256', value: Uint8Array.from(await digestBytes('SHA-256', POLICY_TEXT)) },
  };
});

/** Signed and unsigned attributes of a seal that holds and has nothing odd about it. */
async function attributesOf(options: CadesOptions): Promise<readonly Attribute[]> {
  const sealed = await sealer.sealed(DOCUMENT, options);
  expect(await checkSeals(sealed, DOCUMENT)).toEqual([true]);
  const [signature] = (await parseCades(sealed, { contents: [{ source: DOCUMENT }] })).signatures;
  expect(signature).toMatchObject({ form: 'B-B', findings: [], structure: { valid: true } });
  const [signer] = parseSignedData(sealed).signerInfos;
  return [...(signer?.signedAttributes ?? []), ...(signer?.unsignedAttributes ?? [])];
}

async function singleValueOf(options: CadesOptions, type: string): Promise<DerReader> {
  return DerReader.over(singleValue(await attributesOf(options), type) ?? new Uint8Array(), type);
}

const text = (reader: DerReader, tag: number = TAG.utf8String): string =>
  new TextDecoder().decode(reader.content(tag, 'text'));

describe('the policy of a seal', () => {
  it('is implied', async () => {
    const value = await singleValueOf({ signaturePolicy: 'implied' }, OID.signaturePolicyIdentifier);
    expect(value.raw('NULL')).toEqual(Uint8Array.of(5, 0));
  });

  it('has an address, a notice and the specification of its document', async () => {
    const signaturePolicy: SignaturePolicy = {
      ...policy,
      uri: 'https://policy.example/1',
      userNotice: { organization: '甲', noticeNumbers: [1, 300], explicitText: '乙' },
      documentSpecification: { kind: 'oid', oid: '1.2.392.2' },
    };
    const id = (await singleValueOf({ signaturePolicy }, OID.signaturePolicyIdentifier)).sequence('id');
    expect(id.objectIdentifier('oid')).toBe(policy.oid);
    const hash = id.sequence('hash');
    hash.raw('algorithm');
    expect(hash.octetString('value')).toEqual(policy.digest.value);
    const qualifiers = id.sequence('qualifiers');
    const address = qualifiers.sequence('SPuri');
    expect([address.objectIdentifier('type'), text(address, TAG.ia5String)]).toEqual([
      OID.spUri,
      signaturePolicy.uri,
    ]);
    const notice = qualifiers.sequence('notice');
    expect(notice.objectIdentifier('type')).toBe('1.2.840.113549.1.9.16.5.2');
    const body = notice.sequence('SPUserNotice');
    const reference = body.sequence('noticeRef');
    expect(text(reference)).toBe('甲');
    const numbers = reference.sequence('numbers');
    expect([numbers.smallInteger('first'), numbers.smallInteger('second')]).toEqual([1, 300]);
    expect(text(body)).toBe('乙');
    const specification = qualifiers.sequence('specification');
    expect(specification.objectIdentifier('type')).toBe('0.4.0.19122.2.1');
    expect(specification.objectIdentifier('oid')).toBe('1.2.392.2');
    qualifiers.end();
  });

  it('is carried with the seal when it is the one that is named', async () => {
    const policyStore = {
      document: POLICY_TEXT,
      specification: { kind: 'uri', uri: 'https://policy.example/spec' },
    } as const;
    const options: CadesOptions = { signaturePolicy: policy, policyStore };
    const store = (await singleValueOf(options, '0.4.0.19122.1.3')).sequence('store');
    expect(text(store, TAG.ia5String)).toBe('https://policy.example/spec');
    expect(store.octetString('document')).toEqual(POLICY_TEXT);
    const other = { ...options, policyStore: { ...policyStore, document: utf8('第2版') } };
    await expect(sealer.seal(DOCUMENT, other)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('is carried with a seal that was made in two halves', async () => {
    const format = cades({
      signaturePolicy: policy,
      policyStore: { document: POLICY_TEXT, specification: { kind: 'oid', oid: '1.2.392.2' } },
    });
    const { certificates } = createMockSigner(sealer.world.seal);
    const prepared = await format.prepare(DOCUMENT, {
      certificates,
      algorithm: 'ecdsa-sha256',
      adesLevel: 'B-B',
      signingTime: sealer.world.now,
      timestampSize: 0,
    });
    const restored = await format.restore(format.store(prepared), DOCUMENT);
    expect(restored.unsignedAttributes).toEqual(prepared.unsignedAttributes);
    expect(restored.detachedContents).toEqual([{ source: DOCUMENT }]);
  });
});

describe('a sealer', () => {
  it('commits itself, with what qualifies the commitment', async () => {
    const { proofOfApproval, proofOfOrigin } = COMMITMENT_TYPES;
    const commitmentTypes = [
      proofOfOrigin,
      { oid: proofOfApproval, qualifiers: [{ oid: '1.2.3.4', value: TEXT }, { oid: '1.2.3.5' }] },
    ];
    const [attribute] = findAttributes(await attributesOf({ commitmentTypes }), OID.commitmentTypeIndication);
    const indications = attribute?.values.map((value) => DerReader.over(value, 'c').sequence('c')) ?? [];
    const [plain, qualified] = indications;
    expect(plain?.objectIdentifier('oid')).toBe(proofOfOrigin);
    expect(plain?.atEnd).toBe(true);
    expect(qualified?.objectIdentifier('oid')).toBe(proofOfApproval);
    const qualifiers = qualified?.sequence('qualifiers');
    const first = qualifiers?.sequence('qualifier');
    expect([first?.objectIdentifier('oid'), first?.raw('value')]).toEqual(['1.2.3.4', TEXT]);
    expect(qualifiers?.sequence('qualifier').objectIdentifier('oid')).toBe('1.2.3.5');
  });

  it('claims roles, and shows attribute certificates and assertions of others', async () => {
    const certificate = Uint8Array.of(TAG.sequence, 2, 5, 0);
    const signerAttributes = {
      claimedRoles: ['経理部'],
      attributeCertificates: [certificate],
      signedAssertions: [{ oid: '1.2.3.6', value: TEXT }],
    };
    const attributes = (await singleValueOf({ signerAttributes }, '0.4.0.19122.1.1')).sequence('attributes');
    const role = attributes.context(0, 'claimed').sequence('claimed').sequence('role');
    role.objectIdentifier('type');
    expect(text(role.set('values'))).toBe('経理部');
    const certified = attributes.context(1, 'certified').sequence('certified');
    expect(certified.context(0, 'certificate').raw('certificate')).toEqual(certificate);
    const assertion = attributes.context(2, 'signed').sequence('signed').sequence('assertion');
    expect([assertion.objectIdentifier('oid'), assertion.raw('value')]).toEqual(['1.2.3.6', TEXT]);
    attributes.end();
  });

  it('hints at, names and refers to contents', async () => {
    const contentReference = {
      contentType: OID.data,
      contentIdentifier: utf8('発注-1'),
      signatureValue: new Uint8Array(8),
    };
    const options = {
      contentHints: { description: '発注', contentType: OID.data },
      contentIdentifier: utf8('発注-2'),
      contentReference,
    };
    const hints = (await singleValueOf(options, OID.contentHints)).sequence('hints');
    expect([text(hints), hints.objectIdentifier('type')]).toEqual(['発注', OID.data]);
    const identifier = await singleValueOf(options, '1.2.840.113549.1.9.16.2.7');
    expect(identifier.octetString('identifier')).toEqual(utf8('発注-2'));
    const reference = (await singleValueOf(options, '1.2.840.113549.1.9.16.2.10')).sequence('reference');
    expect(reference.objectIdentifier('type')).toBe(OID.data);
    expect(reference.octetString('identifier')).toEqual(utf8('発注-1'));
    expect(reference.octetString('value')).toEqual(new Uint8Array(8));
  });

  it('puts the algorithms under the value, as they stand beside it (RFC 6211)', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { algorithmProtection: true });
    const [signer] = parseSignedData(sealed).signerInfos;
    const value = singleValue(signer?.signedAttributes ?? [], OID.cmsAlgorithmProtection);
    const digestAlgorithm = signer?.signedFields[2] ?? new Uint8Array();
    const signatureAlgorithm = signer?.signedFields[4] ?? new Uint8Array();
    const retagged = concatBytes([Uint8Array.of(0xa1), signatureAlgorithm.subarray(1)]);
    expect(value?.subarray(2)).toEqual(concatBytes([digestAlgorithm, retagged]));
    expect(await attributesOf({ algorithmProtection: true })).not.toHaveLength(0);
  });
});

describe('timestamps over the content', () => {
  it('are under the signature value, one of each authority, in the digest of each', async () => {
    const { clock, transport, urls } = sealer.world;
    const inSha512 = createTimestampClient({
      url: urls.tsa,
      transport,
      now: clock.now,
      digestAlgorithm: 'SHA-512',
    });
    const pipeline = { contentTimestamps: [sealer.timestamps, inSha512] };
    const documents = [DOCUMENT, new Blob([DOCUMENT]), new Blob([DOCUMENT]).stream()];
    for (const packaging of ['detached', 'attached', 'detached'] as const) {
      const document = documents.pop() ?? DOCUMENT;
      const sealed = await sealer.sealed(document, { packaging }, pipeline);
      expect(await checkSeals(sealed, packaging === 'detached' ? DOCUMENT : undefined)).toEqual([true]);
      const [signature] = (await parseCades(sealed)).signatures;
      expect(signature?.timestamps.map(({ type }) => type)).toEqual(['content', 'content']);
    }
  });

  it('are over the countersigned value in a counter-signature', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const counterSignatureOf = (await parseCades(sealed)).signatures[0]?.id ?? '';
    const pipeline = { contentTimestamps: [sealer.timestamps] };
    const countersigned = await sealer.sealed(sealed, { counterSignatureOf }, pipeline);
    expect(await checkSeals(countersigned)).toEqual([true, true]);
  });
});
