import { describe, expect, it } from 'vitest';
import { certificateOf, cryptoKeyOf, ISSUERS } from '../test/key-files.ts';
import { createSigner } from './create-signer.ts';
import type { KeyRing } from './key-ring.ts';

const data = new Uint8Array(8);

/** A ring whose implementation counts the calls under way and stops at `failAt`. */
async function countingRing(failAt = Number.POSITIVE_INFINITY) {
  const key = await cryptoKeyOf('p256', { name: 'ECDSA', namedCurve: 'P-256' });
  const counts = { calls: 0, underWay: 0, most: 0 };
  const subtle = Object.assign(Object.create(crypto.subtle), {
    sign: async (...call: Parameters<SubtleCrypto['sign']>) => {
      if (++counts.calls > failAt) throw new Error('no more');
      counts.most = Math.max(counts.most, ++counts.underWay);
      const value = await crypto.subtle.sign(...call);
      counts.underWay--;
      return value;
    },
  });
  const ring: KeyRing = { keys: new Map([['ecdsa-sha256', key]]), crypto: { subtle } };
  return { ring, counts };
}

const requests = (count: number) =>
  Array.from({ length: count }, () => ({ algorithm: 'ecdsa-sha256', dataToBeSigned: data }) as const);

describe('the Signer of a key ring', () => {
  it('keeps few values under way, whatever the size of the batch', async () => {
    const { ring, counts } = await countingRing();
    const signer = await createSigner(ring, ['ecdsa-sha256'], [certificateOf('p256')]);
    expect(await signer.sign(requests(200))).toHaveLength(200);
    expect(counts.most).toBeGreaterThan(1);
    expect(counts.most).toBeLessThanOrEqual(8);
  });

  it('gives no part of a batch when one value fails', async () => {
    const { ring } = await countingRing(51);
    const signer = await createSigner(ring, ['ecdsa-sha256'], [certificateOf('p256')]);
    await expect(signer.sign(requests(100))).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
  });

  it('stops between two values when the call is aborted', async () => {
    const { ring, counts } = await countingRing();
    const signer = await createSigner(ring, ['ecdsa-sha256'], [certificateOf('p256')]);
    const controller = new AbortController();
    const signing = signer.sign(requests(500), { signal: controller.signal });
    controller.abort(new Error('given up'));
    await expect(signing).rejects.toMatchObject({ code: 'ABORTED', cause: new Error('given up') });
    expect(counts.calls).toBeLessThan(100);
  });

  it('leaves out certificates that are none of its issuers', async () => {
    const { ring } = await countingRing();
    const pool = [certificateOf('rsa'), ...ISSUERS, certificateOf('p256'), certificateOf('other')];
    const { certificates } = await createSigner(ring, ['ecdsa-sha256'], pool);
    expect(certificates).toHaveLength(3);
  });

  it('needs an algorithm', async () => {
    const { ring } = await countingRing();
    await expect(createSigner(ring, [], [certificateOf('p256')])).rejects.toMatchObject({
      code: 'SIGNER_KEY_UNUSABLE',
    });
  });
});
