import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/lists/diff/diff-snapshots.ts';
import { diffToText } from '../../../src/lists/diff/diff-to-text.ts';
import type { ListDifference } from '../../../src/lists/diff/difference.ts';
import { openCorpus } from '../corpus.ts';

const { present, read } = openCorpus('trusted-lists');

/** What changed between two files of the corpus, as versions of one list. */
async function diffFiles(before: string, after: string): Promise<ListDifference> {
  const snapshotOf = (file: string) => ({
    roots: [],
    copies: [{ location: 'http://list.example/', bytes: read(file), fetchedAt: new Date(0) }],
  });
  const { lists } = await diffSnapshots(snapshotOf(before), snapshotOf(after));
  const [only] = lists;
  if (only === undefined) throw new TypeError(`${before} and ${after} do not differ`);
  return only;
}

describe.runIf(present)('real lists compared', () => {
  it('finds that a list moved to the next version of the specification and says nothing else', async () => {
    const { changes } = await diffFiles('files/fi-v5.xml', 'files/fi-v6.xml');
    expect(changes).toEqual([{ kind: 'scheme', field: 'version', before: ['5'], after: ['6'] }]);
  });

  it('finds what five years did to a list', async () => {
    const { after, before, changes } = await diffFiles('files/lotlCache/FI.xml', 'files/fi-v6.xml');
    expect([before?.sequenceNumber, after?.sequenceNumber]).toEqual([32, 49]);
    expect([before?.services, after?.services]).toEqual([7, 19]);
    const services = changes.filter(({ kind }) => kind === 'service');
    expect(services).toHaveLength(12);
    expect(services.filter((change) => change.before !== null)).toEqual([]);
    const withdrawn = changes.filter(
      (change) => change.kind === 'service-status' && change.after?.status.endsWith('/withdrawn'),
    );
    expect(withdrawn.length).toBeGreaterThan(3);
    // History is only ever continued.
    expect(changes.filter(({ kind }) => kind === 'service-history')).toEqual([]);
  });

  it('finds what changed in the list of lists from number 248 to 388', async () => {
    const difference = await diffFiles('files/eu-lotl.xml', 'files/pyhanko/tl/eu-lotl.xml');
    expect([difference.before?.sequenceNumber, difference.after?.sequenceNumber]).toEqual([248, 388]);
    const pointers = difference.changes.filter(({ kind }) => kind === 'pointer');
    expect(pointers.some(({ after }) => after === null)).toBe(true);
    expect(pointers.some(({ before }) => before === null)).toBe(true);
    const text = diffToText({ lists: [difference] }, { language: 'ja' });
    expect(text).toContain('通し番号: 248 -> 388');
    expect(text).toContain('+ 他のリストへの参照 FI https://dp.trustedlist.fi/fi-tl-v6.xml');
  });
});
