import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../errors.ts';
import { concatBytes, fromHex, toHex } from '../util/bytes.ts';
import { DerReader } from './reader.ts';
import { type DerNode, encode, integer, octetString, sequence, setOf } from './writer.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array();
const der = (hex: string): DerReader => DerReader.over(bytes(hex), 'X');
const ber = (hex: string): DerReader => DerReader.over(bytes(hex), 'X', { encoding: 'ber' });
const decodeFailed = expect.objectContaining({ code: 'DECODE_FAILED' });
const budgetExceeded = expect.objectContaining({ code: 'BUDGET_EXCEEDED' });

describe('a DER reader', () => {
  it('reads the example of X.690 §8.9.3: a SEQUENCE of an IA5String and a BOOLEAN', () => {
    const outer = der('300a 1605 536d697468 0101ff');
    const reader = outer.sequence('person');
    expect(new TextDecoder().decode(reader.content(0x16, 'name'))).toBe('Smith');
    expect(reader.boolean('ok')).toBe(true);
    reader.end();
    outer.end();
  });

  it('copies nothing: values are views of the input', () => {
    const input = bytes('3005 0403 010203');
    const value = DerReader.over(input, 'X').sequence('s').octetString('o');
    expect(value.buffer).toBe(input.buffer);
    expect(value.byteOffset).toBe(4);
  });

  it('gives the whole element by raw, and its place by offset', () => {
    const reader = der('3006 020101 0201ff').sequence('s');
    expect(reader.offset).toBe(2);
    expect(toHex(reader.raw('first'))).toBe('020101');
    expect(reader.offset).toBe(5);
    expect([reader.has(0x02), reader.has(0x04), reader.peekTag(), reader.atEnd]).toEqual([
      true,
      false,
      2,
      false,
    ]);
  });

  it('says which structure and which byte is wrong', () => {
    const inner = DerReader.over(bytes('3005 3003 0403 01'), 'Outer').sequence('middle').sequence('inner');
    const read = (): unknown => inner.octetString('text');
    expect(read).toThrow(DecodeError);
    expect(read).toThrow(
      expect.objectContaining({
        message: 'Outer.middle.inner: an element is longer than its container (at byte 4)',
        facts: { path: 'Outer.middle.inner', offset: 4 },
      }),
    );
  });

  it.each([
    ['nothing at all', ''],
    ['an identifier without length', '04'],
    ['a length beyond the end', '0402 01'],
    ['a length beyond its container', '3003 0404 01020304'],
    ['a long length for a short one (X.690 §10.1)', '048101 ff'],
    ['a length with a leading zero', '04820081'.padEnd(8 + 2 * 0x81, '0')],
    ['a length that ends early', '0482 01'],
    ['C10: a length in five octets', '0485 0000000001 00'],
    ['C10: a length of 2^32 - 1', '0484 ffffffff'],
    ['the reserved length octet', '04ff 00'],
    ['an indefinite length', '2480 0000'],
    ['an indefinite length of a primitive', '0480 0000'],
    ['another tag', '0201 05'],
  ])('C8: refuses %s', (_, hex) => {
    expect(() => der(hex).octetString('o')).toThrow(decodeFailed);
  });

  it('refuses high tag numbers and the end of contents out of place', () => {
    expect(() => der('1f810100').raw('x')).toThrow(decodeFailed);
    expect(() => der('0000').raw('x')).toThrow(decodeFailed);
    expect(() => ber('3004 0000 0500').sequence('s').raw('x')).toThrow(decodeFailed);
  });

  it('C8: refuses data behind the last element where the caller says there is none', () => {
    const reader = der('0500 00');
    reader.null('n');
    expect(() => reader.end()).toThrow(decodeFailed);
  });
});

