import { describe, expect, it } from 'vitest';
import { groupByOptions } from './check-types.ts';

describe('programs', () => {
  it('are as many as there are different options', () => {
    const groups = groupByOptions([
      { files: ['a.ts'], options: { strict: true, configFilePath: '/a/tsconfig.json' } },
      { files: ['b.ts'], options: { strict: true, configFilePath: '/b/tsconfig.json' } },
      { files: ['c.ts'], options: { strict: true, types: ['node'] } },
    ]);
    expect(groups.map(({ files }) => files)).toEqual([['a.ts', 'b.ts'], ['c.ts']]);
  });
});
