import { utf8 } from '@eseal/core';
import { addDays, createTimestampAuthority } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { timestampOver } from '../../test/parsed-seal.ts';
import { computeDigests } from '../facts/digests.ts';
import { collectTimestampFacts, imprintRequests, readTimestamp } from '../facts/timestamp-facts.ts';
import { createCertificatePool } from '../path/certificate-pool.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import {
  checkImprint,
  checkTokenFormat,
  type ReadableTimestamp,
  unreadableTimestamp,
} from './timestamp-checks.ts';

const POLICY = policyOf('strict');
const AT_NOW = { now: NOW, existed: NOW };
const COVERED = utf8('a signature value');

async function facts(changes: Partial<ReadableTimestamp> = {}): Promise<ReadableTimestamp> {
  const read = readTimestamp(await timestampOver(await goodWorld(), COVERED));
  const checkpoint = (): void => undefined;
  const digests = await computeDigests(imprintRequests(read), checkpoint);
  const found = await collectTimestampFacts(read, [], digests, { pool: createCertificatePool(), checkpoint });
  if (found.kind !== 'read') throw new Error(found.reason);
  return { ...found, ...changes };
}

describe('checks of timestamps', () => {
  it('pass a good token', async () => {
    const found = await facts();
    expect(checkTokenFormat(found, POLICY).conclusion.indication).toBe('PASSED');
    const authority = found.signature.signingCertificate.identified;
    expect(checkImprint(found, authority, AT_NOW, POLICY).conclusion.indication).toBe('PASSED');
  });

  it('fail for a token that cannot be read or is malformed', async () => {
    expect(subIndicationOf(unreadableTimestamp('no token', POLICY).conclusion)).toBe('FORMAT_FAILURE');
    const malformed = checkTokenFormat(await facts({ problems: ['2 signers'] }), POLICY);
    expect(subIndicationOf(malformed.conclusion)).toBe('FORMAT_FAILURE');
    expect(malformed.checks[0]?.message?.en).toContain('2 signers');
  });

  it('tell a token over other data from one whose data is missing', async () => {
    const judge = async (changes: Partial<ReadableTimestamp>) =>
      subIndicationOf(checkImprint(await facts(changes), undefined, AT_NOW, POLICY).conclusion);
    expect(await judge({ imprintIntact: false })).toBe('HASH_FAILURE');
    expect(await judge({ imprintIntact: false, imprintFound: false })).toBe('SIGNED_DATA_NOT_FOUND');
  });

  it('refuse an archive timestamp whose index names what is not there', async () => {
    const found = await facts();
    const judge = (problems: readonly string[]) => {
      const hashIndex = { name: 'ats-hash-index-v3', valid: problems.length === 0, problems } as const;
      const parsed = { ...found.parsed, archive: { version: 'v3', hashIndex } } as const;
      return checkImprint({ ...found, parsed }, undefined, AT_NOW, POLICY);
    };
    expect(judge([]).conclusion.indication).toBe('PASSED');
    const refused = judge(['1 of the certificates that it names are not there']);
    expect(subIndicationOf(refused.conclusion)).toBe('FORMAT_FAILURE');
    expect(refused.checks.at(-1)?.message?.en).toContain('1 of the certificates');
  });

  it('refuse a weak imprint', async () => {
    const found = await facts();
    const tstInfo = { ...found.token.tstInfo, imprintAlgorithm: 'SHA-1' as const };
    const weak = { ...found, token: { ...found.token, tstInfo } };
    expect(subIndicationOf(checkImprint(weak, undefined, AT_NOW, POLICY).conclusion)).toBe(
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    );
  });

  it('refuse a token from the future, the accuracy and the tolerance aside', async () => {
    const found = await facts();
    const judge = (time: Date) =>
      subIndicationOf(checkImprint(found, undefined, { now: time, existed: time }, POLICY).conclusion);
    expect(judge(addDays(NOW, -1))).toBe('TIMESTAMP_ORDER_FAILURE');
    const accuracy = found.token.tstInfo.accuracy ?? 0;
    const edge = NOW.getTime() - POLICY.clockTolerance - accuracy;
    expect(judge(new Date(edge))).toBeNull();
    expect(judge(new Date(edge - 1))).toBe('TIMESTAMP_ORDER_FAILURE');
  });

  it('refuse a token that names another authority than its certificate', async () => {
    const world = await goodWorld();
    const found = await facts();
    expect(subIndicationOf(checkImprint(found, certificateOf(world.ocsp), AT_NOW, POLICY).conclusion)).toBe(
      'SIG_CONSTRAINTS_FAILURE',
    );
    const silent = createTimestampAuthority({
      authority: world.tsa,
      clock: world.clock,
      namesAuthority: false,
    });
    const read = readTimestamp(await timestampOver({ timestampAuthority: silent }, COVERED));
    if (read.kind !== 'read') throw new Error(read.reason);
    const unnamed = { ...found, token: read.token };
    expect(checkImprint(unnamed, certificateOf(world.ocsp), AT_NOW, POLICY).conclusion.indication).toBe(
      'PASSED',
    );
  });
});