describe('values of DER', () => {
  it.each([
    ['00', '00'],
    ['7f', '7f'],
    ['0080', '0080'],
    ['80', '80'],
    ['ff7f', 'ff7f'],
  ])('INTEGER %s is minimal', (content, expected) => {
    expect(toHex(der(`02 0${content.length / 2} ${content}`).integer('i'))).toBe(expected);
  });

  it.each(['0200', '02020000', '0202007f', '0202ff80', '0203ffffff'])('C8: INTEGER %s is not', (hex) => {
    expect(() => der(hex).integer('i')).toThrow(decodeFailed);
  });

  it('small integers are not negative and fit 31 bits', () => {
    expect(der('0204 7fffffff').smallInteger('i')).toBe(0x7fffffff);
    expect(der('0a01 05').enumerated('e')).toBe(5);
    for (const hex of ['0201ff', '02050080000000', '0206010000000000'])
      expect(() => der(hex).smallInteger('i'), hex).toThrow(decodeFailed);
  });

  it('C8: BOOLEAN is 00 or FF in DER, any octet in BER (X.690 §11.1)', () => {
    expect([der('0101ff').boolean('b'), der('010100').boolean('b'), ber('010101').boolean('b')]).toEqual([
      true,
      false,
      true,
    ]);
    for (const hex of ['010101', '0100', '0102ffff'])
      expect(() => der(hex).boolean('b'), hex).toThrow(decodeFailed);
  });

  it('NULL is empty', () => {
    der('0500').null('n');
    expect(() => der('050100').null('n')).toThrow(decodeFailed);
  });

  it('BIT STRING: the example of X.690 §8.6.4.2', () => {
    expect(der('0307 04 0a3b5f291cd0').bitString('b')).toEqual({
      bytes: bytes('0a3b5f291cd0'),
      unusedBits: 4,
    });
    expect(der('0301 00').bitString('b')).toEqual({ bytes: new Uint8Array(), unusedBits: 0 });
  });

  it.each([
    ['without its first octet', '0300'],
    ['with eight unused bits', '030208 00'],
    ['with unused bits of nothing', '030101'],
    ['with unused bits that are set (X.690 §11.2.1)', '030204 0f'],
  ])('refuses a BIT STRING %s', (_, hex) => {
    expect(() => der(hex).bitString('b')).toThrow(decodeFailed);
  });

  it('takes set unused bits in BER', () => {
    expect(ber('030204 0f').bitString('b').bytes).toEqual(Uint8Array.of(0x0f));
  });

  it('OBJECT IDENTIFIER: the example of X.690 §8.19.5', () => {
    expect(der('0603 883703').objectIdentifier('oid')).toBe('2.999.3');
    for (const hex of ['0600', '06028037', '060188', '0603 550480'])
      expect(() => der(hex).objectIdentifier('oid'), hex).toThrow(decodeFailed);
  });

  it('times are read by their tag', () => {
    expect(der('170d 3236303131353130333030305a').time('t').toISOString()).toBe('2026-01-15T10:30:00.000Z');
    const generalized = '180f 32303530303131353130333030305a';
    expect(der(generalized).time('t').toISOString()).toBe('2050-01-15T10:30:00.000Z');
    const fraction = '1811 32303236303131353130333030302e355a';
    expect(der(fraction).generalizedTime('t', { fraction: true }).getUTCMilliseconds()).toBe(500);
    expect(() => der(fraction).time('t')).toThrow(decodeFailed);
    expect(() => der('170b 323630313135313033305a').time('t')).toThrow(decodeFailed);
  });

  it('implicit tags stand in for the universal ones', () => {
    expect(toHex(der('8001 07').integer('i', 0x80))).toBe('07');
    expect(der('8203 883703').objectIdentifier('oid', 0x82)).toBe('2.999.3');
    expect(der('a003 020105').context(0, 'explicit').smallInteger('i')).toBe(5);
  });
});

describe('a BER reader', () => {
  it('reads indefinite lengths, nested ones too', () => {
    const reader = ber('3080 3080 020101 0000 020102 0000 0500');
    const outer = reader.sequence('outer');
    const inner = outer.sequence('inner');
    expect([inner.smallInteger('a'), outer.smallInteger('b'), inner.atEnd, outer.atEnd]).toEqual([
      1,
      2,
      true,
      true,
    ]);
    reader.null('after');
    reader.end();
  });

  it('gives an element of indefinite length whole by raw', () => {
    expect(toHex(ber('3080 0500 0000 02').raw('x'))).toBe('308005000000');
  });

  it('joins the pieces of a constructed OCTET STRING (X.690 §8.7.3)', () => {
    expect(toHex(ber('2480 0402 0102 2403 0401 03 0401 04 0000').octetString('o'))).toBe('01020304');
    expect(ber('2405 0401 01 0400').octetStringPieces('o')).toHaveLength(2);
    expect(toHex(ber('a003 040107').octetString('o', 0x80))).toBe('07');
  });

  it.each(['2480 0401 01', '2480 0401 01 00', '3080', '3080 0000 00 00'])(
    'refuses %s without its end',
    (hex) => {
      const read = (): void => {
        const reader = ber(hex);
        reader.raw('x');
        reader.end();
      };
      expect(read).toThrow(decodeFailed);
    },
  );

  it('takes lengths longer than needed, up to four octets', () => {
    expect(ber('0482 0001 07').octetString('o')).toEqual(Uint8Array.of(7));
    expect(() => ber('0485 0000000001 07').octetString('o')).toThrow(decodeFailed);
  });
});

