import { context, encode, utf8String } from '@eseal/core/asn1';
import type { GeneralName } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { directory, otherName } from '../../test/path-extensions.ts';
import { comparableName, comparableSubtree, type SubtreeMatch } from './name-subtrees.ts';

const dns = (value: string): GeneralName => ({ kind: 'dNSName', value });
const mail = (value: string): GeneralName => ({ kind: 'rfc822Name', value });
const uri = (value: string): GeneralName => ({ kind: 'uniformResourceIdentifier', value });
const id = (value: string): GeneralName => ({ kind: 'registeredID', value });
const ip = (...value: readonly number[]): GeneralName => ({
  kind: 'iPAddress',
  value: Uint8Array.from(value),
});
const SMTP_UTF8 = '1.3.6.1.5.5.7.8.9';

/** What a subtree says of a name of its form; `other form` where they are not compared. */
function match(base: GeneralName, name: GeneralName): SubtreeMatch | 'other form' | 'not well-formed' {
  const subtree = comparableSubtree({ base, minimum: 0 });
  const { form, value } = comparableName(name);
  if (form !== subtree.form) return 'other form';
  return value === undefined ? 'not well-formed' : subtree.match(value);
}

describe('a subtree', () => {
  it.each<[string, GeneralName, GeneralName, ReturnType<typeof match>]>([
    ['a host below the base', dns('example.jp'), dns('a.example.jp'), 'within'],
    ['a host that ends like the base', dns('example.jp'), dns('badexample.jp'), 'outside'],
    ['a wildcard below the base', dns('example.jp'), dns('*.example.jp'), 'within'],
    ['a wildcard above the base', dns('a.b.example.jp'), dns('*.example.jp'), 'partly'],
    ['a wildcard beside the base', dns('a.example.jp'), dns('*.example.com'), 'outside'],
    ['a wildcard in the middle', dns('example.jp'), dns('a.*.example.jp'), 'not well-formed'],
    ['a mailbox of the host', mail('example.jp'), mail('a@example.jp'), 'within'],
    ['a mailbox below the host', mail('example.jp'), mail('a@b.example.jp'), 'outside'],
    ['a mailbox at the point', mail('.example.jp'), mail('a@example.jp'), 'outside'],
    ['a mailbox in other letters', mail('a@example.jp'), mail('A@example.jp'), 'outside'],
    ['an internationalised mailbox', mail('example.jp'), otherName(SMTP_UTF8, '印@example.jp'), 'within'],
    ['another such mailbox', mail('example.jp'), otherName(SMTP_UTF8, '印@example.com'), 'outside'],
    ['a URI of the host', uri('example.jp'), uri('https://u@example.jp:8443/x'), 'within'],
    ['a URI with the host in its user', uri('example.jp'), uri('https://example.jp@evil.com/'), 'outside'],
    ['a URI without host', uri('example.jp'), uri('urn:example.jp'), 'not well-formed'],
    ['an address of the net', ip(10, 1, 0, 0, 255, 255, 0, 0), ip(10, 1, 9, 9), 'within'],
    ['an address beside the net', ip(10, 1, 0, 0, 255, 255, 0, 0), ip(10, 2, 0, 0), 'outside'],
    ['the same identifier', id('2.999.1'), id('2.999.1'), 'within'],
    ['an identifier below', id('2.999.1'), id('2.999.1.1'), 'undecidable'],
    ['another form', dns('example.jp'), mail('a@example.jp'), 'other form'],
    ['another kind of otherName', otherName('1.2.3', 'a'), otherName('1.2.4', 'a'), 'other form'],
    ['the same otherName', otherName('1.2.3', 'a'), otherName('1.2.3', 'a'), 'within'],
    ['an otherName of the same kind', otherName('1.2.3', 'a'), otherName('1.2.3', 'b'), 'undecidable'],
  ])('says of %s', (_, base, name, expected) => {
    expect(match(base, name)).toBe(expected);
  });

  it('of names in a directory holds those that begin with it, whatever the letters and spaces', () => {
    const base = directory(['C', 'JP'], ['O', 'Seal  Works']);
    expect(match(base, directory(['C', 'jp'], ['O', 'SEAL WORKS'], ['CN', 'x']))).toBe('within');
    expect(match(base, directory(['C', 'JP'], ['O', 'Seal Worksx']))).toBe('outside');
    expect(match(base, directory(['C', 'JP']))).toBe('outside');
    expect(match(directory(), directory(['O', 'any']))).toBe('within');
  });

  it('of addresses tells the versions of the protocol apart', () => {
    const v6 = Array.from({ length: 16 }, () => 0);
    expect(match(ip(...v6, ...v6), ip(...v6))).toBe('within');
    expect(match(ip(...v6, ...v6), ip(0, 0, 0, 0))).toBe('outside');
    expect(match(ip(0, 0, 0, 0, 0, 0, 0, 0), ip(...v6))).toBe('outside');
  });

  it.each<[string, GeneralName, GeneralName]>([
    ['a mask with holes', ip(10, 0, 0, 0, 255, 0, 255, 0), ip(10, 0, 0, 1)],
    ['an address without mask', ip(10, 0, 0, 0), ip(10, 0, 0, 0)],
    ['a host that is none', dns('.example.jp'), dns('a.example.jp')],
    ['a mailbox that is none', mail('a@b@c.jp'), mail('a@c.jp')],
    ['a URI that is no host', uri('https://example.jp'), uri('https://example.jp')],
  ])('that makes no sense says nothing: %s', (_, base, name) => {
    expect(match(base, name)).toBe('undecidable');
  });

  it('with a distance says nothing, even of its own base', () => {
    const { value } = comparableName(dns('example.jp'));
    if (value === undefined) throw new TypeError('no host');
    const of = (distance: { readonly minimum: number; readonly maximum?: number }) =>
      comparableSubtree({ base: dns('example.jp'), ...distance }).match(value);
    expect([of({ minimum: 0 }), of({ minimum: 1 }), of({ minimum: 0, maximum: 5 })]).toEqual([
      'within',
      'undecidable',
      'undecidable',
    ]);
  });
});

describe('a name that is compared', () => {
  it('has a text for messages', () => {
    expect(comparableName(directory(['C', 'JP'], ['O', '印'])).text).toBe('JP, 印');
    expect(comparableName(dns('Example.JP')).text).toBe('Example.JP');
    expect(comparableName(ip(10, 0, 0, 1)).text).toBe('0a000001');
  });

  it('has no value when it is not well-formed, or nobody can compare it', () => {
    const value = encode(context(0, [utf8String('no mailbox')]));
    const names: readonly GeneralName[] = [
      dns('a_b.jp'),
      mail('a@b@c.jp'),
      ip(1, 2, 3),
      { kind: 'otherName', type: SMTP_UTF8, value },
      { kind: 'x400Address', value },
      { kind: 'ediPartyName', value },
    ];
    expect(names.map((name) => comparableName(name).value)).toEqual(names.map(() => undefined));
  });
});
