import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitString, type DerPart, element, encode, integer, sequence, utf8String } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import { parseTimestampResponse } from './response.ts';

const response = (info: readonly DerPart[], ...token: readonly DerPart[]) =>
  parseTimestampResponse(encode(sequence([sequence(info), ...token])));

describe('a time-stamp response', () => {
  it.each([
    [0, 'granted'],
    [1, 'grantedWithMods'],
    [2, 'rejection'],
    [3, 'waiting'],
    [4, 'revocationWarning'],
    [5, 'revocationNotification'],
    [6, 'unknown'],
  ])('with status %i is %s', (status, expected) => {
    expect(response([integer(status)])).toEqual({
      status: expected,
      statusText: '',
      failures: [],
      token: undefined,
    });
  });

  it('gives its texts and every failure it names', () => {
    const texts = sequence([utf8String('時刻が'), utf8String('ありません')]);
    // Bits 0, 14, 25 and one that has no name.
    const bits = bitString(Uint8Array.of(0x88, 0x02, 0x00, 0x40), 6);
    expect(response([integer(2), texts, bits])).toMatchObject({
      statusText: '時刻が ありません',
      failures: ['badAlg', 'timeNotAvailable', 'systemFailure'],
    });
    expect(response([integer(2), bits]).failures).toHaveLength(3);
  });

  it('gives the token in the bytes received', () => {
    const token = encode(sequence([integer(7)]));
    expect(response([integer(0)], token).token).toEqual(token);
  });

  it('may be in BER', () => {
    const bytes = Uint8Array.of(0x30, 0x80, 0x30, 0x80, 2, 1, 0, 0, 0, 0x30, 0x80, 0, 0, 0, 0);
    expect(parseTimestampResponse(bytes)).toMatchObject({
      status: 'granted',
      token: Uint8Array.of(0x30, 0x80, 0, 0),
    });
  });

  it.each([
    ['a page of HTML', utf8('<!DOCTYPE html><html>')],
    ['nothing', new Uint8Array()],
    ['a text', utf8('0 is not a timestamp')],
    ['a response with more behind it', encode(sequence([sequence([integer(0)]), sequence([]), integer(1)]))],
    ['a response and a byte', Uint8Array.of(...encode(sequence([sequence([integer(0)])])), 0)],
    ['no status', encode(sequence([sequence([])]))],
    ['a status that is negative', encode(sequence([sequence([element(0x02, [Uint8Array.of(0xff)])])]))],
  ])('is not read from %s', (_, bytes) => {
    expect(() => parseTimestampResponse(bytes)).toThrow(DecodeError);
  });

  it('of arbitrary bytes is a DecodeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          parseTimestampResponse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
