import { describe, expect, it } from 'vitest';
import { linkedFiles, namedElsewhere, namedTests, readAttacks, testColumn } from './lib/attack-index.ts';

describe('the index of attacks', () => {
  const page = [
    '| id | what is tried | tests |',
    '|---|---|---|',
    '| X1 | wrapping | [formats/a.test.ts](../packages/formats/src/a.test.ts) “is covered” |',
    '| K30 | another digest | Not yet: no remote signing |',
  ].join('\n');

  it('has a row for each id', () => {
    expect(readAttacks(page)).toEqual([
      { id: 'X1', tests: '[formats/a.test.ts](../packages/formats/src/a.test.ts) “is covered”' },
      { id: 'K30', tests: 'Not yet: no remote signing' },
    ]);
  });

  it('links to files', () => {
    expect(readAttacks(page).map(linkedFiles)).toEqual([['packages/formats/src/a.test.ts'], []]);
  });

  it('is of texts of tests that begin with ids', () => {
    const text =
      "it('X1, X3: is refused', f); it.each([['P4: a key twice']])('%s'); it(`C1: a $" +
      "{b}`); it('P256: no', f)";
    expect(namedTests('a.test.ts', text)).toEqual([
      { ids: ['X1', 'X3'], sentence: 'is refused' },
      { ids: ['P4'], sentence: 'a key twice' },
      { ids: ['C1'], sentence: 'a …' },
    ]);
  });

  it('finds ids at the end of texts, where they do not count', () => {
    expect(namedElsewhere('a.test.ts', "it('is refused (X1)', f); it('is read (RFC 5280)', f)")).toEqual([
      'is refused (X1)',
    ]);
  });

  it('names each file with a sentence', () => {
    const column = testColumn([{ path: 'packages/formats/src/a.test.ts', sentence: 'a | b' }]);
    expect(column).toBe('[formats/a.test.ts](../packages/formats/src/a.test.ts) “a \\| b”');
  });
});
