import { utf8 } from '@eseal/core';
import { truncate } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, judging, NOW } from '../../test/judging.ts';
import { timestampOver } from '../../test/parsed-seal.ts';
import { computeDigests } from '../facts/digests.ts';
import { collectTimestampFacts, imprintRequests, readTimestamp } from '../facts/timestamp-facts.ts';
import { validateTimestamp } from '../processes/timestamp.ts';
import { openSession } from '../session.ts';
import { reportTimestamp } from './timestamp-report.ts';

async function validated(damage: (token: Uint8Array) => Uint8Array) {
  const world = await goodWorld();
  const parsed = await timestampOver(world, utf8('x'));
  const context = judging(world, []);
  const read = readTimestamp({ ...parsed, token: damage(parsed.token) });
  const digests = await computeDigests(imprintRequests(read), context.checkpoint);
  const facts = await collectTimestampFacts(read, [], digests, context);
  return validateTimestamp(facts, context);
}

const session = openSession({ trust: [] });

async function report(damage: (token: Uint8Array) => Uint8Array) {
  return reportTimestamp(await validated(damage), session);
}

describe('reportTimestamp', () => {
  it('shows time, authority and what holds', async () => {
    expect(await report((token) => token)).toMatchObject({
      id: 'T-1',
      type: 'signature',
      time: NOW,
      authority: expect.stringContaining('CN=eSeal Test TSU 1'),
      conclusion: { indication: 'PASSED' },
      imprintFound: true,
      imprintIntact: true,
      signatureIntact: true,
      path: { trust: { route: 'pinned' } },
    });
  });

  it('calls a value over attributes out of order intact under a policy that accepts it', async () => {
    const validation = await validated((token) => token);
    const { facts } = validation;
    if (facts.kind !== 'read') throw new TypeError('the token cannot be read');
    const value = { kind: 'broken', asReceived: true } as const;
    const unsorted = { ...validation, facts: { ...facts, signature: { ...facts.signature, value } } };
    expect(await reportTimestamp(unsorted, openSession({ trust: [], policy: 'compat' }))).toMatchObject({
      signatureIntact: true,
    });
    expect(await reportTimestamp(unsorted, session)).toMatchObject({
      signatureIntact: false,
    });
  });

  it('shows nothing of a token that cannot be read, but the reason', async () => {
    expect(await report((token) => truncate(token))).toMatchObject({
      time: null,
      authority: null,
      conclusion: { indication: 'FAILED', subIndication: 'FORMAT_FAILURE' },
      imprintFound: false,
      findings: [{ id: 'TIMESTAMP_READABLE', severity: 'error' }],
    });
  });
});
