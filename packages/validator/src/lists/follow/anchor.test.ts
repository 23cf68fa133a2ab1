import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseTrustedList } from '../parse/parse-list.ts';
import { listXml } from '../test-lists.ts';
import { pivotsSince } from './anchor.ts';

const OLD = 'https://journal.example/2019/1/oj';
const NEW = 'https://journal.example/2026/1/oj';
const [PIVOT_1, PIVOT_2, PIVOT_3] = [1, 2, 3].map((n) => `https://lists.example/pivot-${n}.xml`) as [
  string,
  string,
  string,
];
const PAGE = 'https://lists.example/explanation.html';

function pivots(uris: readonly string[], journal: string | undefined) {
  return pivotsSince(parseTrustedList(utf8(listXml({ informationUris: uris }))), journal);
}

describe('the pivots of a list of lists', () => {
  it('are those before the notice, the oldest first', () => {
    expect(pivots([PIVOT_2, PIVOT_1, OLD, PAGE], OLD)).toEqual([PIVOT_1, PIVOT_2]);
    expect(pivots([PAGE, OLD], OLD)).toEqual([]);
  });

  it('since a new notice are not those of the old one, which stay listed', () => {
    expect(pivots([PIVOT_3, NEW, PIVOT_2, PIVOT_1, OLD], NEW)).toEqual([PIVOT_3]);
  });

  it('are counted once, in whichever languages they are named', () => {
    expect(pivots([PIVOT_1, PIVOT_1, OLD], OLD)).toEqual([PIVOT_1]);
  });

  it('are all that are named when no notice is configured', () => {
    expect(pivots([NEW, PIVOT_2, PAGE, PIVOT_1, OLD, 'no address.xml'], undefined)).toEqual([
      PIVOT_1,
      PIVOT_2,
    ]);
  });

  it.each([
    ['a newer one is named', [NEW, PIVOT_2, PIVOT_1, OLD], OLD],
    ['another one is named', [PIVOT_1, NEW], OLD],
    ['none is named', [PIVOT_1, PAGE], OLD],
    ['an older one is named', [PIVOT_1, OLD], NEW],
    ['nothing is named', [], OLD],
    ['the configured one is no address, and not named', [PIVOT_1], 'OJ C 1'],
  ])('cannot be told when %s', (_, uris, journal) => {
    expect(pivots(uris, journal)).toMatchObject({ id: 'LIST_ANCHOR_OUTDATED', severity: 'error' });
  });
});
