import { describe, expect, it } from 'vitest';
import { encodeTestName, type TestAttribute } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { element, encode } from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import { formatName } from './format-name.ts';
import { type Name, parseName } from './name.ts';

const name = (...rdns: readonly (readonly TestAttribute[])[]): Name => parseName(encodeTestName(rdns));
const organization = (value: string | Uint8Array): Name => name([[OID.organization, value]]);
const typed = (tag: number, content: Uint8Array): Uint8Array => encode(element(tag, [content]));
const printable = (text: string): Uint8Array => typed(TAG.printableString, utf8(text));

describe('a name as text', () => {
  it('has its most specific part first', () => {
    const full = name(
      [[OID.country, printable('JP')]],
      [[OID.organization, '株式会社サンプル']],
      [
        [OID.commonName, '角印'],
        ['2.999.1', 'x'],
      ],
    );
    expect(formatName(full)).toBe('2.999.1=x+CN=角印, O=株式会社サンプル, C=JP');
  });

  it('escapes what would change its meaning or its look', () => {
    expect(formatName(organization('A, O=B+C "D" <E>;\\'))).toBe('O=A\\, O=B\\+C \\"D\\" \\<E\\>\\;\\\\');
    expect(formatName(organization(' #A '))).toBe('O=\\ #A\\ ');
    expect(formatName(organization('#A'))).toBe('O=\\#A');
    expect(formatName(organization('evil\nname\u202egnp.\u0000'))).toBe(
      'O=evil\\u000aname\\u202egnp.\\u0000',
    );
  });

  it('shows values that are no text in hexadecimal', () => {
    expect(formatName(organization(typed(0x04, Uint8Array.of(1, 0xab))))).toBe('O=#01ab');
  });
});
