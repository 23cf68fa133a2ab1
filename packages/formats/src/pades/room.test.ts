import { encode } from '@eseal/core/asn1';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { createGoodWorld, createMockSigner, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createSealers } from '../cades/sealer.ts';
import { fillSealFrame } from '../cades/signed-data.ts';
import type { PadesOptions } from './options.ts';
import { createRoomMeasure } from './room.ts';
import { buildPadesAttributes } from './signed-attributes.ts';

type Key = NonNullable<Parameters<typeof createGoodWorld>[0]>['key'];

async function measure(
  key: Key,
  options: PadesOptions,
  timestampSize: number,
  algorithm?: SignatureAlgorithm,
) {
  const world: World = await createGoodWorld(key === undefined ? {} : { key });
  const signer = createMockSigner(world.seal);
  const chosen = algorithm ?? signer.algorithms[0];
  if (chosen === undefined) throw new Error('no algorithm');
  const sealer = await createSealers(options.includeCertificates)(signer.certificates, chosen);
  const room = createRoomMeasure(options)(sealer, timestampSize);
  const signedAttributes = buildPadesAttributes(
    options,
    sealer,
    new Uint8Array(chosen.includes('384') ? 48 : 32).fill(255),
  );
  const [signatureValue = new Uint8Array()] = await signer.sign([
    { dataToBeSigned: signedAttributes, algorithm: chosen },
  ]);
  const timestampTokens = [new Uint8Array(timestampSize)];
  const values = { signedAttributes, signatureValue, ...(timestampSize > 0 && { timestampTokens }) };
  return { room, needed: encode(fillSealFrame(sealer.frame, values)).length };
}

describe('the room for a seal', () => {
  it.each<[Key, PadesOptions, number]>([
    ['rsa-2048', {}, 0],
    ['rsa-2048', { includeCertificates: 'seal' }, 0],
    ['p256', {}, 0],
    ['p256', { commitmentTypes: ['1.2.840.113549.1.9.16.6.1'] }, 5000],
    ['p384', {}, 70_000],
    ['ed25519', {}, 1],
  ])(
    'is enough and not much more: %s %o and a timestamp of %s bytes',
    async (key, options, timestampSize) => {
      const { room, needed } = await measure(key, options, timestampSize);
      expect(needed).toBeLessThanOrEqual(room);
      // ECDSA values vary by a few bytes; SHA-512 beside Ed25519 is longer than the digest of this test.
      expect(room - needed).toBeLessThan(key === 'ed25519' ? 48 : 16);
    },
  );

  it('is measured once for a sealer and a size of timestamps', async () => {
    const signer = createMockSigner((await createGoodWorld()).seal);
    const sealer = await createSealers('all')(signer.certificates, 'ecdsa-sha256');
    const roomFor = createRoomMeasure({});
    expect(roomFor(sealer, 0)).toBe(roomFor(sealer, 0));
    expect(roomFor(sealer, 1000)).toBeGreaterThanOrEqual(roomFor(sealer, 0) + 1000);
  });
});
