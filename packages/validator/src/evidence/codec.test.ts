import { describe, expect, it } from 'vitest';
import {
  always,
  amount,
  type Codec,
  file,
  flag,
  later,
  list,
  mapped,
  object,
  oneOf,
  optional,
  record,
  shortBytes,
  text,
  time,
  union,
} from './codec.ts';

const FILES = [Uint8Array.of(1), Uint8Array.of(2)];
const writer = { add: (bytes: Uint8Array) => FILES.findIndex(([first]) => first === bytes[0]) };

type Shape = { readonly kind: 'circle'; readonly radius: number } | { readonly kind: 'point' | 'nothing' };

const shape = union<Shape>({ circle: { radius: amount }, point: {}, nothing: {} });
const person = object<{ readonly name: string; readonly age?: number }>({
  name: text,
  age: optional(amount),
});
const upper = mapped(text, {
  to: (value: string) => value.toLowerCase(),
  from: (form) => form.toUpperCase(),
});

interface Box {
  readonly inner?: Box;
}
const box: Codec<Box> = object<Box>({ inner: optional(later(() => box)) });

/** Boxes within each other. */
const boxes = (depth: number): Box => Array.from({ length: depth }).reduce<Box>((inner) => ({ inner }), {});

/** A codec whose type does not matter to the table. */
const any = <T>(codec: Codec<T>): Codec<unknown> => ({
  encode: (value, files) => codec.encode(codec.decode(value, 'value', FILES), files),
  decode: codec.decode,
});

describe('a codec', () => {
  it.each<[string, Codec<unknown>, unknown]>([
    ['text', any(text), '電子'],
    ['flag', any(flag), false],
    ['always', any(always), true],
    ['amount', any(amount), 1.5],
    ['amount without end', any(amount), null],
    ['time', any(time), '2026-11-01T00:00:00.000Z'],
    ['short bytes', any(shortBytes), 'c0ffee'],
    ['file', any(file), 1],
    ['one of several', any(oneOf('a', 'b')), 'b'],
    ['list', any(list(flag)), [true, false]],
    ['object', any(person), { name: 'a', age: 7 }],
    ['object without what is optional', any(person), { name: 'a' }],
    ['union', any(shape), { kind: 'circle', radius: 2 }],
    ['union of one form for several kinds', any(shape), { kind: 'nothing' }],
    ['another form', any(upper), 'abc'],
    ['values by names', any(record(amount)), { a: 1, constructor: 2 }],
    ['a value that holds one of its kind', any(box), boxes(300)],
  ])('of %s writes what it read', (_what, codec, json) => {
    expect(codec.encode(json, writer)).toEqual(json);
  });

  it.each<[string, Codec<unknown>, unknown, string]>([
    ['text', text, 7, 'value'],
    ['flag', flag, 'true', 'value'],
    ['always', always, false, 'value'],
    ['amount', amount, -1, 'value'],
    ['amount', amount, '1', 'value'],
    ['time', time, 'soon', 'value'],
    ['time', time, 7, 'value'],
    ['short bytes', shortBytes, 'abc', 'value'],
    ['file', file, 2, 'value'],
    ['file', file, 'length', 'value'],
    ['one of several', oneOf('a', 'b'), 'c', 'value'],
    ['list', list(flag), [true, 1], 'value[1]'],
    ['list', list(flag), { 0: true }, 'value'],
    ['object', person, { age: 7 }, 'value.name'],
    ['object', person, { name: 'a', age: 'old' }, 'value.age'],
    ['object', person, [], 'value'],
    ['union', shape, { kind: 'square' }, 'value.kind'],
    ['union', shape, { kind: 'circle' }, 'value.radius'],
    ['union', shape, { kind: 'constructor' }, 'value.kind'],
    ['union', shape, null, 'value'],
    ['values by names', record(amount), { a: 1, b: 'x' }, 'value.b'],
    ['values by names', record(amount), [1], 'value'],
  ])('of %s refuses %j and says where it stands', (_what, codec, json, path) => {
    expect(() => codec.decode(json, 'value', FILES)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_INVALID', facts: { path } }),
    );
  });

  it('refuses values that hold each other without end', () => {
    expect(() => box.decode(boxes(100_000), 'value', FILES)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_INVALID' }),
    );
  });

  it('takes no property from a prototype', () => {
    const json = JSON.parse('{"name":"a","__proto__":{"age":7}}');
    expect(person.decode(json, 'value', [])).toEqual({ name: 'a' });
  });
});
