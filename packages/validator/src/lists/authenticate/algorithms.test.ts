import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import type { Entity } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../report/finding.ts';
import { certificatesOf, createListSigners, listXml, signList } from '../test-lists.ts';
import { judgeAlgorithms } from './algorithms.ts';
import { LIST_POLICY } from './list-policy.ts';
import { findListSignature } from './list-signature.ts';

let first: Entity;

beforeAll(async () => {
  first = (await createListSigners()).entity('first');
});

async function judge(digest: 'SHA-1' | 'SHA-256', issued: string, time: string): Promise<readonly Finding[]> {
  const found = await findListSignature(parseXml(utf8(await signList(listXml(), first, { digest }))));
  const [signer] = certificatesOf(first);
  if (found.kind !== 'found' || signer === undefined) throw new TypeError('no signature');
  return judgeAlgorithms(found.parsed, signer, {
    policy: LIST_POLICY,
    issued: new Date(issued),
    time: new Date(time),
  });
}

describe('the algorithms of a list', () => {
  it('that are reliable are not worth a word', async () => {
    expect(await judge('SHA-256', '2026-01-01', '2026-11-01')).toEqual([]);
  });

  it('that were too weak when it was issued are an error, up to the last second', async () => {
    expect(await judge('SHA-1', '2012-07-31T23:59:59Z', '2026-11-01')).toMatchObject([
      { severity: 'warning' },
    ]);
    expect(await judge('SHA-1', '2012-08-01T00:00:00Z', '2026-11-01')).toMatchObject([
      { id: 'LIST_ALGORITHM_WEAK', severity: 'error', facts: { algorithms: ['SHA-1'] } },
    ]);
  });

  it('that the suite foresaw to end are told, as the policy has it', async () => {
    expect(await judge('SHA-256', '2029-01-01T00:00:00Z', '2029-01-01T00:00:00Z')).toMatchObject([
      { severity: 'warning', facts: { algorithms: ['rsa-pkcs1 (2048)'] } },
    ]);
  });
});
