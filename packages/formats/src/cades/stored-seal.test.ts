import { integer, octetString } from '@eseal/core/asn1';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld, flipBit, truncate } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createSealers } from './sealer.ts';
import { type StorableSeal, storeSeal } from './store-seal.ts';
import { readStoredSeal } from './stored-seal.ts';

async function prepared(): Promise<StorableSeal> {
  const world = await createGoodWorld();
  const [leaf, ...issuers] = world.chain.map((der) => parseCertificate(der));
  if (leaf === undefined) throw new Error('the world has no seal certificate');
  const sealer = await createSealers('all')([leaf, ...issuers], 'ecdsa-sha256');
  return { sealer, dataToBeSigned: Uint8Array.of(1, 2, 3), documentDigest: new Uint8Array(32) };
}

const nothing = () => ({});

describe('a stored seal', () => {
  it('is read as it was stored, with the fields of its format', async () => {
    const seal = await prepared();
    const state = storeSeal(seal, [integer(7), octetString(Uint8Array.of(9))]);
    const stored = readStoredSeal(state, (reader) => ({
      number: reader.smallInteger('number'),
      bytes: reader.octetString('bytes'),
    }));
    expect(stored.algorithm).toBe('ecdsa-sha256');
    expect(stored.dataToBeSigned).toEqual(seal.dataToBeSigned);
    expect(stored.documentDigest).toEqual(seal.documentDigest);
    expect(stored.certificates.map(({ raw }) => raw)).toEqual(seal.sealer.certificates.map(({ raw }) => raw));
    expect(stored.number).toBe(7);
    expect([...stored.bytes]).toEqual([9]);
  });

  it('is refused with fields that nobody reads, cut off, or of another version or algorithm', async () => {
    const seal = await prepared();
    const state = storeSeal(seal);
    // SEQUENCE with a length of two bytes, then INTEGER 1.
    const versionAt = 6;
    const algorithmAt = state.indexOf('e'.charCodeAt(0));
    const altered = [
      storeSeal(seal, [integer(7)]),
      truncate(state, state.length - 1),
      flipBit(state, versionAt),
      flipBit(state, algorithmAt),
      new Uint8Array(),
    ];
    for (const bytes of altered) {
      expect(() => readStoredSeal(bytes, nothing)).toThrow(
        expect.objectContaining({ code: 'STATE_INVALID' }),
      );
    }
  });
});