describe('budgets of a reader', () => {
  it('C9: end a million nested sequences at once, definite and indefinite', () => {
    const million = new Uint8Array(2_000_000);
    for (let at = 0; at < million.length; at += 2) million.set([0x30, 0x80], at);
    const started = performance.now();
    expect(() => DerReader.over(million, 'X', { encoding: 'ber' }).raw('x')).toThrow(budgetExceeded);
    const descend = (): void => {
      let node: Uint8Array | DerNode = new Uint8Array();
      for (let depth = 0; depth < 100; depth++) node = sequence([node]);
      let reader = DerReader.over(encode(node), 'X');
      for (;;) reader = reader.sequence('deeper');
    };
    expect(descend).toThrow(budgetExceeded);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('C9: count the elements read, over the whole structure', () => {
    const list = encode(sequence(Array.from({ length: 10 }, () => sequence([integer(1)]))));
    const readAll = (maxElements: number): void => {
      const reader = DerReader.over(list, 'X', { maxElements }).sequence('list');
      while (!reader.atEnd) reader.sequence('item').integer('i');
    };
    expect(() => readAll(21)).not.toThrow();
    expect(() => readAll(20)).toThrow(budgetExceeded);
  });

  it('can be set for depth', () => {
    const reader = DerReader.over(bytes('3002 3000'), 'X', { maxDepth: 1 });
    const inner = reader.sequence('a');
    expect(() => inner.sequence('b')).toThrow(budgetExceeded);
  });

  it('C9: are spent once on each element inside nested indefinite lengths', () => {
    // Each level has many elements: to search for the end of each level anew would cost depth times size.
    const nulls = new Uint8Array(10_000).map((_, at) => (at % 2 === 0 ? 0x05 : 0));
    let nested: Uint8Array = new Uint8Array();
    for (let depth = 0; depth < 40; depth++)
      nested = concatBytes([bytes('3080'), nulls, nested, bytes('0000')]);
    const descend = (maxElements: number): number => {
      let reader = DerReader.over(nested, 'X', { encoding: 'ber', maxElements });
      for (let depth = 0; depth < 40; depth++) {
        while (reader.has(0x05)) reader.null('n');
        reader = reader.sequence('level');
      }
      return reader.offset;
    };
    const started = performance.now();
    // 5001 elements on each level: once to find the end, once to read them.
    expect(descend(2 * 40 * 5001)).toBeGreaterThan(0);
    expect(() => descend(200_000)).toThrow(budgetExceeded);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

/** A value as a reader sees it: content of a primitive, or children. */
type Tree = { readonly content: string } | { readonly tag: number; readonly children: readonly Tree[] };

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; leaf: Tree; branch: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 6 }, tie('leaf'), tie('branch')),
  leaf: fc.uint8Array({ maxLength: 300 }).map((content) => ({ content: toHex(content) })),
  branch: fc.record({ tag: fc.constantFrom(0x30, 0xa3), children: fc.array(tie('tree'), { maxLength: 5 }) }),
})).tree;

function write(value: Tree): DerNode {
  if ('content' in value) return octetString(bytes(value.content));
  const node = sequence(value.children.map(write));
  return { ...node, tag: value.tag };
}

function read(reader: DerReader): Tree {
  const tag = reader.peekTag() ?? 0;
  if (tag === 0x04) return { content: toHex(reader.octetString('leaf')) };
  const inner = reader.inside(tag, 'branch');
  const children: Tree[] = [];
  while (!inner.atEnd) children.push(read(inner));
  return { tag, children };
}

describe('reading and writing', () => {
  it('are the inverse of each other', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const reader = DerReader.over(encode(write(value)), 'X');
        expect(read(reader)).toEqual(value);
        reader.end();
      }),
    );
  });

  it('agree on integers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (value) => {
        expect(DerReader.over(encode(integer(value)), 'X').smallInteger('i')).toBe(value);
      }),
    );
  });

  it('agree on sets, whatever the order they were given in', () => {
    const items = fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 10 });
    fc.assert(
      fc.property(items, (contents) => {
        const one = encode(setOf(contents.map((content) => octetString(content))));
        const other = encode(setOf(contents.toReversed().map((content) => octetString(content))));
        expect(one).toEqual(other);
      }),
    );
  });
});

describe('arbitrary bytes', () => {
  const readValue: Readonly<Record<number, (reader: DerReader) => unknown>> = {
    2: (reader) => reader.integer('i'),
    3: (reader) => reader.bitString('b'),
    6: (reader) => reader.objectIdentifier('o'),
    23: (reader) => reader.time('t'),
    24: (reader) => reader.time('t'),
    36: (reader) => reader.octetString('o'),
  };

  /** Reads everything as deep as it goes, by every kind of value. */
  function consume(reader: DerReader): void {
    while (!reader.atEnd) {
      const tag = reader.peekTag() ?? 0;
      const readAs = readValue[tag];
      if (readAs !== undefined) readAs(reader);
      else if ((tag & 0x20) !== 0) consume(reader.inside(tag, 'constructed'));
      else reader.raw('element');
    }
  }

  it.each(['der', 'ber'] as const)(
    'C9: are read or refused with a DecodeError, in a second (%s)',
    (encoding) => {
      const octets = fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc
          .array(fc.constantFrom(0x30, 0x24, 0x80, 0, 4, 1), { maxLength: 400 })
          .map((list) => Uint8Array.from(list)),
      );
      fc.assert(
        fc.property(octets, (input) => {
          const started = performance.now();
          try {
            consume(DerReader.over(input, 'X', { encoding }));
          } catch (error) {
            expect(error).toBeInstanceOf(DecodeError);
          }
          expect(performance.now() - started).toBeLessThan(10_000);
        }),
        { numRuns: 2000 },
      );
    },
  );
});
