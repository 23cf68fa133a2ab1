import { describe, expect, it } from 'vitest';
import { codesOfUnions, compareCodes, documentedCodes, unreachedCodes } from './lib/error-codes.ts';

describe('error codes', () => {
  const union =
    "export type AErrorCode = 'ONE' | 'TWO' | BErrorCode;\nexport type BErrorCode = 'THREE';\ntype X = 'NO';";

  it('are the literals of the unions', () => {
    expect(codesOfUnions('errors.ts', union)).toEqual(['ONE', 'TWO', 'THREE']);
  });

  it('are the first column of the tables of a package', () => {
    const page =
      '## `@eseal/core`\n\n| code | meaning |\n|---|---|\n| `ONE` | a |\n\n## @eseal/cli\n| `TWO` | `NOT_THIS` |\n';
    expect(documentedCodes(page)).toEqual([
      { package: '@eseal/core', codes: ['ONE'] },
      { package: '@eseal/cli', codes: ['TWO'] },
    ]);
  });

  it('must be the same on both sides, once', () => {
    expect(compareCodes('p', ['ONE'], ['ONE'])).toEqual([]);
    expect(compareCodes('p', ['ONE', 'TWO'], ['ONE', 'ONE', 'OLD'])).toEqual([
      'p: TWO is not explained',
      'p: no union has OLD',
      'p: ONE is explained twice',
    ]);
  });

  it('must be produced by a source and reached by a test', () => {
    const sources = "throw new AError('ONE', 'no'); // TWO";
    expect(unreachedCodes('p', ['ONE', 'TWO'], { sources, tests: "toThrowCode('ONE')" })).toEqual([
      'p: no source produces TWO',
      'p: no test reaches TWO',
    ]);
  });
});
