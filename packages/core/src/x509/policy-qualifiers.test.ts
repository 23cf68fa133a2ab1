import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { type DerPart, element, encode, integer, sequence, utf8String } from '../asn1/writer.ts';
import { userNotices } from './policy-qualifiers.ts';

const notice = (...parts: readonly DerPart[]) => ({ oid: OID.userNotice, value: encode(sequence(parts)) });
const texts = (...qualifiers: readonly { readonly oid: string; readonly value: Uint8Array }[]) =>
  userNotices({ policyIdentifier: '2.999.1', cps: [], qualifiers });

const REFERENCE = sequence([utf8String('組織'), sequence([integer(1)])]);
/** BMPString and VisibleString (RFC 5280 §4.2.1.4, DisplayText). */
const BMP = element(0x1e, [Uint8Array.of(0x53, 0x70)]);
const VISIBLE = element(0x1a, [Uint8Array.of(0x6f, 0x6b)]);

describe('the user notices of a policy', () => {
  it('are the texts, in order, whatever the type of string', () => {
    expect(texts(notice(utf8String('電子シール')), notice(BMP), notice(VISIBLE))).toEqual([
      '電子シール',
      '印',
      'ok',
    ]);
  });

  it('are what stands behind a reference, and nothing for a reference alone', () => {
    expect(texts(notice(REFERENCE, utf8String('本文')))).toEqual(['本文']);
    expect(texts(notice(REFERENCE))).toEqual([]);
    expect(texts(notice())).toEqual([]);
  });

  it('are not the addresses of practice statements', () => {
    expect(texts({ ...notice(utf8String('x')), oid: '1.3.6.1.5.5.7.2.1' })).toEqual([]);
    expect(texts()).toEqual([]);
  });

  it('are none of what cannot be read, and the others still', () => {
    const whole = notice(utf8String('本文')).value;
    for (const value of [
      new Uint8Array(),
      whole.subarray(0, whole.length - 1),
      encode(utf8String('本文')),
      encode(sequence([element(0x0c, [Uint8Array.of(0xff)])])),
      encode(sequence([integer(1)])),
    ])
      expect([value, texts({ oid: OID.userNotice, value }, notice(VISIBLE))]).toEqual([value, ['ok']]);
  });
});
