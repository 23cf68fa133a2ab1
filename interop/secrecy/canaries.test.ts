import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { canariesOf, findCanaries, formsOf } from './canaries.ts';

const TEXT = 'Kanarie+/ 4711 "PIN" <&>';
const canaries = canariesOf({ pin: TEXT, other: 'something that is nowhere' });
const bytes = Buffer.from(TEXT);

describe('a canary', () => {
  it.each([
    ['as it is', `the PIN ${TEXT} is wrong`],
    ['in JSON', JSON.stringify({ error: `wrong ${TEXT}` })],
    ['in base64', `Authorization: Basic ${bytes.toString('base64')}`],
    ['in base64 after a name', `Basic ${Buffer.from(`me:${TEXT}`).toString('base64')}`],
    ['in base64 after a longer name', `Basic ${Buffer.from(`you:${TEXT}:more`).toString('base64')}`],
    ['in base64 after the longest', `Basic ${Buffer.from(`them:${TEXT}`).toString('base64')}`],
    ['in base64url', Buffer.from(`x${TEXT}`).toString('base64url')],
    ['in hexadecimal digits', `3081${bytes.toString('hex')}00`],
    ['in upper-case digits', bytes.toString('hex').toUpperCase()],
    ['in lines of PEM', Buffer.from(`before it ${TEXT}`).toString('base64').replaceAll(/.{16}/g, '$&\n')],
    ['as a Buffer', inspect(bytes)],
    ['as an array of bytes', inspect(Uint8Array.from(bytes))],
    ['in an address', `https://service.test/?pin=${encodeURIComponent(TEXT)}`],
    ['in a form', new URLSearchParams({ pin: TEXT }).toString()],
  ])('is found %s', (_how, content) => {
    expect(findCanaries(content, canaries)).toEqual(['pin']);
    expect(findCanaries(Buffer.concat([Buffer.from([0, 255]), Buffer.from(content)]), canaries)).toEqual([
      'pin',
    ]);
  });

  it('is found by the beginning of a long secret', () => {
    const key = Buffer.concat([Buffer.from('3082'), Buffer.alloc(600, 7)]);
    expect(findCanaries(`${key.toString('base64').slice(0, 40)}…`, canariesOf({ key }))).toEqual(['key']);
  });

  it('is not seen where it is not', () => {
    expect(
      findCanaries(
        `${TEXT.slice(0, -1)} and its digest ${createHash('sha256').update(TEXT).digest('hex')}`,
        canaries,
      ),
    ).toEqual([]);
    for (const form of formsOf(bytes)) expect(form.length).toBeGreaterThan(16);
  });
});
