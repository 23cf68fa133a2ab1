import { describe, expect, it } from 'vitest';
import { keyOf } from '../../test/signatures.ts';
import { PublicKey } from './public-key.ts';
import { isSoundKey } from './sound-key.ts';

const bitsOf = (name: string): Uint8Array => new PublicKey(keyOf(name)).bits;

describe('a sound key', () => {
  it.each([
    ['rsa', 'rsa'],
    ['rsa', 'rsa-2041'],
    ['ec', 'P-256'],
    ['ec', 'brainpoolP384r1'],
    ['ed25519', 'ed25519'],
    ['ed448', 'ed448'],
  ] as const)('is every usual one: %s %s', (type, name) => {
    expect(isSoundKey(type, bitsOf(name))).toBe(true);
  });

  it('is left as it was, also where slice() makes a view as that of Buffer does', () => {
    class View extends Uint8Array {
      override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
        return super.subarray(start, end) as Uint8Array<ArrayBuffer>;
      }
    }
    const bits = bitsOf('ed25519');
    const view = new View(bits);
    expect(isSoundKey('ed25519', view)).toBe(true);
    expect([...view]).toEqual([...bits]);
  });

  it('is of the right kind and length', () => {
    expect(isSoundKey('rsa', bitsOf('P-256'))).toBe(false);
    expect(isSoundKey('ec', bitsOf('rsa'))).toBe(false);
    expect(isSoundKey('ed25519', bitsOf('ed448'))).toBe(false);
    expect(isSoundKey('ed448', bitsOf('ed25519'))).toBe(false);
  });

  it('is not looked for in what has no rule', () => {
    expect(isSoundKey('dsa', new Uint8Array())).toBe(true);
    expect(isSoundKey(undefined, new Uint8Array())).toBe(true);
  });
});
