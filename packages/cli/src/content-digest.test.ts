import { describe, expect, it } from 'vitest';
import { parseContentDigest } from './content-digest.ts';

const hex = 'AB'.repeat(32);

describe('parseContentDigest', () => {
  it.each(['sha256', 'SHA-256', 'sha3-256', 'SHA3-256'])('knows %s by either name', (name) => {
    const { algorithm, digest } = parseContentDigest(`${name}:${hex}`);
    expect(algorithm.replace('-', '').toLowerCase()).toContain(name.replace('-', '').toLowerCase());
    expect(digest).toEqual(new Uint8Array(32).fill(0xab));
  });

  it.each([
    '',
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
