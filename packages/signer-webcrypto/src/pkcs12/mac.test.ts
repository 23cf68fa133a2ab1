import { utf8 } from '@eseal/core';
import { DerReader, encode, integer, octetString, objectIdentifier as oid, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { pbmac1 } from '../../test/make-pkcs12.ts';
import { createWorkBudget } from '../pbe/budget.ts';
import { readMacData, verifyMac } from './mac.ts';

const content = utf8('authenticated');
const passwordOf = (text: string) => ({ utf8: utf8(text), bmp: new Uint8Array(2) });

describe('the MAC of a PKCS #12 file', () => {
  it('by PBMAC1 covers every bit of the content', async () => {
    const mac = readMacData(DerReader.over(encode(await pbmac1(content, { password: 'p' })), 'MacData'));
    expect(await verifyMac(mac, content, passwordOf('p'), createWorkBudget())).toBe(true);
    expect(await verifyMac(mac, content, passwordOf('q'), createWorkBudget())).toBe(false);
    const altered = content.map((byte, at) => (at === 3 ? byte ^ 1 : byte));
    expect(await verifyMac(mac, altered, passwordOf('p'), createWorkBudget())).toBe(false);
    const shortened = { ...mac, value: mac.value.subarray(0, 16) };
    expect(await verifyMac(shortened, content, passwordOf('p'), createWorkBudget())).toBe(false);
  });

  it('counts the rounds of PBMAC1', async () => {
    const mac = readMacData(
      DerReader.over(encode(await pbmac1(content, { password: 'p', iterations: 5 })), 'MacData'),
    );
    const budget = createWorkBudget();
    budget.spend(9_999_996);
    await expect(verifyMac(mac, content, passwordOf('p'), budget)).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
  });

  it.each([
    ['MD5', '1.2.840.113549.2.5'],
    ['SHA3-256', '2.16.840.1.101.3.4.2.8'],
    ['an unknown digest', '1.2.3.4'],
  ])('is refused with %s', async (_, digest) => {
    const info = sequence([sequence([oid(digest)]), octetString(new Uint8Array(16))]);
    const encoded = encode(sequence([info, octetString(new Uint8Array(8)), integer(1)]));
    const mac = readMacData(DerReader.over(encoded, 'MacData'));
    await expect(verifyMac(mac, content, passwordOf('p'), createWorkBudget())).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
  });

  it('has one round where the file gives no number', () => {
    const info = sequence([sequence([oid('1.3.14.3.2.26')]), octetString(new Uint8Array(20))]);
    const encoded = encode(sequence([info, octetString(new Uint8Array(8))]));
    expect(readMacData(DerReader.over(encoded, 'MacData')).iterations).toBe(1);
  });
});
