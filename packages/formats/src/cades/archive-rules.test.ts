import { augment, utf8 } from '@eseal/core';
import { encode, nullValue, OID } from '@eseal/core/asn1';
import {
  attribute,
  parseSignedData,
  type SignerInfo,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertNotFrozen, frozenBy, isArchiveTimestamp, timestampsOver } from './archive-rules.ts';
import { ARCHIVE_TIMESTAMP_V1 } from './attribute-table.ts';
import { cades } from './cades.ts';
import { parseCades } from './parse.ts';
import { readSigners } from './parse-signature.ts';
import { createTestMaterialSource } from './test-material.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const EVIDENCE_RECORD = '1.2.840.113549.1.9.16.2.49';

let sealer: TestSealer;
let countersigned: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  countersigned = await countersign(await sealer.sealed(utf8('覚書'), { packaging: 'attached' }));
});

async function countersign(sealed: Uint8Array): Promise<Uint8Array> {
  const [seal] = (await parseCades(sealed)).signatures;
  return sealer.sealed(sealed, { counterSignatureOf: seal?.id ?? '' });
}

async function archive(sealed: Uint8Array): Promise<Uint8Array> {
  const { timestamps, world } = sealer;
  const material = createTestMaterialSource(world);
  return (await augment(sealed, { format: cades(), adesLevel: 'B-LTA', timestamps, material })).toBytes();
}

/** The first seal of a CMS with one more unsigned attribute, whose value is none. */
function signerWith(...types: readonly string[]): SignerInfo {
  const cms = parseSignedData(countersigned);
  const signerInfos = cms.signerInfos.map((one) =>
    encode(
      withUnsignedAttributes(
        one,
        types.map((type) => attribute(type, [encode(nullValue())])),
      ),
    ),
  );
  const [signer] = parseSignedData(encode(spliceSignedData(cms, { signerInfos }))).signerInfos;
  if (signer === undefined) throw new Error('there is no seal');
  return signer;
}

/** How many timestamps of the first seal cover the counter-signatures on it, in their order. */
async function coverage(sealed: Uint8Array): Promise<readonly number[]> {
  const [seal, ...counterSignatures] = await readSigners(parseSignedData(sealed), [], 'attached');
  if (seal === undefined) throw new Error('there is no seal');
  const covering = await Promise.all(counterSignatures.map((one) => timestampsOver(seal, one)));
  return covering.map(({ length }) => length);
}

describe('an unsigned attribute', () => {
  it('holds archive timestamps in each of three versions, and is otherwise something else', () => {
    const typesOf = ({ unsignedAttributes }: SignerInfo) =>
      unsignedAttributes.filter(isArchiveTimestamp).map(({ type }) => type);
    const archives = [ARCHIVE_TIMESTAMP_V1, OID.archiveTimestampV2, OID.archiveTimestampV3];
    for (const type of archives) expect(typesOf(signerWith(type))).toEqual([type]);
    expect(typesOf(signerWith(OID.signatureTimestamp, EVIDENCE_RECORD))).toEqual([]);
  });
});

describe('the material of a seal', () => {
  it.each([
    [ARCHIVE_TIMESTAMP_V1, 'archive-time-stamp'],
    [OID.archiveTimestampV2, 'archive-time-stamp-v2'],
    [EVIDENCE_RECORD, undefined],
  ])('must not change under the attribute %s', (type, name) => {
    const signer = signerWith(type);
    if (name !== undefined) expect(frozenBy(signer)).toBe(name);
    expect(() => assertNotFrozen([signerWith(), signer], 'a certificate')).toThrow(
      expect.objectContaining({
        code: 'CMS_CHANGE_FORBIDDEN',
        message: expect.stringContaining('a certificate'),
      }),
    );
  });

  it('may change under an archive timestamp of the third version, which lists what it covers', () => {
    const signers = [signerWith(), signerWith(OID.signatureTimestamp, OID.archiveTimestampV3)];
    expect(signers.map(frozenBy)).toEqual([undefined, undefined]);
    expect(() => assertNotFrozen(signers, 'a certificate')).not.toThrow();
  });
});

describe('archive timestamps of a countersigned seal', () => {
  it('cover the counter-signature that was there before them', async () => {
    expect(await coverage(countersigned)).toEqual([0]);
    expect(await coverage(await archive(countersigned))).toEqual([1]);
  });

  it('do not cover a counter-signature that came later', async () => {
    const later = await countersign(await archive(countersigned));
    expect([...(await coverage(later))].sort()).toEqual([0, 1]);
  });
});
