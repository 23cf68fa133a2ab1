import { utf8 } from '@eseal/core';
import type { Entity } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseTrustedList } from '../parse/parse-list.ts';
import { certificatesOf, createListSigners, LIST, listXml, loaderOf, NOW, signList } from '../test-lists.ts';
import { type PivotWalk, walkPivots } from './pivots.ts';

const JOURNAL = 'https://journal.example/2026/1/oj';
const HOME = 'https://lists.example/lotl.xml';
const at = (n: number): string => `https://lists.example/pivot-${n}.xml`;

let first: Entity;
let second: Entity;
let third: Entity;
let twin: Entity;

beforeAll(async () => {
  const pki = await createListSigners();
  [first, second, third, twin] = ['first', 'second', 'third', 'twin'].map((name) => pki.entity(name)) as [
    Entity,
    Entity,
    Entity,
    Entity,
  ];
});

/** A pivot that hands over to others. */
function pivot(signer: Entity, ...next: readonly Entity[]): Promise<string> {
  return signList(listXml({ pointers: [{ location: HOME, signers: next }] }), signer);
}

/** Walks from `first` over pivots as a list of lists names them, the oldest first. */
function walk(
  pivots: Readonly<Record<string, string>>,
  named: readonly string[] = Object.keys(pivots),
): Promise<PivotWalk> {
  const list = parseTrustedList(utf8(listXml({ informationUris: [...named.toReversed(), JOURNAL] })));
  const anchor = { signers: certificatesOf(first), officialJournal: JOURNAL };
  return walkPivots(anchor, loaderOf(pivots), { list, policy: 'compat', time: NOW });
}

const names = (walked: PivotWalk): readonly Uint8Array[] => walked.signers.map(({ raw }) => raw);
const indications = ({ pivots }: PivotWalk) => pivots.map(({ conclusion }) => conclusion?.indication);

describe('the signers of a list of lists', () => {
  it('are those of the notice while there are no pivots', async () => {
    const walked = await walk({});
    expect(names(walked)).toEqual([first.certificate]);
    expect(walked).toMatchObject({ pivots: [], problem: undefined });
  });

  it('are those that the newest pivot names', async () => {
    const walked = await walk({
      [at(1)]: await pivot(first, second),
      [at(2)]: await pivot(second, second, third),
    });
    expect(walked.problem).toBeUndefined();
    expect(names(walked)).toEqual([second.certificate, third.certificate]);
    expect(indications(walked)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
  });

  it('K23: are not those of a pivot that later ones signed', async () => {
    const walked = await walk({
      [at(1)]: await pivot(first, second),
      [at(2)]: await pivot(third, third),
    });
    expect(walked.problem).toMatchObject({ id: 'LIST_PIVOT_REFUSED', severity: 'error' });
    expect(walked.problem?.message.en).toContain(at(2));
    expect(walked.problem?.message.en).toContain('none of those that were announced');
    expect(walked.pivots[1]).toMatchObject({
      conclusion: { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' },
      announced: [],
    });
  });

  it('K23: are not those of a pivot that somebody of the same name signed', async () => {
    expect((await walk({ [at(1)]: await pivot(twin, twin) })).problem?.id).toBe('LIST_PIVOT_REFUSED');
  });

  it('K23: are not reached by skipping a pivot', async () => {
    const all = { [at(1)]: await pivot(first, second), [at(2)]: await pivot(second, third) };
    const walked = await walk(all, [at(2)]);
    expect(walked.problem?.id).toBe('LIST_PIVOT_REFUSED');
    expect(names(walked)).toEqual([first.certificate]);
  });

  it('K23: are not reached by pivots in another order', async () => {
    const all = { [at(1)]: await pivot(first, second), [at(2)]: await pivot(second, third) };
    expect((await walk(all, [at(2), at(1)])).problem?.id).toBe('LIST_PIVOT_REFUSED');
  });

  it('K23: are not those of pivots since another notice', async () => {
    const other = 'https://journal.example/2030/1/oj';
    const informationUris = [at(1), other, JOURNAL];
    const list = parseTrustedList(utf8(listXml({ informationUris })));
    let loads = 0;
    const walked = await walkPivots(
      { signers: certificatesOf(first), officialJournal: JOURNAL },
      async (location) => {
        loads++;
        return loaderOf({ [at(1)]: await pivot(first, second) })(location);
      },
      { list, policy: 'compat', time: NOW },
    );
    expect(walked.problem?.id).toBe('LIST_ANCHOR_OUTDATED');
    expect(walked.pivots).toEqual([]);
    expect(loads).toBe(0);
  });

  it('K23: are not those of a pivot that was changed, is unsigned, unreadable or missing', async () => {
    const good = await pivot(first, second);
    const bad = [
      good.replace('>6<', '>5<'),
      listXml({ pointers: [{ location: HOME, signers: [second] }] }),
      '<a>',
      '<a/>',
    ];
    for (const one of bad) expect((await walk({ [at(1)]: one })).problem?.id).toBe('LIST_PIVOT_REFUSED');
    const missing = await walk({}, [at(1)]);
    expect(missing.problem?.message.en).toContain(`there is no ${at(1)}`);
    expect(missing.pivots).toMatchObject([{ location: at(1), bytes: undefined, conclusion: undefined }]);
  });

  it('K23: are not those of a list of another scheme, or of pointers to other lists', async () => {
    const pointers = [{ location: HOME, signers: [second] }];
    const other = await signList(listXml({ territory: 'JP', pointers }), first);
    const national = [{ location: HOME, signers: [second], territory: 'BE', type: LIST }];
    const human = [{ location: HOME, signers: [second], mimeType: 'application/pdf' }];
    expect((await walk({ [at(1)]: other })).problem?.message.en).toContain('another scheme');
    for (const ones of [national, human, []]) {
      const walked = await walk({ [at(1)]: await signList(listXml({ pointers: ones }), first) });
      expect(walked.problem?.message.en).toContain('names no signer');
      expect(walked.pivots[0]?.conclusion?.indication).toBe('TOTAL-PASSED');
    }
  });

  it('are not looked for after a pivot that is refused', async () => {
    const walked = await walk({
      [at(1)]: '<a>',
      [at(2)]: await pivot(first, second),
    });
    expect(indications(walked)).toEqual([undefined, undefined]);
    expect(names(walked)).toEqual([first.certificate]);
  });

  it('are found by another copy when the preferred one is broken', async () => {
    const good = utf8(await pivot(first, second));
    const list = parseTrustedList(utf8(listXml({ informationUris: [at(1), JOURNAL] })));
    const walked = await walkPivots(
      { signers: certificatesOf(first), officialJournal: JOURNAL },
      async () => ({ copies: [utf8('<a>'), good] }),
      { list, policy: 'compat', time: NOW },
    );
    expect(walked.problem).toBeUndefined();
    expect(walked.pivots[0]?.bytes).toBe(good);
  });

  it('are not traced over more pivots than anyone has', async () => {
    const named = Array.from({ length: 21 }, (_, n) => at(n));
    expect((await walk({}, named)).problem).toMatchObject({
      id: 'LIST_PIVOTS_TOO_MANY',
      facts: { count: 21, limit: 20 },
    });
  });
});
