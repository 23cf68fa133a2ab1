import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../util/bytes.ts';
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from './algorithms.ts';
import { createDigest, digestBytes, digestDocument, throwIfAborted } from './digest.ts';

/** Of "abc": FIPS 180-4, FIPS 202 and their examples, RFC 1321 §A.5. */
const ABC: Readonly<Record<DigestAlgorithm, string>> = {
  MD5: '900150983cd24fb0d6963f7d28e17f72',
  'SHA-1': 'a9993e364706816aba3e25717850c26c9cd0d89d',
  'SHA-224': '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7',
  'SHA-256': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  'SHA-384':
    'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  'SHA-512':
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  'SHA3-224': 'e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf',
  'SHA3-256': '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532',
  'SHA3-384':
    'ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25',
  'SHA3-512':
    'b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0',
  SHAKE256:
    '483366601360a8771c6863080cc4114d8db44530f8f1e1ee4f94ea37e78b5739d5a15bef186a5386c75744c0527e1faa9f8726e462a12a4feb06bd8801e751e4',
};

describe.each(DIGEST_ALGORITHMS)('$name', ({ name, length }) => {
  it('gives the digest of its standard', async () => {
    expect(toHex(await digestBytes(name, utf8('abc')))).toBe(ABC[name]);
    expect(ABC[name]).toHaveLength(2 * length);
  });

  it('gives the same over pieces as over the whole', async () => {
    const hash = await createDigest(name);
    for (const piece of ['', 'a', '', 'bc']) await hash.update(utf8(piece));
    expect(toHex(await hash.digest())).toBe(ABC[name]);
  });

  it('can go on in two ways from a common beginning', async () => {
    const hash = await createDigest(name);
    await hash.update(utf8('ab'));
    const copy = hash.copy();
    await hash.update(utf8('x'));
    await copy.update(utf8('c'));
    expect(toHex(await copy.digest())).toBe(ABC[name]);
    expect(toHex(await hash.digest())).toBe(toHex(await digestBytes(name, utf8('abx'))));
  });
});

describe('the digest of a document', () => {
  const large = new Uint8Array(3 * 2 ** 20 + 17).map((_, at) => at * 31);
  const pieces = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
        controller.close();
      },
    });

  it.each([
    ['bytes', (bytes: Uint8Array<ArrayBuffer>) => bytes],
    ['a Blob', (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes])],
    ['a stream', (bytes: Uint8Array<ArrayBuffer>) => pieces(bytes, 65_521)],
    [
      'a file',
      (bytes: Uint8Array<ArrayBuffer>) => ({
        size: bytes.length,
        read: async (start: number, end: number) => bytes.slice(start, end),
      }),
    ],
  ])('is the same from %s', async (_, from) => {
    const { digest, size } = await digestDocument('SHA-256', from(large));
    expect([toHex(digest), size]).toEqual([toHex(await digestBytes('SHA-256', large)), large.length]);
  });

  it('of nothing is that of no bytes', async () => {
    const { digest, size } = await digestDocument('SHA-256', pieces(new Uint8Array(), 1));
    expect([toHex(digest).slice(0, 8), size]).toEqual(['e3b0c442', 0]);
  });

  it('ends between two chunks when it is aborted, and lets the stream go', async () => {
    const controller = new AbortController();
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.enqueue(new Uint8Array(1000));
        controller.abort(new Error('given up'));
      },
      cancel() {
        cancelled = true;
      },
    });
    const digest = digestDocument('SHA-256', endless, { signal: controller.signal });
    await expect(digest).rejects.toMatchObject({ code: 'ABORTED', cause: new Error('given up') });
    expect(cancelled).toBe(true);
  });

  it('passes on what the source fails with', async () => {
    const failing = { size: 10, read: () => Promise.reject(new Error('disk')) };
    await expect(digestDocument('SHA-256', failing)).rejects.toThrow('disk');
  });
});

describe('a signal', () => {
  it('that is not aborted, or missing, lets go on', () => {
    expect(() => throwIfAborted(undefined)).not.toThrow();
    expect(() => throwIfAborted(new AbortController().signal)).not.toThrow();
    expect(() => throwIfAborted(AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'ABORTED' }));
  });
});
