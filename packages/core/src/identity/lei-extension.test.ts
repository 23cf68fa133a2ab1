import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TAG } from '../asn1/tags.ts';
import { context, type DerNode, element, encode, sequence } from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import {
  encodeLeiExtension,
  encodeLeiRoleExtension,
  readLeiExtension,
  readLeiRoleExtension,
} from './lei-extension.ts';

const LEI = '506700GE1G29325QX363';
const text = (tag: number, value: string): DerNode => element(tag, [utf8(value)]);
const wide = (value: string, width: 2 | 4): Uint8Array =>
  Uint8Array.from(
    [...value].flatMap((character) => [...new Array(width - 1).fill(0), character.charCodeAt(0)]),
  );

describe('the LEI extension', () => {
  it('is written as a PrintableString and read back', () => {
    const value = encodeLeiExtension(LEI);
    expect(value).toEqual(Uint8Array.of(0x13, 0x14, ...utf8(LEI)));
    expect(readLeiExtension(value)).toEqual({
      kind: 'read',
      lei: LEI,
      encoding: 'standard',
      check: { kind: 'ok' },
      role: undefined,
    });
  });

  it.each([
    ['UTF8String', text(TAG.utf8String, LEI)],
    ['IA5String', text(TAG.ia5String, LEI)],
    ['VisibleString', text(TAG.visibleString, LEI)],
    ['TeletexString', text(TAG.teletexString, LEI)],
    ['BMPString', element(TAG.bmpString, [wide(LEI, 2)])],
    ['UniversalString', element(TAG.universalString, [wide(LEI, 4)])],
  ])('is read from a %s', (_, node) => {
    expect(readLeiExtension(encode(node))).toMatchObject({
      kind: 'read',
      lei: LEI,
      encoding: 'other-string',
    });
  });

  it.each([
    ['without a role', [text(TAG.printableString, LEI)], undefined],
    [
      'with a role [0] EXPLICIT',
      [text(TAG.printableString, LEI), context(0, [text(TAG.utf8String, 'CEO')])],
      'CEO',
    ],
    ['with a role [0] IMPLICIT', [text(TAG.utf8String, LEI), element(0x80, [utf8('CEO')])], 'CEO'],
  ])('is read from a SEQUENCE %s', (_, parts, role) => {
    expect(readLeiExtension(encode(sequence(parts)))).toMatchObject({ lei: LEI, encoding: 'sequence', role });
  });

  it('tells wrong check digits and wrong forms', () => {
    expect(readLeiExtension(encode(text(TAG.printableString, '506700GE1G29325QX364')))).toMatchObject({
      check: { kind: 'check-digit', expected: '63' },
    });
    expect(readLeiExtension(encode(text(TAG.printableString, 'LEIXG-506700GE1G29325QX363')))).toMatchObject({
      check: { kind: 'malformed' },
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a number', Uint8Array.of(0x02, 0x01, 0x05)],
    ['bytes that are no text', Uint8Array.of(0x0c, 0x01, 0xff)],
    ['a truncated string', encodeLeiExtension(LEI).subarray(0, 10)],
    ['something after the string', Uint8Array.of(...encodeLeiExtension(LEI), 0x05, 0x00)],
    [
      'something after the role',
      encode(sequence([text(0x13, LEI), context(0, [text(0x13, 'x')]), text(0x13, 'y')])),
    ],
    ['a role that is no text', encode(sequence([text(0x13, LEI), element(0x80, [Uint8Array.of(0xff)])]))],
    ['an empty sequence', encode(sequence([]))],
  ])('is unreadable when it holds %s', (_, value) => {
    expect(readLeiExtension(value).kind).toBe('unreadable');
  });

  it('is read or unreadable, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (value) => {
        expect(['read', 'unreadable']).toContain(readLeiExtension(value).kind);
        expect(['read', 'unreadable']).toContain(readLeiRoleExtension(value).kind);
      }),
    );
  });

  it('is not written with a wrong LEI', () => {
    for (const wrong of ['506700GE1G29325QX364', '12345678901234567890', '', LEI.toLowerCase()]) {
      expect(() => encodeLeiExtension(wrong)).toThrow(
        expect.objectContaining({ code: 'ORGANIZATION_IDENTIFIER_INVALID' }),
      );
    }
  });
});

describe('the LEI role extension', () => {
  it('is written as a PrintableString and read back', () => {
    expect(readLeiRoleExtension(encodeLeiRoleExtension('Chief Executive Officer'))).toEqual({
      kind: 'read',
      role: 'Chief Executive Officer',
      encoding: 'standard',
    });
  });

  it('is read from other strings', () => {
    expect(readLeiRoleExtension(encode(text(TAG.utf8String, '代表取締役')))).toMatchObject({
      role: '代表取締役',
      encoding: 'other-string',
    });
  });

  it('holds 1 to 100 characters', () => {
    const reading = (length: number) =>
      readLeiRoleExtension(encode(text(TAG.printableString, 'x'.repeat(length)))).kind;
    expect([reading(0), reading(1), reading(100), reading(101)]).toEqual([
      'unreadable',
      'read',
      'read',
      'unreadable',
    ]);
    for (const wrong of ['', 'x'.repeat(101), '代表取締役']) {
      expect(() => encodeLeiRoleExtension(wrong)).toThrow(
        expect.objectContaining({ code: 'ORGANIZATION_IDENTIFIER_INVALID' }),
      );
    }
  });
});
