import { describe, expect, it } from 'vitest';
import { parseObject } from './parser.ts';
import { takeLiteralString } from './strings.ts';
import { latin1, toLatin1 } from './test-documents.ts';
import { Scanner } from './tokens.ts';

const parse = (text: string) => parseObject(new Scanner(latin1(text)));
const value = (text: string) => {
  const object = parse(text);
  return object.kind === 'string' ? toLatin1(object.bytes) : object.kind;
};

describe('strings', () => {
  it('reads literal strings with nesting, escapes and ends of line', () => {
    expect(value('(a(b)c)')).toBe('a(b)c');
    expect(value('(a\\(b\\)\\\\c)')).toBe('a(b)\\c');
    expect(value('(\\n\\r\\t\\b\\f\\q)')).toBe('\n\r\t\b\fq');
    expect(value('(\\0053\\53\\5x\\400)')).toBe('\x053+\x05x\x00');
    expect(value('(a\r\nb\rc\nd)')).toBe('a\nb\nc\nd');
    expect(value('(a\\\r\nb\\\nc\\\rd)')).toBe('abcd');
  });

  it('reads hexadecimal strings with white space and a missing last digit', () => {
    expect(value('<48 65\n6C6c6F>')).toBe('Hello');
    expect(value('<901FA>')).toBe('\x90\x1f\xa0');
    expect(value('<>')).toBe('');
    expect(() => parse('<4G>')).toThrow(/not a digit/);
  });

  it('are views of the file where nothing is escaped', () => {
    const bytes = latin1('(plain)');
    expect(takeLiteralString(new Scanner(bytes)).buffer).toBe(bytes.buffer);
  });
});
