import { element, encode, objectIdentifier, sequence, setOf } from '@eseal/core/asn1';
import { type Name, parseName } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { encodeLdapName } from './ldap-name.ts';

type Attribute = readonly [type: string, value: string | Uint8Array];

/** A name of parts, outermost first; bytes are content of a BIT STRING, which is no text. */
function name(...rdns: readonly (readonly Attribute[])[]): Name {
  const attribute = ([type, value]: Attribute) =>
    sequence([
      objectIdentifier(type),
      typeof value === 'string' ? element(0x0c, [new TextEncoder().encode(value)]) : element(3, [value]),
    ]);
  return parseName(encode(sequence(rdns.map((rdn) => setOf(rdn.map(attribute))))));
}

const [C, O, OU, CN] = ['2.5.4.6', '2.5.4.10', '2.5.4.11', '2.5.4.3'] as const;

describe('encodeLdapName', () => {
  it('puts the most specific part first, in short names', () => {
    expect(encodeLdapName(name([[C, 'JP']], [[O, '例示認証株式会社']], [[OU, '認証局']]))).toBe(
      'OU=認証局,O=例示認証株式会社,C=JP',
    );
    expect(encodeLdapName(name())).toBe('');
  });

  it('joins the values of one part', () => {
    expect(
      encodeLdapName(
        name(
          [[C, 'JP']],
          [
            [CN, 'x'],
            [O, 'y'],
          ],
        ),
      ),
    ).toMatch(/^(CN=x\+O=y|O=y\+CN=x),C=JP$/);
  });

  it('escapes whatever means something in names', () => {
    const texts: Readonly<Record<string, string>> = {
      'a,b': 'a\\2cb',
      'a+b=c': 'a\\2bb\\3dc',
      '"<;>"': '\\22\\3c\\3b\\3e\\22',
      'back\\slash': 'back\\5cslash',
      ' spaces ': '\\20spaces\\20',
      '#number': '\\23number',
      'in #the middle': 'in #the middle',
      'a\u0000b\n': 'a\\00b\\0a',
      ' ': '\\20',
      '*)(uid=*': '*)(uid\\3d*',
    };
    for (const [text, expected] of Object.entries(texts))
      expect(encodeLdapName(name([[O, text]]))).toBe(`O=${expected}`);
  });

  it('writes other types by their object identifiers, and what is no text in hexadecimal digits', () => {
    expect(encodeLdapName(name([['2.5.4.97', 'NTRJP-5999000111222']]))).toBe('2.5.4.97=NTRJP-5999000111222');
    expect(encodeLdapName(name([[CN, Uint8Array.of(0, 1)]]))).toBe('CN=#03020001');
  });
});
