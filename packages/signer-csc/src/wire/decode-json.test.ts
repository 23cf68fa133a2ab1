import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJsonObject, isJsonObject } from './decode-json.ts';

const decode = (text: string) => decodeJsonObject(utf8(text));

describe('JSON of a service', () => {
  it('is an object in UTF-8, with or without byte order mark', () => {
    expect(decode('{"name":"電子シール"}')).toEqual({ name: '電子シール' });
    expect(decode('\u{feff}{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
  });

  it.each([
    '',
    ' ',
    '[]',
    '[{}]',
    '"text"',
    '1',
    'null',
    'true',
    '{',
    '{"a":}',
    '{"a":1}x',
    '<html></html>',
    "{'a':1}",
  ])('is nothing else: %s', (text) => {
    expect(decode(text)).toBeUndefined();
  });

  it('is not in another encoding', () => {
    const utf16 = Uint8Array.from([...'{"a":1}'].flatMap((character) => [character.charCodeAt(0), 0]));
    for (const bytes of [utf16, Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)]) {
      expect(decodeJsonObject(bytes)).toBeUndefined();
    }
  });

  it('reaches no prototype: such members are dropped wherever they are', () => {
    const body = decode(
      '{"__proto__":{"polluted":1},"a":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"b":2}]}',
    );
    expect(Object.keys(body ?? {})).toEqual(['a']);
    expect(body).toEqual({ a: [{ b: 2 }] });
    expect(Object.getPrototypeOf(body)).toBeNull();
    expect(body).not.toHaveProperty('toString');
    expect({}).not.toHaveProperty('polluted');
  });

  it('is not deeper than any answer of the API', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(decode(nested(31))).toBeDefined();
    expect(decode(nested(32))).toBeUndefined();
    expect(decode(nested(500_000))).toBeUndefined();
    expect(decode(`{"a":"${'[{'.repeat(100)}","b":"\\"[[["}`)).toBeDefined();
  });

  it('has not more values than any answer of the API', () => {
    const wide = (count: number) => `{"a":[${'1,'.repeat(count)}1]}`;
    expect(decode(wide(50_000))).toBeDefined();
    expect(decode(wide(50_001))).toBeUndefined();
    expect(decode(`{"a":"${','.repeat(60_000)}"}`)).toBeDefined();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const body = decodeJsonObject(bytes);
        expect(body === undefined || isJsonObject(body)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        const body = decode(text);
        expect(body === undefined || isJsonObject(body)).toBe(true);
      }),
    );
  });
});
