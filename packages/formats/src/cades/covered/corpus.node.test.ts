/**
 * CMS seals of others: what their timestamps cover.
 *
 * @module
 */
import type { ParsedTimestamp } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../test-corpus.node.ts';
import { parseCades } from '../parse.ts';
import { isCovered, keyOf, listedIn, summarizeCovers } from './test-covers.ts';

const corpus = openCorpus<{ readonly parse?: 'refused' }>(
  'cades',
  'what the timestamps of CMS seals of others cover is not tested',
);

async function parse(id: string) {
  const one = corpus.find(id);
  return parseCades(corpus.read(one.file), { contents: corpus.contentsOf(one) });
}

async function timestampsOf(id: string, type: ParsedTimestamp['type']): Promise<readonly ParsedTimestamp[]> {
  const { signatures } = await parse(id);
  return signatures.flatMap(({ timestamps }) => timestamps).filter((one) => one.type === type);
}

describe.runIf(corpus.present)('the timestamps of a CMS of the corpus', () => {
  it.each(corpus.cases.filter(({ expect: { parse: outcome } }) => outcome !== 'refused').map(({ id }) => id))(
    '%s cover only what the file lists, in its encoding',
    async (id) => {
      const container = await parse(id);
      const listed = listedIn(container);
      const covers = container.signatures.flatMap(({ timestamps }) =>
        timestamps.flatMap((one) => one.covers ?? []),
      );
      expect(covers.map(keyOf).filter((key) => !listed.has(key))).toEqual([]);
    },
  );

  it.each([
    [
      'cades/cades-dss1997-p7m',
      'validation-data',
      ['1 signature', '1 timestamp', '3 certificate through SHA-256', '3 crl through SHA-256'],
    ],
    [
      'cades/cades-dss1997-p7m',
      'archive',
      [
        '1 signature',
        '2 timestamp through SHA-256',
        '4 certificate through SHA-256',
        '6 crl through SHA-256',
      ],
    ],
  ] as const)('%s: the %s timestamp covers so many objects', async (id, type, expected) => {
    const [timestamp] = await timestampsOf(id, type);
    expect(timestamp && summarizeCovers(timestamp)).toEqual(expected);
  });

  it('are covered by a second archive timestamp, which the first does not cover', async () => {
    const [first, second] = await timestampsOf('cades/cadesdoublelta-p7m', 'archive');
    if (first === undefined || second === undefined) throw new Error('there are not two archive timestamps');
    expect(isCovered(second, first.id)).toBe(true);
    expect(isCovered(first, second.id)).toBe(false);
  });
});
