import { describe, expect, it } from 'vitest';
import { pageObjects, testStream } from '../pdf/test-documents.ts';
import { FORM_OBJECTS } from '../test-forms.ts';
import { explainContents } from './explain-contents.ts';
import { testUpdateOf } from './test-update-of.ts';

async function explained(objects: Record<number, string>, changes: Record<number, string>) {
  const { claims, catalogKeys } = await explainContents(await testUpdateOf(objects, changes));
  return { kinds: claims.changes.map(({ kind }) => kind), catalogKeys, claims };
}

describe('what is explained of an update', () => {
  it('is all that is of a known kind, beside whatever is not', async () => {
    const field = (FORM_OBJECTS[20] ?? '').replace(/>>$/, '/V(9)>>');
    const { kinds, claims } = await explained(FORM_OBJECTS, { 20: field, 4: testStream('', 'f'), 27: '<<' });
    expect(kinds).toEqual(['form-fill']);
    expect([...claims.objects]).toContain(20);
    expect([...claims.objects]).not.toContain(4);
  });

  it('is the security store with what it holds, and what it lost', async () => {
    const catalog = (store: string) => `<</Type/Catalog/Pages 2 0 R/DSS ${store}>>`;
    const objects = { ...pageObjects(1, '/DSS<</Certs[8 0 R]>>'), 8: testStream('', 'a') };
    const grown = await explained(objects, {
      1: catalog('<</Certs[8 0 R 100 0 R]>>'),
      100: testStream('', 'b'),
    });
    expect([grown.kinds, grown.catalogKeys]).toEqual([['security-store'], expect.arrayContaining(['DSS'])]);
    const { claims } = await explained(objects, { 1: catalog('<</Certs[]>>') });
    expect(claims.changes).toEqual([{ kind: 'security-store', object: 'object 8 removed' }]);
  });

  it('is no entry of the catalog that is something else than it may be', async () => {
    const changed = {
      1: '<</Type/Catalog/Pages 2 0 R/DSS<</Pages 2 0 R>>/Metadata 2 0 R/OpenAction 2 0 R>>',
    };
    const { kinds, catalogKeys } = await explained(pageObjects(), changed);
    expect([kinds, catalogKeys]).toEqual([[], expect.not.arrayContaining(['DSS', 'Metadata', 'OpenAction'])]);
  });
});
