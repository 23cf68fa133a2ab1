/**
 * A signature of a country that does not exist, judged by the lists of the pilot. The case of the corpus asks about a time
 * before the signature was made, and has revocation data for the signer alone, which is good until the signature was made; both
 * leave it undecided. Asked about the next days, and without revocation, everything that it states is so.
 */
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../corpus.ts';
import type { ListCase } from '../lists/list-case.ts';
import { judgeSigned, signatureOf } from '../lists/recognition-facts.ts';

const { present, cases, read } = openCorpus<ListCase>('trusted-lists');

function pilot(): { readonly one: ListCase; readonly read: typeof read } {
  const one = cases.find(({ id }) => id === 'tl/mra-end-to-end-xades');
  if (one === undefined) throw new Error('the corpus has no case of the pilot');
  return { one, read };
}

/** Four days after the signature. */
const AFTER = new Date('2022-08-01T00:00:00Z');

describe.runIf(present)('the pilot of mutual recognition', () => {
  it('makes the signature a qualified one', async () => {
    // Without the intermediate authority among the anchors.
    const report = await judgeSigned(pilot(), { time: AFTER, revocation: 'none', pinned: 1 });
    expect(signatureOf(report)).toEqual(pilot().one.expect.signature);
    expect(report.seals[0]?.determinations.eu).toMatchObject({
      services: [{ territory: 'ZZ', sequenceNumber: 4 }],
      recognition: { recognizedBy: 'EU', enactedFrom: new Date('2020-05-16T23:59:59Z') },
    });
  });

  it('leaves undecided what was not made yet, and what may be revoked since', async () => {
    const early = await judgeSigned(pilot());
    expect(early.seals[0]?.timestamps.map(({ conclusion }) => conclusion)).toEqual(
      Array(2).fill({ indication: 'INDETERMINATE', subIndication: 'TIMESTAMP_ORDER_FAILURE' }),
    );
    const report = await judgeSigned(pilot(), { time: AFTER, pinned: 1 });
    const [seal] = report.seals;
    expect(seal?.conclusion.indication).toBe('INDETERMINATE');
    expect(seal?.determinations.eu?.qualification).toBe('Indeterminate-QESig');
    expect(seal?.findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['REVOCATION_CHECKED', 'REVOCATION_DATA_FRESH']),
    );
  });
});
