import { augment, concatBytes, equalBytes, utf8, type ValidationMaterial } from '@eseal/core';
import { element, encode, OID, objectIdentifier, octetString, sequence } from '@eseal/core/asn1';
import {
  attribute,
  parseSignedData,
  type SignedData,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades.ts';
import { parseCades } from '../parse.ts';
import { createTestMaterialSource, type TestMaterialSource } from '../test-material.ts';
import { checkSeals, createTestSealer, type TestSealer } from '../test-seals.ts';

const DOCUMENT = utf8('旧様式の契約書');
const CONTENTS = [{ source: DOCUMENT }];
const NOTHING: ValidationMaterial = { certificates: [], crls: [], ocspResponses: [] };

let sealer: TestSealer;
let material: TestMaterialSource;
let archived: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  material = createTestMaterialSource(sealer.world);
  archived = await withV2(await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' }));
});

/** archive-time-stamp-v2, written from RFC 5126 §6.4.1. */
async function withV2(before: Uint8Array): Promise<Uint8Array> {
  const cms = parseSignedData(before);
  const signerInfos: Uint8Array[] = [];
  for (const signer of cms.signerInfos) {
    const covered = concatBytes([
      cms.fields.encapContentInfo,
      DOCUMENT,
      cms.fields.certificates ?? new Uint8Array(),
      ...signer.signedFields,
      ...signer.unsignedAttributes.map(({ raw }) => raw),
    ]);
    const token = await sealer.timestamps.stamp(await digestBytes('SHA-256', covered));
    signerInfos.push(encode(withUnsignedAttributes(signer, [attribute(OID.archiveTimestampV2, [token])])));
  }
  return encode(spliceSignedData(cms, { signerInfos }));
}

async function raise(sealed: Uint8Array, adesLevel: 'B-T' | 'B-LT' | 'B-LTA', source = material) {
  const { timestamps } = sealer;
  const options = { format: cades(), adesLevel, timestamps, material: source, contents: CONTENTS };
  return (await augment(sealed, options)).toBytes();
}

/** The tokens of archive timestamps, as CMS. */
const archivesOf = (sealed: Uint8Array): readonly SignedData[] =>
  parseSignedData(sealed).signerInfos.flatMap(({ unsignedAttributes }) =>
    unsignedAttributes
      .filter(({ type }) => type === OID.archiveTimestampV2 || type === OID.archiveTimestampV3)
      .flatMap(({ values }) => values.map((value) => parseTimestampToken(value).signedData)),
  );

describe('a CAdES seal with an archive timestamp of the second version', () => {
  it('gets its material inside the token of that, and a timestamp of the third over all', async () => {
    const raised = await raise(archived, 'B-LTA');
    expect(await checkSeals(raised, DOCUMENT)).toEqual([true]);
    const [before, after] = [archived, raised].map((one) => parseSignedData(one).fields);
    expect(after).toEqual(before);
    const [token] = archivesOf(raised);
    expect(token).toMatchObject({ version: 5, crls: { length: 1 } });
    expect(token?.certificates).toContainEqual(sealer.world.root.certificate);
    const [signature] = (await parseCades(raised, { contents: CONTENTS })).signatures;
    expect(signature?.timestamps.map(({ archive }) => archive?.version)).toEqual([undefined, 'v2', 'v3']);
  });

  it('is renewed: the material goes into the last token, which nothing covers yet', async () => {
    const once = await raise(archived, 'B-LTA');
    const { world } = await createTestSealer();
    const further: ValidationMaterial = { ...NOTHING, certificates: [world.issuingCa.certificate] };
    const twice = await raise(once, 'B-LTA', { requests: [], collect: async () => further });
    expect(await checkSeals(twice, DOCUMENT)).toEqual([true]);
    const [first, second, third] = archivesOf(twice).map(({ certificates }) => certificates.length);
    expect(first).toBe(archivesOf(once)[0]?.certificates.length);
    expect(second).toBe((third ?? 0) + 1);
  });

  it('refuses a timestamp on its value, which it would cover', async () => {
    const bare = await withV2(await sealer.sealed(DOCUMENT));
    await expect(raise(bare, 'B-T')).rejects.toMatchObject({ code: 'CMS_CHANGE_FORBIDDEN' });
  });

  it('forbids material for another seal in the same CMS, which has no token for it', async () => {
    const other = await createTestSealer();
    const both = await other.sealed(DOCUMENT, { parallelTo: await sealer.sealed(DOCUMENT) });
    const stamped = await raise(both, 'B-T');
    const [first] = parseSignedData(await withV2(stamped)).signerInfos;
    const cms = parseSignedData(stamped);
    const signerInfos = cms.signerInfos.map((one, at) => (at === 0 && first ? first.raw : one.raw));
    const mixed = encode(spliceSignedData(cms, { signerInfos }));
    const source = createTestMaterialSource(sealer.world, other.world);
    await expect(raise(mixed, 'B-LT', source)).rejects.toMatchObject({ code: 'CMS_CHANGE_FORBIDDEN' });
  });
});

describe('a CMS in another encoding than DER', () => {
  it('is raised with its bytes as they are, and digested so', async () => {
    const received = parseSignedData(
      await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { adesLevel: 'B-T' }),
    );
    const pieces = element(0x24, [octetString(DOCUMENT.slice(0, 5)), octetString(DOCUMENT.slice(5))]);
    const content = sequence([objectIdentifier(OID.data), element(0xa0, [pieces])]);
    const encapContentInfo = indefinite(encode(content));
    const certificates = indefinite(received.fields.certificates ?? new Uint8Array());
    const streamed = encode(spliceSignedData(received, { encapContentInfo, certificates }));
    const { timestamps } = sealer;
    const raised = await augment(streamed, { format: cades(), adesLevel: 'B-LTA', timestamps, material });
    const bytes = await raised.toBytes();
    expect(await checkSeals(bytes)).toEqual([true]);
    expect(parseSignedData(bytes).fields.encapContentInfo).toEqual(encapContentInfo);
    const [signature] = (await parseCades(bytes)).signatures;
    expect(signature?.timestamps.at(-1)?.archive?.hashIndex).toMatchObject({ valid: true });
    expect(
      raised.parts.some((part) => part instanceof Uint8Array && equalBytes(part, encapContentInfo)),
    ).toBe(true);
  });
});

/** The same element with indefinite length (X.690 §8.1.3.6). */
function indefinite(definite: Uint8Array): Uint8Array {
  const { length } = definite;
  const header = length < 0x82 ? 2 : length < 0x103 ? 3 : 4;
  return concatBytes([Uint8Array.of(definite[0] ?? 0, 0x80), definite.subarray(header), new Uint8Array(2)]);
}
