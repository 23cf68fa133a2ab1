import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { createObjectDigests, nameOf } from './object-digests.ts';

const OBJECT = utf8('abc');

/** FIPS 180-4, the examples for `abc`. */
const SHA_256 = 'SHA-256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const SHA_1 = 'SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d';

describe('the names of objects', () => {
  it('are their digests, SHA-256 always and first', async () => {
    expect(await createObjectDigests().namesOf(OBJECT)).toEqual([SHA_256]);
    expect(await createObjectDigests(['SHA-1']).namesOf(OBJECT)).toEqual([SHA_256, SHA_1]);
    expect(nameOf('SHA-1', await digestBytes('SHA-1', OBJECT))).toBe(SHA_1);
  });

  it('are each there once, however often an algorithm is asked for', async () => {
    const digests = createObjectDigests(['SHA-1', 'SHA-256', 'SHA-1']);
    expect(await digests.namesOf(OBJECT)).toEqual([SHA_256, SHA_1]);
  });

  it('are equal for equal bytes, and others for one that differs by a bit', async () => {
    const { namesOf } = createObjectDigests();
    expect(await namesOf(Uint8Array.from(OBJECT))).toEqual([SHA_256]);
    expect(await namesOf(utf8('abb'))).not.toContain(SHA_256);
    expect(await namesOf(new Uint8Array())).toEqual([
      'SHA-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ]);
  });

  it('are computed once for an object, and again for another validation', async () => {
    const { namesOf } = createObjectDigests();
    expect(namesOf(OBJECT)).toBe(namesOf(OBJECT));
    expect(createObjectDigests().namesOf(OBJECT)).not.toBe(namesOf(OBJECT));
  });
});
