import { describe, expect, it } from 'vitest';
import { compareLists, starExports } from './check-exports.ts';

describe('public names', () => {
  it('agree with their list', () => {
    expect(compareLists(['value seal'], ['value seal'])).toEqual([]);
  });

  it('differ by name and by kind', () => {
    expect(compareLists(['value seal', 'type Old'], ['type seal', 'value verify'])).toEqual([
      'not in its list: type seal, value verify',
      'only in its list: value seal, type Old',
    ]);
  });

  it('are never hidden behind a star', () => {
    const text =
      "export { a } from './a.ts';\nexport * from './b.ts';\nexport * as c from './c.ts';\nexport const d = 1;";
    expect(starExports('index.ts', text)).toEqual([2]);
  });
});
