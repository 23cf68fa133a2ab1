import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { encode, integer, sequence } from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import { checkToken, readAnswer } from './check-answer.ts';
import { parseTimestampToken } from './token.ts';

const URL_OF_AUTHORITY = 'https://user:secret@tsa.example/tsr?key=secret';
const reply = { 'content-type': 'application/timestamp-reply' };
const granted = encode(sequence([sequence([integer(0)]), sequence([integer(7)])]));

describe('an answer', () => {
  it('gives its token, also under another media type when it is one', () => {
    const token = encode(sequence([integer(7)]));
    expect(readAnswer(URL_OF_AUTHORITY, { status: 200, headers: reply, body: granted })).toEqual(token);
    const headers = { 'content-type': 'application/octet-stream' };
    expect(readAnswer(URL_OF_AUTHORITY, { status: 200, headers, body: granted })).toEqual(token);
    const parameters = { 'content-type': 'Application/Timestamp-Reply; charset=x' };
    expect(readAnswer(URL_OF_AUTHORITY, { status: 200, headers: parameters, body: granted })).toEqual(token);
  });

  it.each([
    [{ status: 404, headers: reply, body: granted }, 'TIMESTAMP_UNAVAILABLE'],
    [{ status: 200, headers: {}, body: utf8('<html>') }, 'TIMESTAMP_INVALID'],
    [{ status: 200, headers: reply, body: utf8('<html>') }, 'TIMESTAMP_INVALID'],
    [{ status: 200, headers: reply, body: encode(sequence([sequence([integer(9)])])) }, 'TIMESTAMP_REFUSED'],
  ])('%j is %s, and names the authority without its credentials', (answer, code) => {
    expect(() => readAnswer(URL_OF_AUTHORITY, answer)).toThrow(
      expect.objectContaining({
        code,
        message: expect.not.stringContaining('secret'),
        facts: expect.objectContaining({ url: 'https://tsa.example/tsr?…' }),
      }),
    );
  });
});

describe('a token', () => {
  it('K20: without a nonce does not answer a request with one', async () => {
    const world = await createGoodWorld();
    const digest = new Uint8Array(32);
    const token = await world.timestampAuthority.stamp(digest);
    const { genTime } = parseTimestampToken(token).tstInfo;
    const request = { digestAlgorithm: 'SHA-256', digest, nonce: Uint8Array.of(1) } as const;
    const checked = checkToken(URL_OF_AUTHORITY, token, { request, now: genTime, maxClockSkewMs: 0 });
    await expect(checked).rejects.toMatchObject({
      code: 'TIMESTAMP_INVALID',
      message: expect.stringContaining('nonce'),
    });
  });
});
