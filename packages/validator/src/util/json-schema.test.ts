import { describe, expect, it } from 'vitest';
import { findProblem, type JsonSchema } from './json-schema.ts';

const NUMBER_OR_TEXT: JsonSchema = {
  anyOf: [
    { type: 'integer', minimum: 0, maximum: 9 },
    { type: 'string', enum: ['a', 'b'] },
    { type: 'null' },
  ],
};
const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    one: NUMBER_OR_TEXT,
    many: { type: 'array', items: { type: 'boolean' }, maxItems: 2 },
    text: { type: 'string', pattern: '^x+$', maxLength: 3 },
  },
  required: ['one'],
  propertyNames: { pattern: '^y' },
  additionalProperties: { type: 'integer', minimum: 1, maximum: 2 },
  maxProperties: 3,
};

const problemOf = (value: unknown) => {
  const problem = findProblem(SCHEMA, value);
  return problem && `${problem.path} ${problem.message}`;
};

describe('findProblem', () => {
  it.each([
    { one: 1 },
    { one: 'a' },
    { one: null },
    { one: 0, many: [true, false], y1: 2 },
    { one: 0, text: 'xxx' },
  ])('has nothing against %j', (value) => {
    expect(problemOf(value)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [[], '$ is not an object'],
    [null, '$ is not an object'],
    [{}, '$.one is missing'],
    [{ one: 10 }, '$.one is not between 0 and 9'],
    [{ one: 1.5 }, '$.one is not an integer or a string or null'],
    [{ one: 'c' }, '$.one is none of a, b'],
    [{ one: 1, many: {} }, '$.many is not an array'],
    [{ one: 1, many: [true, 1] }, '$.many[1] is not a boolean'],
    [{ one: 1, many: [true, true, true] }, '$.many has more than 2 items'],
    [{ one: 1, text: 'xy' }, '$.text does not match ^x+$'],
    [{ one: 1, text: 'xxxx' }, '$.text is longer than 3 characters'],
    [{ one: 1, y1: 3 }, '$.y1 is not between 1 and 2'],
    [{ one: 1, z: 1 }, '$.z is not known'],
    [{ one: 1, y1: 1, y2: 1, y3: 1 }, '$ has more than 3 members'],
  ])('names the place in %j', (value, message) => {
    expect(problemOf(value)).toBe(message);
  });
});

describe('one of several objects', () => {
  const schema: JsonSchema = {
    anyOf: ['a', 'b'].map((kind) => ({
      type: 'object',
      properties: { kind: { type: 'string', enum: [kind] }, [kind]: { type: 'boolean' } },
      required: ['kind', kind],
      additionalProperties: false,
    })),
  };

  it('is the one of its kind', () => {
    expect(findProblem(schema, { kind: 'b', b: true })).toBeUndefined();
    expect(findProblem(schema, { kind: 'b', a: true })).toEqual({ path: '$.b', message: 'is missing' });
    expect(findProblem(schema, { kind: 'c' })).toEqual({
      path: '$',
      message: 'is not of kind a or of kind b',
    });
    expect(findProblem(schema, {})?.path).toBe('$');
  });
});

describe('a schema that refers to a definition', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { tree: { $ref: '#/$defs/tree' } },
    additionalProperties: false,
    $defs: {
      tree: {
        type: 'object',
        properties: { leaf: { type: 'boolean' }, tree: { $ref: '#/$defs/tree' } },
        additionalProperties: false,
      },
    },
  };

  it('judges by it, however deep', () => {
    expect(findProblem(schema, { tree: { tree: { tree: { leaf: true } } } })).toBeUndefined();
    expect(findProblem(schema, { tree: { tree: { leaf: 1 } } })?.path).toBe('$.tree.tree.leaf');
  });

  it('is not followed without end', () => {
    const deep = JSON.parse(`${'{"tree":'.repeat(5000)}{}${'}'.repeat(5000)}`);
    expect(findProblem(schema, deep)?.message).toBe('is nested too deeply');
  });

  it('is wrong when there is none', () => {
    expect(() => findProblem({ $ref: '#/$defs/none' }, 1)).toThrow('the schema has no #/$defs/none');
  });
});
