import { utf8 } from '@eseal/core';
import type { Entity } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../report/finding.ts';
import { EU_SCHEME } from '../schemes/eu.ts';
import { certificatesOf, createListSigners, listXml, loaderOf, NOW, signList } from '../test-lists.ts';
import type { LoadedCopies } from './loader.ts';
import { type ListToOpen, type OpenedList, openList } from './open-list.ts';

let first: Entity;

beforeAll(async () => {
  first = (await createListSigners()).entity('first');
});

const LOCATION = 'https://lists.example/lotl.xml';
const told: Finding = {
  id: 'TEST',
  severity: 'warning',
  message: { ja: '試験', en: 'test' },
  citation: 'x',
  facts: {},
};

function open(copies: LoadedCopies['copies'], wanted: Partial<ListToOpen> = {}): Promise<OpenedList> {
  const root = { territory: undefined, type: undefined, depth: 0, agreement: undefined };
  return openList(
    { location: LOCATION, signers: certificatesOf(first), ...root, ...wanted },
    { copies, findings: [told] },
    {
      load: loaderOf({}),
      schemes: [EU_SCHEME],
      accept: () => undefined,
      policy: 'compat',
      time: NOW,
    },
  );
}

describe('the copy of a list that is taken', () => {
  it('is the preferred one when it holds', async () => {
    const [one, two] = [utf8(await signList(listXml(), first)), utf8('<a>')];
    const opened = await open([one, two]);
    expect(opened).toMatchObject({ kind: 'opened', list: { findings: [told] } });
    expect(opened.kind === 'opened' && opened.list.bytes).toBe(one);
  });

  it('is the next one when that is broken, which is told', async () => {
    const good = utf8(await signList(listXml(), first));
    const changed = utf8((await signList(listXml(), first)).replace('>6<', '>5<'));
    const opened = await open([utf8('<a>'), changed, good]);
    expect(opened.kind === 'opened' && opened.list.bytes).toBe(good);
    expect(opened.kind === 'opened' && opened.list.findings).toMatchObject([
      told,
      { id: 'LIST_UNREADABLE', severity: 'warning' },
      { id: 'LIST_CHANGED', severity: 'warning' },
    ]);
  });

  it('is none when none holds, for the reason of the preferred one', async () => {
    expect(await open([utf8(listXml()), utf8('<a>')])).toMatchObject({
      kind: 'refused',
      finding: { id: 'LIST_SIGNATURE_COUNT', severity: 'error', facts: { location: LOCATION } },
    });
  });
});

describe('a list that says that it is old', () => {
  it('K23: is not authenticated by what has been weak for long, whatever it says of its end', async () => {
    const old = { issueDate: '2009-01-01T00:00:00Z' };
    const weak = utf8(await signList(listXml(old), first, { digest: 'SHA-1' }));
    expect(await open([weak])).toMatchObject({
      kind: 'refused',
      finding: { id: 'LIST_ALGORITHM_WEAK', severity: 'error' },
      conclusion: { subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
    });
    const strong = utf8(await signList(listXml(old), first));
    expect(await open([strong])).toMatchObject({ kind: 'opened' });
  });
});

describe('a list of lists', () => {
  it('tells that it moves, unless nobody knows where it was', async () => {
    const pointers = [{ location: 'https://new.example/lotl.xml', signers: [first] }];
    const copy = utf8(await signList(listXml({ pointers }), first));
    const moved = await open([copy]);
    expect(moved.kind === 'opened' && moved.list.findings.map(({ id }) => id)).toEqual([
      'TEST',
      'LIST_LOCATION_CHANGED',
    ]);
    const given = await open([copy], { location: 'urn:sha256:00' });
    expect(given.kind === 'opened' && given.list.findings).toEqual([told]);
  });
});
