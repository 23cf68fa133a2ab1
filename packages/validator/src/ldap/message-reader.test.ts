import { concatBytes } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createMessageReader } from './message-reader.ts';

/** What is delivered when bytes arrive in pieces of a size. */
function delivered(bytes: Uint8Array, piece = bytes.length): readonly string[] {
  const found: string[] = [];
  const read = createMessageReader((message) => found.push(message.join(' ')));
  for (let at = 0; at < bytes.length; at += piece) read(bytes.subarray(at, at + piece));
  return found;
}

const ONE = Uint8Array.of(0x30, 3, 2, 1, 1);
const LONG = Uint8Array.of(0x30, 0x81, 3, 2, 1, 2);

describe('a reader of messages', () => {
  it.each([1, 2, 3, 11])('gives each one, in whatever pieces of %i bytes it comes', (piece) => {
    expect(delivered(concatBytes([ONE, LONG]), piece)).toEqual([ONE.join(' '), LONG.join(' ')]);
  });

  it('gives nothing of a message that is not complete', () => {
    expect(delivered(LONG.subarray(0, 5))).toEqual([]);
    expect(delivered(Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 1))).toEqual([]);
  });

  it.each([
    ['another protocol', [0x48, 0x54]],
    ['a length that is not said', [0x30, 0x80]],
    ['a length of too many octets', [0x30, 0x85, 0, 0, 0, 0, 1]],
    ['an element longer than its message', [0x30, 3, 2, 2, 1]],
    ['a tag of several octets', [0x30, 3, 0x1f, 1, 0]],
  ])('is no usable answer: %s', (_, bytes) => {
    expect(() => delivered(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'TRANSPORT_FAILED' }),
    );
  });

  it('K5: refuses more messages and more elements than any answer has', () => {
    const many = concatBytes(Array.from({ length: 21 }, () => ONE));
    expect(() => delivered(many)).toThrow(expect.objectContaining({ code: 'TRANSPORT_REFUSED' }));
    expect(delivered(many.subarray(0, -ONE.length))).toHaveLength(20);
    const values = new Uint8Array(2 * 20_000).map((_, at) => (at % 2 === 0 ? 4 : 0));
    const length = [values.length >> 16, values.length >> 8, values.length];
    const message = concatBytes([Uint8Array.of(0x30, 0x83, ...length), values]);
    expect(() => delivered(message)).toThrow(expect.objectContaining({ code: 'TRANSPORT_REFUSED' }));
  });
});
