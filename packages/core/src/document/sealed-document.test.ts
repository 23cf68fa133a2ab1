import { describe, expect, it } from 'vitest';
import { utf8 } from '../util/bytes.ts';
import { createSealedDocument, openSealedDocument, type SealedPart } from './sealed-document.ts';
import { readAll } from './source.ts';

const parts: readonly SealedPart[] = [
  utf8('as received, '),
  new Blob(['in a Blob, ']),
  { size: 8, read: async (start, end) => utf8('in file.').subarray(start, end) },
  new Uint8Array(),
];

describe('a sealed document', () => {
  it('is its pieces in order, as an array and as a stream', async () => {
    const sealed = createSealedDocument('application/pdf', parts);
    expect([sealed.mediaType, sealed.size, sealed.parts]).toEqual(['application/pdf', 32, parts]);
    expect(new TextDecoder().decode(await sealed.toBytes())).toBe('as received, in a Blob, in file.');
    expect(new TextDecoder().decode(await readAll(sealed.toStream()))).toBe(
      'as received, in a Blob, in file.',
    );
  });

  it('may be read more than once', async () => {
    const sealed = createSealedDocument('application/pdf', parts);
    expect(await sealed.toBytes()).toEqual(await readAll(sealed.toStream()));
    expect(await readAll(sealed.toStream())).toEqual(await sealed.toBytes());
  });

  it('reads a piece only when the stream comes to it, and no further once it is cancelled', async () => {
    const reads: string[] = [];
    const piece = (name: string): SealedPart => ({
      size: 3 * 2 ** 20,
      read: async (start, end) => {
        reads.push(`${name} ${start}`);
        return new Uint8Array(end - start);
      },
    });
    const reader = createSealedDocument('x/y', [piece('first'), piece('second')])
      .toStream()
      .getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(reads.length).toBeLessThanOrEqual(3);
    expect(reads.every((read) => read.startsWith('first'))).toBe(true);
  });

  it('passes on what a piece fails with', async () => {
    const failing = createSealedDocument('x/y', [{ size: 5, read: () => Promise.reject(new Error('disk')) }]);
    await expect(failing.toBytes()).rejects.toThrow('disk');
    await expect(readAll(failing.toStream())).rejects.toThrow('disk');
  });
});

describe('a sealed document that is read by position', () => {
  it('gives any range across its pieces', async () => {
    const whole = await createSealedDocument('x/y', parts).toBytes();
    const opened = await openSealedDocument(createSealedDocument('x/y', parts));
    expect(opened.size).toBe(whole.length);
    for (let start = 0; start <= whole.length; start++)
      for (let end = start; end <= whole.length; end++)
        expect(await opened.read(start, end)).toEqual(whole.subarray(start, end));
  });

  it('copies nothing of a range that lies in one piece', async () => {
    const bytes = utf8('in memory');
    const opened = await openSealedDocument(createSealedDocument('x/y', [utf8('head'), bytes]));
    expect((await opened.read(4, 13)).buffer).toBe(bytes.buffer);
  });

  it('rejects ranges outside of it', async () => {
    const opened = await openSealedDocument(createSealedDocument('x/y', parts));
    for (const [start, end] of [
      [0, 33],
      [-1, 2],
      [3, 2],
    ] as const)
      await expect(opened.read(start, end)).rejects.toThrow(RangeError);
  });
});
