import { completeSeal, prepareSeal, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { createMockSigner } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import { createTestMaterialSource } from './test-material.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('社外に出さない図面');

let sealer: TestSealer;
let known: { readonly algorithm: 'SHA-256'; readonly digest: Uint8Array };
beforeAll(async () => {
  sealer = await createTestSealer();
  known = { algorithm: 'SHA-256', digest: await digestBytes('SHA-256', DOCUMENT) };
});

describe('a document of which only the digest is given', () => {
  it('is sealed detached at every level, beside another seal as well', async () => {
    const material = createTestMaterialSource(sealer.world);
    const archived = await sealer.sealed(known, {}, { adesLevel: 'B-LTA', material });
    expect(await checkSeals(archived, DOCUMENT)).toEqual([true]);
    expect(await checkSeals(archived, utf8('別の図面'))).toEqual([false]);
    const both = await sealer.sealed(known, { parallelTo: archived, mimeType: 'image/png' });
    expect(await checkSeals(both, DOCUMENT)).toEqual([true, true]);
    const stamped = await sealer.sealed(known, {}, { contentTimestamps: [sealer.timestamps] });
    expect(await checkSeals(stamped, DOCUMENT)).toEqual([true]);
  });

  it('is sealed in two halves', async () => {
    const signer = createMockSigner(sealer.world.seal);
    const stateKey = new Uint8Array(32).fill(9);
    const format = cades();
    const now = () => sealer.world.now;
    const { algorithm, dataToBeSigned, state } = await prepareSeal(known, { format, signer, stateKey, now });
    const [value = new Uint8Array()] = await signer.sign([{ dataToBeSigned, algorithm }]);
    const options = { format, certificates: signer.certificates, stateKey };
    for (const document of [known, DOCUMENT]) {
      const sealed = await completeSeal(document, state, value, options);
      expect(await checkSeals(await sealed.toBytes(), DOCUMENT)).toEqual([true]);
    }
    const other = { ...known, digest: await digestBytes('SHA-256', utf8('別の図面')) };
    await expect(completeSeal(other, state, value, options)).rejects.toMatchObject({
      code: 'DOCUMENT_CHANGED',
    });
  });

  it('is refused where the document is needed, or another digest', async () => {
    const sha512 = { algorithm: 'SHA-512', digest: await digestBytes('SHA-512', DOCUMENT) } as const;
    const short = { ...known, digest: known.digest.subarray(1) };
    for (const refused of [
      () => sealer.seal(known, { packaging: 'attached' }),
      () => sealer.seal(known, { parallelTo: 'document' }),
      () => sealer.seal(known, { counterSignatureOf: 'S-0' }),
      () => sealer.seal(sha512),
      () => sealer.seal(short),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
