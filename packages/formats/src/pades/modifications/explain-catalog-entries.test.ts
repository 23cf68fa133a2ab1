import { describe, expect, it } from 'vitest';
import { pageObjects } from '../pdf/test-documents.ts';
import { CATALOG_ENTRIES } from './explain-catalog-entries.ts';
import { testUpdateOf } from './test-update-of.ts';

async function explained(key: string, value: string, before = '', more: Record<number, string> = {}) {
  const changed = { 1: `<</Type/Catalog/Pages 2 0 R/${key} ${value}>>`, 100: '<<>>', ...more };
  const update = await testUpdateOf({ ...pageObjects(1, before), 8: '<<>>' }, changed);
  return CATALOG_ENTRIES[key]?.(update);
}

describe('an entry of the catalog', () => {
  it('may be the first certification, by a signature that is new', async () => {
    expect((await explained('Perms', '<</DocMDP 100 0 R>>'))?.apart).toEqual(new Set([100]));
    expect(await explained('Perms', '<</DocMDP 8 0 R>>')).toBeUndefined();
    expect(await explained('Perms', '<</DocMDP 100 0 R/UR3 100 0 R>>')).toBeUndefined();
    expect(await explained('Perms', '<</DocMDP 100 0 R>>', '/Perms<<>>')).toBeUndefined();
  });

  it('may be the named appearances that comments come with', async () => {
    expect((await explained('Names', '<</AP<</Names[(a)100 0 R]>>>>'))?.changes).toMatchObject([
      { kind: 'annotation' },
    ]);
    expect(await explained('Names', '<</JavaScript<</Names[(a)100 0 R]>>>>')).toBeUndefined();
    expect(await explained('Names', '<</AP<<>>>>', '/Names<</Dests 8 0 R>>')).toBeUndefined();
    expect(await explained('Names', '8 0 R')).toBeUndefined();
  });

  it('may be what programs note, which leads nowhere', async () => {
    expect((await explained('PieceInfo', '<</X<</LastModified(x)>>>>'))?.changes).toMatchObject([
      { kind: 'metadata' },
    ]);
    expect(await explained('PieceInfo', '<</X 8 0 R>>')).toBeUndefined();
  });
});
