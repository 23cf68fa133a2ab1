import { createGoodWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import {
  boolean,
  context,
  type DerPart,
  element,
  encode,
  integer,
  octetString,
  objectIdentifier as oid,
  sequence,
  setOf,
} from '../asn1/writer.ts';
import { digestRow } from '../crypto/algorithms.ts';
import { DecodeError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import { parseTimestampToken, type TstInfo } from './token.ts';

const DIGEST = new Uint8Array(32).fill(5);

/** A token without a signer around these fields of a TSTInfo. */
function tokenOf(fields: readonly DerPart[], contentType: string = OID.tstInfo): Uint8Array {
  const content = sequence([oid(contentType), context(0, [octetString(encode(sequence(fields)))])]);
  return encode(
    sequence([oid(OID.signedData), context(0, [sequence([integer(3), setOf([]), content, setOf([])])])]),
  );
}

const imprint = sequence([sequence([oid(digestRow('SHA-256').oid)]), octetString(DIGEST)]);
const genTime = (text: string): DerPart => element(0x18, [utf8(text)]);
const usual = [integer(1), oid('2.999.1'), imprint, integer(77), genTime('20261101090000Z')];
const info = (...more: readonly DerPart[]): TstInfo =>
  parseTimestampToken(tokenOf([...usual, ...more])).tstInfo;

describe('a time-stamp token', () => {
  it('made by an authority is read with all that it states', async () => {
    const now = new Date('2026-11-01T09:00:00Z');
    const world = await createGoodWorld({ now, timestamps: { accuracy: 1500, ordering: true } });
    const { tstInfo, signedData } = parseTimestampToken(await world.timestampAuthority.stamp(DIGEST));
    expect(tstInfo).toMatchObject({
      policy: '2.999.2.1',
      imprintAlgorithm: 'SHA-256',
      imprint: DIGEST,
      genTime: now,
      accuracy: 1500,
      ordering: true,
      nonce: undefined,
      tsa: { kind: 'directoryName' },
    });
    expect(signedData.certificates.length).toBeGreaterThan(0);
  });

  it('without optional fields states nothing of them', () => {
    expect(info()).toMatchObject({ accuracy: undefined, ordering: false, nonce: undefined, tsa: undefined });
  });

  it.each([
    ['no part', [], 0],
    ['seconds', [integer(2)], 2000],
    ['milliseconds', [element(0x80, [Uint8Array.of(5)])], 5],
    ['microseconds', [element(0x81, [Uint8Array.of(0x01, 0xf4)])], 0.5],
    ['all', [integer(1), element(0x80, [Uint8Array.of(2)]), element(0x81, [Uint8Array.of(3)])], 1002.003],
  ])('has an accuracy of %s', (_, parts, expected) => {
    expect(info(sequence(parts)).accuracy).toBe(expected);
  });

  it('has its nonce as it stands', () => {
    expect(info(integer(Uint8Array.of(0x80, 1))).nonce).toEqual(Uint8Array.of(0, 0x80, 1));
  });

  it('may have fractions of a second, in DER only', () => {
    const at = (text: string): Date =>
      parseTimestampToken(tokenOf([...usual.slice(0, 4), genTime(text)])).tstInfo.genTime;
    expect(at('20261101090000.25Z').getUTCMilliseconds()).toBe(250);
    for (const text of ['20261101090000.250Z', '20261101090000,5Z', '202611010900Z', '20261101090000+0900'])
      expect(() => at(text), text).toThrow(DecodeError);
  });

  it('may use a digest that is not known, and say so', () => {
    const unknown = sequence([sequence([oid('2.999.9')]), octetString(DIGEST)]);
    const { tstInfo } = parseTimestampToken(
      tokenOf([integer(1), oid('2.999.1'), unknown, integer(1), usual[4] ?? integer(0)]),
    );
    expect(tstInfo.imprintAlgorithm).toBeUndefined();
  });

  it.each([
    ['another version', [integer(2), ...usual.slice(1)]],
    ['a field missing', usual.slice(0, 4)],
    ['fields behind the last', [...usual, boolean(true), integer(1), sequence([])]],
    ['ordering of BER', [...usual, element(0x01, [Uint8Array.of(1)])]],
  ])('with %s is refused', (_, fields) => {
    expect(() => parseTimestampToken(tokenOf(fields))).toThrow(DecodeError);
  });

  it('is refused around another content, without content, or as something else', () => {
    const detached = encode(
      sequence([
        oid(OID.signedData),
        context(0, [sequence([integer(3), setOf([]), sequence([oid(OID.tstInfo)]), setOf([])])]),
      ]),
    );
    for (const bytes of [
      tokenOf(usual, OID.data),
      detached,
      utf8('<html>'),
      new Uint8Array(),
      encode(sequence(usual)),
    ])
      expect(() => parseTimestampToken(bytes)).toThrow(DecodeError);
  });

  it('with extensions is read', () => {
    expect(info(element(0xa1, [sequence([oid('2.999.5'), octetString(DIGEST)])])).policy).toBe('2.999.1');
  });

  it('of damaged bytes is read or refused with a DecodeError', async () => {
    const token = await (await createGoodWorld()).timestampAuthority.stamp(DIGEST);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.nat(255), (at, value) => {
        const damaged = Uint8Array.from(token);
        damaged[at] = value;
        try {
          parseTimestampToken(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
