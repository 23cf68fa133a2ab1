import { utf8 } from '@eseal/core';
import type { Entity } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificatesOf, createListSigners, listXml, NOW, signList } from './test-lists.ts';
import { verifyTrustedList } from './verify-list.ts';

let first: Entity;
let second: Entity;
beforeAll(async () => {
  const pki = await createListSigners();
  first = pki.entity('first');
  second = pki.entity('second');
});

describe('a list by itself', () => {
  it('is read and authenticated at once', async () => {
    const file = utf8(await signList(listXml(), first));
    const { conclusion, list, signer } = await verifyTrustedList(file, certificatesOf(first), { time: NOW });
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(signer?.raw).toEqual(certificatesOf(first)[0]?.raw);
    expect(list.scheme.territory).toBe('EU');
  });

  it('is not authentic by others, and is read all the same', async () => {
    const file = utf8(await signList(listXml(), second));
    const { conclusion, list, signer } = await verifyTrustedList(file, certificatesOf(first), { time: NOW });
    expect([conclusion.indication, signer]).toEqual(['INDETERMINATE', undefined]);
    expect(list.scheme.territory).toBe('EU');
  });

  it('is said to be out of date when it is', async () => {
    const file = utf8(await signList(listXml(), first));
    const time = new Date('2040-01-01T00:00:00Z');
    const { findings } = await verifyTrustedList(file, certificatesOf(first), { time });
    expect(findings.map(({ id }) => id)).toContain('LIST_OUT_OF_DATE');
    const today = await verifyTrustedList(file, certificatesOf(first), { time: NOW });
    expect(today.findings.map(({ id }) => id)).not.toContain('LIST_OUT_OF_DATE');
  });

  it('K23: is not authentic when a comment hides when it runs out', async () => {
    const list = await signList(listXml(), first);
    const hidden = list.replace('2027-01-01T', '2027-01-01<!-- -->T');
    expect(await verifyTrustedList(utf8(hidden), certificatesOf(first))).toMatchObject({
      conclusion: { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
      signer: undefined,
    });
  });

  it('is no list when it cannot be read', async () => {
    await expect(verifyTrustedList(utf8('<a/>'), [])).rejects.toMatchObject({
      code: 'TRUSTED_LIST_UNREADABLE',
    });
  });
});
