import { describe, expect, it } from 'vitest';
import { parseContentDigest } from './content-digest.ts';

const hex = 'AB'.repeat(32);

describe('parseContentDigest', () => {
  it.each(['sha256', 'SHA-256', 'sha3-256', 'SHA3-256'])('knows %s by either name', (name) => {
    const algorithm = name.startsWith('sha3') ? 'SHA3-256' : name.replace(/^sha2/, 'SHA-2').toUpperCase();
    const digest = new Uint8Array(32).fill(0xab);
    expect(parseContentDigest(`${name}:${hex}`)).toEqual({ source: { algorithm, digest } });
  });

  it('takes the name of the document before it, whatever the name is', () => {
    for (const name of ['請求書.xml', 'a=b:c.csv', 'two\nlines'])
      expect(parseContentDigest(`${name}=sha256:${hex}`)).toMatchObject({
        name,
        source: { algorithm: 'SHA-256' },
      });
  });

  it.each([
    '',
    `=sha256:${hex}`,
    'sha256',
    `sha256:${hex}00`,
    `sha256:${hex.slice(2)}`,
    `sha256:${hex}zz`,
    `crc32:${hex}`,
    `:${hex}`,
  ])('refuses %j', (text) => {
    expect(() => parseContentDigest(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
