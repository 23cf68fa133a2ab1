import { bitString, encode, integer, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { PublicKey } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { issuersOf } from './path-issuers.ts';

/** An INTEGER's octets, of a number of octets that begins with a bit set. */
const unsigned = (octets: number): Uint8Array => Uint8Array.of(0, ...Array<number>(octets).fill(0xff));

/** A DSA key, without parameters unless they are given. */
function dsaKey(...parameters: readonly (number | Uint8Array)[]): PublicKey {
  const inner = parameters.length === 0 ? [] : [sequence(parameters.map(integer))];
  const algorithm = sequence([objectIdentifier(OID.dsa), ...inner]);
  return new PublicKey(encode(sequence([algorithm, bitString(encode(integer(9)))])));
}

describe('issuersOf', () => {
  it('names the one above each certificate, the anchor last', async () => {
    const { seal, issuingCa, root } = await goodWorld();
    const [target, authority, top] = [certificateOf(seal), certificateOf(issuingCa), certificateOf(root)];
    const anchor = { name: top.subject, publicKey: top.publicKey, certificate: undefined };
    const issuers = issuersOf([target, authority], anchor);
    expect(issuers).toEqual([
      { name: authority.subject, publicKey: authority.publicKey, certificate: authority },
      anchor,
    ]);
    expect(issuers[1]).toBe(anchor);
    expect(issuers[0]?.publicKey).toBe(authority.publicKey);
  });

  it('names the anchor alone for a certificate directly below it', async () => {
    const top = certificateOf((await goodWorld()).root);
    const anchor = { name: top.subject, publicKey: top.publicKey, certificate: top };
    expect(issuersOf([top], anchor)).toEqual([anchor]);
  });

  it('gives a key without parameters those above it, through any number of authorities', async () => {
    const { seal, root } = await goodWorld();
    const [target, top] = [certificateOf(seal), certificateOf(root)];
    const bare = { ...top, publicKey: dsaKey() };
    const full = dsaKey(unsigned(128), unsigned(20), 2);
    const inheriting = (publicKey: PublicKey) =>
      issuersOf([target, bare, bare], { name: top.subject, publicKey, certificate: undefined }).map(
        (issuer) => issuer.publicKey.inheritsParameters,
      );
    expect(inheriting(full)).toEqual([false, false, false]);
    expect(inheriting(bare.publicKey)).toEqual([true, true, true]);
    expect(inheriting(top.publicKey)).toEqual([true, true, false]);
  });
});
