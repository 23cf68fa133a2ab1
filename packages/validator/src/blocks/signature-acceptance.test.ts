import type { ParsedSignature } from '@eseal/core/container';
import { addDays, type Entity, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { parsedSeal, referenceTo } from '../../test/parsed-seal.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { checkAcceptance } from './signature-acceptance.ts';

const STRICT = policyOf('strict');

async function check(
  changes: Partial<ParsedSignature>,
  {
    policy = STRICT,
    time = NOW,
    world: given,
  }: { policy?: ValidationPolicy; time?: Date; world?: World } = {},
) {
  const world = given ?? (await goodWorld({ key: 'rsa-2048' }));
  const signature = await parsedSeal(world.seal, changes);
  const subject = {
    signature,
    claimedTime: signature.claimedTime,
    certificate: certificateOf(world.seal),
    chain: [world.seal, world.issuingCa].map(certificateOf),
  };
  const { conclusion, checks } = await checkAcceptance(subject, time, { policy, now: NOW });
  const notPassed = checks
    .filter(({ status }) => status !== 'passed')
    .map(({ id, status }) => `${id} ${status}`);
  return [subIndicationOf(conclusion), ...notPassed];
}

describe('checkAcceptance', () => {
  it('accepts a seal of today', async () => {
    expect(await check({ claimedTime: addDays(NOW, -1) })).toEqual([null]);
  });

  it('accepts further references to certificates of the path only', async () => {
    const world = await goodWorld();
    const referringTo = async (...entities: readonly Entity[]) => ({
      signingCertificateReferences: { count: 1, references: await Promise.all(entities.map(referenceTo)) },
    });
    expect(await check(await referringTo(world.seal, world.issuingCa), { world })).toEqual([null]);
    expect(await check(await referringTo(world.seal, world.issuingCa, world.tsa), { world })).toEqual([
      'SIG_CONSTRAINTS_FAILURE',
      'SIGNING_CERTIFICATE_REFERENCES_IN_PATH failed',
    ]);
  });

  it('refuses a second attribute that names the certificate', async () => {
    const references = [await referenceTo((await goodWorld()).seal)];
    expect((await check({ signingCertificateReferences: { count: 2, references } }))[0]).toBe(
      'SIG_CONSTRAINTS_FAILURE',
    );
  });

  it('warns of a claimed time that cannot be', async () => {
    expect(await check({ claimedTime: addDays(NOW, 1) })).toEqual([
      null,
      'CLAIMED_TIME_NOT_IN_FUTURE warned',
    ]);
    expect(await check({ claimedTime: addDays(NOW, -1000) })).toEqual([
      null,
      'CLAIMED_TIME_IN_CERTIFICATE_VALIDITY warned',
    ]);
    // A clock may run ahead by what the policy tolerates.
    expect(await check({ claimedTime: new Date(NOW.getTime() + STRICT.clockTolerance) })).toEqual([null]);
  });

  it('judges the algorithms at the time the seal is known to exist', async () => {
    const policy = { ...STRICT, suite: TS_119_312 };
    expect(await check({}, { policy, time: new Date('2028-12-31T00:00:00Z') })).toEqual([null]);
    expect(await check({}, { policy, time: new Date('2029-01-01T00:00:00Z') })).toEqual([
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      'SIGNATURE_ALGORITHMS_RELIABLE failed',
    ]);
  });

  it('judges every use of a digest', async () => {
    const sha1 = { digestAlgorithm: 'SHA-1', digest: new Uint8Array(20) } as const;
    const weak = ['CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'SIGNATURE_ALGORITHMS_RELIABLE failed'];
    const named = { signingCertificateReferences: { count: 1, references: [sha1] } };
    expect(await check(named)).toEqual([
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      'SIGNING_CERTIFICATE_DIGESTS_RELIABLE failed',
    ]);
    expect(await check(named, { policy: policyOf('compat') })).toEqual([
      null,
      'SIGNING_CERTIFICATE_DIGESTS_RELIABLE warned',
    ]);
    const reference = { kind: 'message-digest', input: undefined, ...sha1 } as const;
    expect(await check({ references: [reference] })).toEqual(weak);
    const { signature } = await parsedSeal((await goodWorld()).seal);
    expect(await check({ signature: { ...signature, algorithm: undefined } })).toEqual(weak);
    expect(await check({ signature: { ...signature, digestAlgorithm: 'SHA-1' } })).toEqual(weak);
  });
});
