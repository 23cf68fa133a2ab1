import { utf8, type ValidationMaterial } from '@eseal/core';
import { encode, OID } from '@eseal/core/asn1';
import {
  attribute,
  parseSignedData,
  type SignedData,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { parseTimestampToken, verifyTokenSignature } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { addMaterialToTokens } from './token-material.ts';

let sealer: TestSealer;
let bare: SignedData;
let material: ValidationMaterial;
beforeAll(async () => {
  sealer = await createTestSealer();
  bare = parseSignedData(await sealer.sealed(utf8('証書'), {}, { adesLevel: 'B-T' }));
  const { world } = await createTestSealer({ baseUrl: 'http://other.test' });
  material = { certificates: [world.root.certificate], crls: [], ocspResponses: [] };
});

const stamp = async (text: string) => sealer.timestamps.stamp(await digestBytes('SHA-256', utf8(text)));

/** The seal with archive timestamps of the second version, in one attribute. */
function archived(...tokens: readonly Uint8Array[]): SignedData {
  const signerInfos = bare.signerInfos.map((one) =>
    encode(withUnsignedAttributes(one, [attribute(OID.archiveTimestampV2, tokens)])),
  );
  return parseSignedData(encode(spliceSignedData(bare, { signerInfos })));
}

/** For each token of the seal, in its order, whether it has the material. */
function holders({ signerInfos }: SignedData): readonly boolean[] {
  const [certificate] = material.certificates;
  return signerInfos
    .flatMap(({ unsignedAttributes }) => unsignedAttributes.flatMap(({ values }) => values))
    .map((value) => parseTimestampToken(value).signedData.certificates)
    .map((certificates) => certificates.some((one) => String(one) === String(certificate)));
}

const written = (signedData: SignedData) => parseSignedData(encode(spliceSignedData(signedData, {})));

describe('material in the tokens of archive timestamps', () => {
  it('goes into the last archive timestamp, not into the signature timestamp', async () => {
    const before = archived(await stamp('first'));
    const after = written(addMaterialToTokens(before, new Set([0]), material));
    expect(holders(before)).toEqual([false, false]);
    expect(holders(after)).toEqual([false, true]);
    expect(after.certificates).toEqual(before.certificates);
  });

  it('goes into one of several tokens of the same time', async () => {
    const after = addMaterialToTokens(
      archived(await stamp('first'), await stamp('second')),
      new Set([0]),
      material,
    );
    expect(holders(written(after)).filter(Boolean)).toHaveLength(1);
  });

  it('leaves the signature of the token as it was', async () => {
    const after = written(addMaterialToTokens(archived(await stamp('first')), new Set([0]), material));
    const [value = new Uint8Array()] = after.signerInfos[0]?.unsignedAttributes.at(-1)?.values ?? [];
    const { signedData } = parseTimestampToken(value);
    expect(await verifyTokenSignature(signedData, [])).toMatchObject({ kind: 'intact' });
  });

  it('changes no seal that is not chosen', async () => {
    const before = archived(await stamp('first'));
    const after = written(addMaterialToTokens(before, new Set(), material));
    expect(after.signerInfos[0]?.raw).toEqual(before.signerInfos[0]?.raw);
  });

  it('is refused for a chosen seal without an archive timestamp, or with one that cannot be read', () => {
    for (const signedData of [bare, archived(Uint8Array.of(5, 0))])
      expect(() => addMaterialToTokens(signedData, new Set([0]), material)).toThrow(
        expect.objectContaining({ code: 'CMS_CHANGE_FORBIDDEN' }),
      );
  });
});
