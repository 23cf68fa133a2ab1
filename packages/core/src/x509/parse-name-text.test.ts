import { describe, expect, it } from 'vitest';
import { formatName } from './format-name.ts';
import { equalNames } from './name.ts';
import { isNameText } from './name-text.ts';
import { parseNameText } from './parse-name-text.ts';

const RFC_4514 = 'CN=認証局 1, O=Reception\\, Inc., organizationIdentifier=NTRJP-7000012050002, C=JP';

describe('a name out of a text', () => {
  it('is the name that the text says, most specific part first', () => {
    const name = parseNameText(RFC_4514);
    expect(name && formatName(name)).toBe(RFC_4514);
    expect(name?.rdns[0]?.[0]?.text).toBe('JP');
  });

  it.each([
    ['the country first', 'C=JP, OID.2.5.4.97=NTRJP-7000012050002, O="Reception, Inc.", CN=認証局 1'],
    ['slashes', '/C=JP/organizationIdentifier=NTRJP-7000012050002/O=Reception, Inc./CN=認証局 1'],
    ['other spaces and letters', 'cn=認証局  1,o=reception\\2C inc.,2.5.4.97=ntrjp-7000012050002,c=jp'],
  ])('is the same with %s', (_, text) => {
    const [one, other] = [parseNameText(RFC_4514), parseNameText(text)];
    expect(one && other && equalNames(one, other)).toBe(true);
  });

  it('keeps attributes that stand together, and values that are written as DER', () => {
    const name = parseNameText('CN=#0c0141+SERIALNUMBER=1,C=JP');
    expect(name?.rdns.map((rdn) => rdn.length)).toEqual([1, 2]);
    expect(name && isNameText(name, 'SERIALNUMBER=1+CN=A,C=JP')).toBe(true);
  });

  it.each([
    ['', 'nothing'],
    ['Time Stamping Authority', 'no attributes'],
    ['mailbox=a@b,C=JP', 'a keyword that nobody knows'],
    ['CN=#0c0241,C=JP', 'a value that is no DER'],
    ['CN=#30,C=JP', 'half a value'],
    [`CN=${'a'.repeat(5000)}`, 'too much'],
  ])('is none out of %j: %s', (text) => {
    expect(parseNameText(text)).toBeUndefined();
  });
});
