import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { certificatesOf, createListSigners, listXml, NOW, signList } from '../test-lists.ts';
import { authenticate, readList } from './read-list.ts';

describe('a copy', () => {
  it.each([
    ['<a>', 'is not closed'],
    ['<a/>', 'TrustServiceStatusList'],
    ['<!DOCTYPE a []><a/>', 'document type'],
    ['', 'root'],
  ])('that is %s is no list, and says why', (text, reason) => {
    const read = readList(utf8(text));
    expect(read).toMatchObject({ kind: 'unreadable', finding: { id: 'LIST_UNREADABLE', severity: 'error' } });
    expect(read.kind === 'unreadable' && read.finding.message.en).toContain(reason);
  });

  it('is authenticated as it was read, and judged for the time when it was issued', async () => {
    const first = (await createListSigners()).entity('first');
    const old = await signList(listXml({ issueDate: '2009-01-01T00:00:00Z' }), first, { digest: 'SHA-1' });
    const read = readList(utf8(old));
    if (read.kind === 'unreadable') throw new TypeError(read.finding.message.en);
    const { conclusion, findings } = await authenticate(read, certificatesOf(first), {
      policy: 'compat',
      time: NOW,
    });
    expect(conclusion.indication).toBe('TOTAL-PASSED');
    expect(findings.map(({ id }) => id)).toEqual(['LIST_ALGORITHM_WEAK', 'LIST_SIGNER_VALIDITY']);
  });
});
