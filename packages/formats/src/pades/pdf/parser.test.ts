import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { PDF_NULL, type PdfObject, pdfReference } from './objects.ts';
import { parseIndirectObject, parseObject, parsePlacedDictionary } from './parser.ts';
import { latin1, toLatin1 } from './test-documents.ts';
import { Scanner } from './tokens.ts';

const parse = (text: string): PdfObject => parseObject(new Scanner(latin1(text)));
const value = (text: string): unknown => {
  const object = parse(text);
  if (object.kind === 'string') return toLatin1(object.bytes);
  return 'value' in object ? object.value : object;
};

describe('numbers', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['+17', 17],
    ['-98', -98],
    ['34.5', 34.5],
    ['-.002', -0.002],
    ['4.', 4],
    ['9007199254740991', 9007199254740991],
  ])('reads %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('does not take for an integer what is none', () => {
    expect(parse('1.0').kind).toBe('real');
    expect(parse('90071992547409930').kind).toBe('real');
    expect(Object.is(value('-0'), -0)).toBe(true);
  });

  it.each(['--5', '5-3', '1e5', '.', '+', '0x10', '1.2.3', 'Infinity'])('refuses %s', (text) => {
    expect(() => parse(text)).toThrow(FormatsError);
  });

  it('tells a reference from numbers beside each other', () => {
    expect(parse('[1 0 R 1 0 2 0 R]')).toEqual({
      kind: 'array',
      items: [pdfReference(1), { kind: 'integer', value: 1 }, { kind: 'integer', value: 0 }, pdfReference(2)],
    });
    expect(parse('12 %comment\n 0 R')).toEqual(pdfReference(12));
    expect(parse('0 0 R').kind).toBe('integer');
    expect(parse('1 0 RG').kind).toBe('integer');
  });
});

describe('names, and what has no end', () => {
  it('reads names with and without escapes', () => {
    expect(value('/Name1')).toBe('Name1');
    expect(value('/A;Name_With-Various***Characters?')).toBe('A;Name_With-Various***Characters?');
    expect(value('/lime#20Green')).toBe('lime Green');
    expect(value('/paired#28#29parentheses')).toBe('paired()parentheses');
    expect(value('/')).toBe('');
    expect(value('/C#')).toBe('C#');
    expect(() => parse('/A#00')).toThrow(FormatsError);
  });

  it.each([
    '(abc',
    '(abc\\',
    '<abc',
    '<',
    '/A /B <<',
    '[1 2',
    '<</A 1',
    '<</A>>',
    '<<1 2>>',
    'nul',
    ')',
    '>>',
    '',
  ])('refuses "%s"', (text) => {
    expect(() => {
      const scanner = new Scanner(latin1(text));
      do {
        parseObject(scanner);
        scanner.skipWhiteSpace();
      } while (scanner.position < scanner.end);
    }).toThrow(FormatsError);
  });
});

describe('dictionaries', () => {
  it('refuses a key twice, whichever way it is spelt', () => {
    expect(() => parse('<</A 1/A 1>>')).toThrow(/occurs twice/);
    expect(() => parse('<</A 1/#41 2>>')).toThrow(/occurs twice/);
    expect(() => parse('<</X<</A 1/A 2>>>>')).toThrow(/occurs twice/);
  });

  it('notes places and keys that occur twice when asked', () => {
    const source = ' <</A (x)/Contents <00> /A 2>>';
    const { dictionary, spans, duplicateKeys } = parsePlacedDictionary(new Scanner(latin1(source), 0, 1000));
    const span = spans.get('Contents');
    expect(source.slice((span?.start ?? 0) - 1000, (span?.end ?? 0) - 1000)).toBe('<00>');
    expect(duplicateKeys).toEqual(['A']);
    expect(dictionary.entries.get('A')).toEqual({ kind: 'integer', value: 2 });
  });

  it('has null as a value', () => {
    expect(parse('<</A null/B true/C false>>')).toMatchObject({
      entries: new Map<string, PdfObject>([
        ['A', PDF_NULL],
        ['B', { kind: 'boolean', value: true }],
        ['C', { kind: 'boolean', value: false }],
      ]),
    });
  });
});

describe('indirect objects', () => {
  const indirect = (text: string) => parseIndirectObject(new Scanner(latin1(text)));

  it('reads the number, the object and where the data of a stream begins', () => {
    expect(indirect('7 2 obj 5 endobj')).toMatchObject({ id: 7, generation: 2, object: { value: 5 } });
    expect(indirect('1 0 obj<</A 1>>stream\r\nabc')?.dataStart).toBe(23);
    expect(indirect('1 0 obj<</A 1>>stream\nabc')?.dataStart).toBe(22);
    expect(indirect('1 0 objx')).toBeUndefined();
    expect(indirect('xref')).toBeUndefined();
  });

  it('refuses objects without end and streams without line end', () => {
    expect(() => indirect('1 0 obj 5')).toThrow(/endobj/);
    expect(() => indirect('1 0 obj 5 endobject')).toThrow(/endobj/);
    expect(() => indirect('1 0 obj [] stream\n')).toThrow(/endobj/);
    expect(() => indirect('1 0 obj <<>> stream abc')).toThrow(/end of line/);
  });
});

describe('hostile input', () => {
  it('is refused with a code and never in another way', () => {
    const tokens = fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '/A',
      ' ',
      '1',
      '0',
      'R',
      '-',
      '.',
      '%',
      '\n',
      '\\',
      '#',
      'null',
      'stream\n',
      'obj',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }).map(toLatin1),
          fc.array(tokens, { maxLength: 200 }).map((all) => all.join('')),
        ),
        (text) => {
          try {
            parse(text);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatsError);
          }
        },
      ),
    );
  });

  it('is bounded in depth and in number', () => {
    expect(() => parse('['.repeat(102) + ']'.repeat(102))).toThrow(/nested/);
    expect(() => parse('<</A'.repeat(20_000))).toThrow(/nested/);
    expect(() => parse(`[${'1 '.repeat(1_000_001)}]`)).toThrow(/too many/);
  });
});
