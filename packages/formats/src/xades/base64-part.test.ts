import { fromBase64, readChunks, toBase64, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { base64Part } from './base64-part.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a document as base64', () => {
  it.each([0, 1, 2, 3, 4, 5, 100])('is the base64 of %i bytes', async (length) => {
    const bytes = new Uint8Array(length).map((_, at) => at * 7);
    const part = base64Part(bytes);
    const text = decode(await part.read(0, part.size));
    expect(text).toBe(toBase64(bytes));
    expect(fromBase64(text)).toEqual(bytes);
  });

  it('can be read at any place', async () => {
    const whole = toBase64(utf8('請求書番号'));
    const part = base64Part(new Blob([utf8('請求書番号')]));
    for (let start = 0; start <= whole.length; start++) {
      for (let end = start; end <= whole.length; end++) {
        expect(decode(await part.read(start, end))).toBe(whole.slice(start, end));
      }
    }
    await expect(part.read(0, part.size + 1)).rejects.toThrow(RangeError);
  });

  it('is read in pieces of a large document', async () => {
    const bytes = new Uint8Array(2_500_000).map((_, at) => at % 251);
    const pieces: string[] = [];
    for await (const piece of readChunks(base64Part(bytes))) pieces.push(decode(piece));
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('') === toBase64(bytes)).toBe(true);
  });
});
