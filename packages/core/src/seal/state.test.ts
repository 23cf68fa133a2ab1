import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, octetString, sequence } from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import { openState, type SealState, sealState } from './state.ts';

const key = new Uint8Array(32).fill(1);
const state: SealState = {
  algorithm: 'ecdsa-sha256',
  dataToBeSigned: utf8('data'),
  parameters: [utf8('one'), utf8('two')],
  format: utf8('format'),
};
const invalid = { code: 'STATE_INVALID' };

describe('the state of an interrupted seal', () => {
  it('is read as it was written', async () => {
    expect(await openState(await sealState(state, key), key)).toEqual(state);
  });

  it('is refused under another key', async () => {
    const sealed = await sealState(state, key);
    await expect(openState(sealed, new Uint8Array(32).fill(2))).rejects.toMatchObject(invalid);
    await expect(openState(sealed, new Uint8Array(33).fill(1))).rejects.toMatchObject(invalid);
  });

  it('is refused with any bit flipped, cut off, or with more behind it', async () => {
    const sealed = await sealState(state, key);
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.map((byte, index) => (index === at ? byte ^ (1 << (at & 7)) : byte));
      await expect(openState(altered, key), `byte ${at}`).rejects.toMatchObject(invalid);
      await expect(openState(sealed.subarray(0, at), key), `${at} bytes`).rejects.toMatchObject(invalid);
    }
    await expect(openState(Uint8Array.of(...sealed, 0), key)).rejects.toMatchObject(invalid);
  });

  it('is refused without its MAC, or with a shorter one', async () => {
    const payload = octetString(utf8('payload'));
    for (const mac of [new Uint8Array(), new Uint8Array(16), new Uint8Array(32), new Uint8Array(64)])
      await expect(openState(encode(sequence([payload, octetString(mac)])), key)).rejects.toMatchObject(
        invalid,
      );
  });

  it('needs a key of 32 bytes', async () => {
    const short = { code: 'INVALID_ARGUMENT' };
    await expect(sealState(state, key.subarray(1))).rejects.toMatchObject(short);
    await expect(openState(await sealState(state, key), key.subarray(1))).rejects.toMatchObject(short);
  });

  it('of arbitrary bytes is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), async (bytes) => {
        await expect(openState(bytes, key)).rejects.toMatchObject(invalid);
      }),
    );
  });
});
