import { utf8 } from '@eseal/core';
import type { Entity } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseTrustedList } from '../parse/parse-list.ts';
import { certificatesOf, createListSigners, listXml, NOW, signList } from '../test-lists.ts';
import { judgePivot, type PivotStep } from './judge-pivot.ts';

let first: Entity;
let second: Entity;

beforeAll(async () => {
  const pki = await createListSigners();
  first = pki.entity('first');
  second = pki.entity('second');
});

const list = parseTrustedList(utf8(listXml()));
const pointers = () => [{ location: 'https://lists.example/lotl.xml', signers: [second, first] }];

function judge(copy: string, ...others: readonly string[]): Promise<PivotStep> {
  const copies = [utf8(copy), ...others.map(utf8)] as const;
  return judgePivot(copies, certificatesOf(first), { list, policy: 'compat', time: NOW });
}

describe('a pivot', () => {
  it('that holds leads to those whom it names for the list of lists', async () => {
    const step = await judge(await signList(listXml({ pointers: pointers() }), first));
    expect(step).toMatchObject({ kind: 'passed', conclusion: { indication: 'TOTAL-PASSED' } });
    const announced = step.kind === 'passed' ? step.announced : [];
    expect(announced.map(({ raw }) => raw)).toEqual([second.certificate, first.certificate]);
  });

  it('that cannot be read has no verdict, and one that is not authentic has one', async () => {
    expect(await judge('<a>')).toMatchObject({ kind: 'refused', conclusion: undefined });
    const byOthers = await signList(listXml({ pointers: pointers() }), second);
    expect(await judge(byOthers)).toMatchObject({
      kind: 'refused',
      conclusion: { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' },
    });
  });

  it('is told of by its first copy when no other holds', async () => {
    const good = await signList(listXml({ pointers: pointers() }), first);
    const unsigned = listXml({ pointers: pointers() });
    expect(await judge(unsigned, '<a>', good)).toMatchObject({ kind: 'passed', bytes: utf8(good) });
    const refused = await judge(unsigned, '<a>');
    expect(refused).toMatchObject({ kind: 'refused', bytes: utf8(unsigned) });
    expect(refused.kind === 'refused' && refused.reason.en).toContain('exactly one signature');
  });

  it('is of the scheme of the list that names it', async () => {
    const other = await signList(listXml({ type: 'urn:other', pointers: pointers() }), first);
    expect(await judge(other)).toMatchObject({ kind: 'refused', conclusion: { indication: 'TOTAL-PASSED' } });
  });
});
