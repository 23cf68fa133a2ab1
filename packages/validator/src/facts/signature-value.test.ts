import { flipBit } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { CONTENT, parsedSeal } from '../../test/parsed-seal.ts';
import { isValueIntact, verifySignatureValue } from './signature-value.ts';

const KEYS = ['p256', 'p384', 'rsa-2048', 'rsa-pss-2048', 'ed25519'] as const;

describe('verifySignatureValue', () => {
  it.each(KEYS)('verifies a value of %s, and none with a wrong bit', async (key) => {
    const { seal } = await goodWorld({ key });
    const { signature } = await parsedSeal(seal);
    const { publicKey } = certificateOf(seal);
    expect(await verifySignatureValue(signature, publicKey)).toEqual({ kind: 'intact' });
    const flipped = { ...signature, value: flipBit(signature.value) };
    expect(await verifySignatureValue(flipped, publicKey)).toEqual({ kind: 'broken' });
  });

  it('X8: verifies no value whose halves are written longer than its curve, though only zeros lead', async () => {
    const { seal } = await goodWorld({ key: 'p256' });
    const { signature } = await parsedSeal(seal);
    const under = (halfLength: number) =>
      verifySignatureValue({ ...signature, halfLength }, certificateOf(seal).publicKey);
    for (const length of [31, 32]) expect(await under(length)).toEqual({ kind: 'intact' });
    for (const length of [33, 48, 66]) expect(await under(length)).toEqual({ kind: 'broken' });
  });

  it('tells a value over the attributes as received from one over nothing', async () => {
    const { seal } = await goodWorld();
    const { signature } = await parsedSeal(seal);
    const { publicKey } = certificateOf(seal);
    const receivedBytes = { kind: 'bytes', pieces: [CONTENT] } as const;
    const unsorted = { ...signature, receivedBytes, value: await seal.key.sign(CONTENT) };
    const fact = await verifySignatureValue(unsorted, publicKey);
    expect(fact).toEqual({ kind: 'broken', asReceived: true });
    expect([isValueIntact(fact), isValueIntact(fact, true)]).toEqual([false, true]);
    const broken = await verifySignatureValue({ ...unsorted, value: flipBit(unsorted.value) }, publicKey);
    expect(broken).toEqual({ kind: 'broken' });
    expect(isValueIntact(broken, true)).toBe(false);
    expect(isValueIntact({ kind: 'intact' })).toBe(true);
    expect(isValueIntact({ kind: 'no-key' }, true)).toBe(false);
  });

  it('verifies under the given certificate only', async () => {
    const { seal, tsa } = await goodWorld();
    const { signature } = await parsedSeal(seal);
    expect(await verifySignatureValue(signature, certificateOf(tsa).publicKey)).toEqual({ kind: 'broken' });
    expect(await verifySignatureValue(signature, undefined)).toEqual({ kind: 'no-key' });
  });

  it('joins the pieces of the signed bytes', async () => {
    const { seal } = await goodWorld();
    const { signature } = await parsedSeal(seal);
    const [whole = new Uint8Array()] =
      signature.signedBytes?.kind === 'bytes' ? signature.signedBytes.pieces : [];
    const pieces = [whole.subarray(0, 4), whole.subarray(4)];
    const inPieces = { ...signature, signedBytes: { kind: 'bytes', pieces } as const };
    expect(await verifySignatureValue(inPieces, certificateOf(seal).publicKey)).toEqual({ kind: 'intact' });
  });

  it('verifies a value over a whole document or parts of it', async () => {
    const { seal } = await goodWorld();
    const { signature } = await parsedSeal(seal);
    const value = await seal.key.sign(CONTENT);
    const over = (signedBytes: NonNullable<typeof signature.signedBytes>) =>
      verifySignatureValue({ ...signature, value, signedBytes }, certificateOf(seal).publicKey);
    const ranges = [
      { start: 0, end: 5 },
      { start: 5, end: CONTENT.length },
    ];
    expect(await over({ kind: 'document', source: new Blob([CONTENT]) })).toEqual({ kind: 'intact' });
    expect(await over({ kind: 'ranges', source: CONTENT, ranges })).toEqual({ kind: 'intact' });
    expect(await over({ kind: 'ranges', source: CONTENT, ranges: ranges.slice(1) })).toEqual({
      kind: 'broken',
    });
  });

  it('says when the signed bytes cannot be had', async () => {
    const { seal } = await goodWorld();
    const { signature } = await parsedSeal(seal);
    const { publicKey } = certificateOf(seal);
    const missing = { kind: 'data-missing' };
    expect(await verifySignatureValue({ ...signature, signedBytes: undefined }, publicKey)).toEqual(missing);
    const digest = { kind: 'digest', algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;
    expect(await verifySignatureValue({ ...signature, signedBytes: digest }, publicKey)).toEqual(missing);
    const stream = { kind: 'document', source: new Blob([CONTENT]).stream() } as const;
    expect(await verifySignatureValue({ ...signature, signedBytes: stream }, publicKey)).toEqual(missing);
    const huge = { size: 2 ** 40, read: () => Promise.reject(new Error('not to be read')) };
    const document = { kind: 'document', source: huge } as const;
    expect(await verifySignatureValue({ ...signature, signedBytes: document }, publicKey)).toEqual(missing);
  });

  it('says when the algorithm is not known', async () => {
    const { seal } = await goodWorld();
    const { signature } = await parsedSeal(seal);
    const unknown = { ...signature, algorithm: undefined };
    expect(await verifySignatureValue(unknown, certificateOf(seal).publicKey)).toEqual({
      kind: 'algorithm-unknown',
    });
  });
});
