import { describe, expect, it } from 'vitest';
import { createNonce } from './nonce.ts';

describe('a nonce', () => {
  it('is positive, of one length and never the same', () => {
    const nonces = Array.from({ length: 200 }, createNonce);
    expect(new Set(nonces.map(String)).size).toBe(200);
    expect(nonces.every((nonce) => nonce.length === 16 && ((nonce[0] ?? 0) & 0xc0) === 0x40)).toBe(true);
  });
});
