import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine, jsonLines } from './json-text.ts';

const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('jsonLine and jsonLines', () => {
  it('write what a terminal obeys by its number', () => {
    expect(jsonLine({ a: '\u001b\u009b\u202e\u2028\u{e0001}é' })).toBe(
      '{"a":"\\u001b\\u009b\\u202e\\u2028\\udb40\\udc01é"}',
    );
    expect(jsonLines({ a: ['\u200d'] })).toBe('{\n  "a": [\n    "\\u200d"\n  ]\n}');
  });

  it('read as the value they were written of, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
        expect(JSON.parse(jsonLine(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(jsonLines(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(jsonLine(value)).not.toMatch(OBEYED);
        for (const line of jsonLines(value).split('\n')) expect(line).not.toMatch(OBEYED);
      }),
      { seed: 12 },
    );
  });
});
