import { describe, expect, it } from 'vitest';
import { digestBytes } from '../crypto/digest.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import type { JournalEntry } from './journal.ts';
import { findMade } from './record.ts';
import { createDisk, type Disk, openRecord } from './test-record.ts';

const ID = 'a.pdf';
const digestOf = async (text: string) => toHex(await digestBytes('SHA-256', utf8(text)));
const [received, made, other] = await Promise.all(['received', 'made', 'other'].map(digestOf));
if (received === undefined || made === undefined || other === undefined)
  throw new Error('digests are missing');

const entry = { kind: 'made', id: ID, time: new Date(0), inputDigest: received, outputDigest: made } as const;

/** A disk after an earlier run: what its journal says, and what stands in its store. */
function diskWith(entries: readonly JournalEntry[], stands: { staged?: string; published?: string }) {
  const disk = createDisk(stands.published === undefined ? [] : [[ID, utf8(stands.published)]]);
  disk.entries.push(...entries);
  if (stands.staged !== undefined) disk.staged.set(ID, utf8(stands.staged));
  return disk;
}

/** What is found of the document of {@link ID}. */
async function find(disk: Disk, inputDigest: string): Promise<string | undefined> {
  const record = openRecord(disk);
  return (await findMade(record, await record.journal.find(ID), inputDigest))?.outputDigest;
}

describe('findMade', () => {
  it('finds what was made and published', async () => {
    const disk = diskWith([entry], { published: 'made' });
    expect(await find(disk, received)).toBe(made);
  });

  it('finds it also where it took the place of what was received', async () => {
    const disk = diskWith([entry], { published: 'made' });
    expect(await find(disk, made)).toBe(made);
  });

  it('publishes what was staged only', async () => {
    const disk = diskWith([entry], { staged: 'made', published: 'received' });
    expect(await find(disk, received)).toBe(made);
    expect(disk.published.get(ID)).toEqual(utf8('made'));
    expect(disk.staged.size).toBe(0);
  });

  it('leaves alone what is staged beside what was published', async () => {
    const disk = diskWith([entry], { staged: 'other', published: 'made' });
    expect(await find(disk, received)).toBe(made);
    expect(disk.published.get(ID)).toEqual(utf8('made'));
  });

  it.each([
    ['the journal does not know', [], { staged: 'made' }, received],
    ['of another id', [{ ...entry, id: 'b.pdf' }], { staged: 'made' }, received],
    ['that became another', [entry], { staged: 'made' }, other],
    ['whose store holds nothing', [entry], {}, received],
    ['of which something else is staged', [entry], { staged: 'other' }, received],
    ['that the key was asked for', [{ ...entry, kind: 'begun' }], { staged: 'made' }, received],
    [
      'that failed since',
      [entry, { kind: 'failed', id: ID, time: new Date(1), inputDigest: received, code: 'CODE' }],
      { staged: 'made' },
      received,
    ],
  ] as const)('neither finds nor publishes a document %s', async (_, entries, stands, inputDigest) => {
    const disk = diskWith(entries, stands);
    expect(await find(disk, inputDigest)).toBeUndefined();
    expect(disk.published.size).toBe(0);
  });

  it('goes by the last entry of a document', async () => {
    const disk = diskWith([{ ...entry, shortfall: 'CODE' }, entry], { published: 'made' });
    expect(await find(disk, received)).toBe(made);
  });
});
