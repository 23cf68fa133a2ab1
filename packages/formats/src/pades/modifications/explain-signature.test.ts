import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { pageObjects } from '../pdf/test-documents.ts';
import { openClaims } from './claims.ts';
import { claimSignature } from './explain-signature.ts';
import { testUpdateOf } from './test-update-of.ts';

const SIGNED = new Map([
  ['A', 'seal' as const],
  ['B', 'timestamp' as const],
]);

async function claimed(name: string, dictionary: string, id = 100) {
  const changes = { 100: dictionary, 101: '<</Type/SigRef>>' };
  const update = await testUpdateOf({ ...pageObjects(), 8: '<</Type/Sig>>' }, changes, SIGNED);
  const claims = openClaims();
  const kind = await claimSignature(update, claims, { id: 7, name, value: pdfReference(id) });
  return [kind, ...[...claims.apart].sort()];
}

describe('a signature that an update adds', () => {
  it('is a seal or a document timestamp of this revision, with what belongs to it', async () => {
    expect(await claimed('A', '<</Type/Sig/Reference[101 0 R]>>')).toEqual(['seal', 100, 101]);
    expect(await claimed('B', '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161>>')).toEqual(['timestamp', 100]);
  });

  it('is none of another revision, of an object that was there, or with something else in it', async () => {
    expect(await claimed('C', '<</Type/Sig>>')).toEqual([undefined]);
    expect(await claimed('A', '<</Type/Sig>>', 8)).toEqual([undefined]);
    expect(await claimed('A', '<</Type/Sig/Resources 101 0 R>>')).toEqual([undefined]);
    expect(await claimed('B', '<</Type/Sig/SubFilter/ETSI.RFC3161>>')).toEqual([undefined]);
    expect(await claimed('B', '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161/Name 101 0 R>>')).toEqual([
      undefined,
    ]);
  });
});
