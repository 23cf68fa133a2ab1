/**
 * Seals that are not good now, judged by proofs of when they existed: each row of EN 319 102-1 §5.6.2.4 (3) with the seconds
 * on both sides of its limits.
 *
 * @module
 */

import { digestBytes } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { addDays, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  GOOD,
  goodWorld,
  heldSince,
  judging,
  knowingRevocation,
  NOW,
  revokedAt,
} from '../../test/judging.ts';
import { judgeSeal } from '../../test/judging-document.ts';
import { CONTENT, parsedSeal } from '../../test/parsed-seal.ts';
import type { JudgementContext } from '../blocks/context.ts';
import type { ExternalProof } from '../poe/proof-of-existence.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import type { TrustSource } from '../trust/source.ts';

const STRICT = policyOf('strict');
const SECOND = 1000;
const seconds = (time: Date, count: number): Date => new Date(time.getTime() + count * SECOND);

let world: World;
beforeAll(async () => {
  world = await goodWorld();
});

const isOf = (entity: { readonly certificate: Uint8Array }, { raw }: Certificate): boolean =>
  raw.every((byte, at) => byte === entity.certificate[at]);

interface Case {
  /** When the whole document is vouched for. */
  readonly existed: Date;
  /** When it is judged. */
  readonly now?: Date;
  readonly seal?: RevocationStatus;
  readonly authority?: RevocationStatus;
  readonly policy?: ValidationPolicy;
  readonly trust?: TrustSource;
}

/** What becomes of a seal over a document that the caller vouches for. */
async function outcome({ existed, now = NOW, seal = GOOD, authority = GOOD, policy = STRICT, trust }: Case) {
  const proof: ExternalProof = {
    digestAlgorithm: 'SHA-256',
    digest: await digestBytes('SHA-256', CONTENT),
    time: existed,
  };
  const plain = judging(world, [world.seal], { policy, ...(trust && { trust }) });
  const statusOf = (certificate: Certificate): RevocationStatus =>
    isOf(world.seal, certificate) ? seal : authority;
  const context: JudgementContext = knowingRevocation({ ...plain, time: now }, statusOf);
  const { validation } = await judgeSeal(await parsedSeal(world.seal), context, { external: [proof] });
  const { conclusion, proof: kind, bestSignatureTime } = validation.outcome;
  return { result: subIndicationOf(conclusion), proof: kind, bestSignatureTime };
}

const result = async (one: Case) => (await outcome(one)).result;

/** Good by data of a time, which is fresh for a day. */
const goodBy = (thisUpdate: Date): RevocationStatus => ({
  kind: 'good',
  source: { kind: 'crl', thisUpdate, nextUpdate: addDays(thisUpdate, 1), decidedBy: [] },
});

describe('a seal that existed in the past', () => {
  it('is told from one that nobody vouches for', async () => {
    const existed = addDays(NOW, -3);
    expect(await outcome({ existed })).toEqual({
      result: null,
      proof: 'external',
      bestSignatureTime: existed,
    });
    const later = addDays(NOW, 1);
    expect(await outcome({ existed: later })).toEqual({ result: null, proof: 'now', bestSignatureTime: NOW });
  });

  it('K22: passes when it existed before the revocation of its certificate, to the second', async () => {
    const revocation = addDays(NOW, -2);
    const seal = revokedAt(revocation);
    expect(await result({ existed: seconds(revocation, -1), seal })).toBeNull();
    expect(await result({ existed: seconds(revocation, 1), seal })).toBe('REVOKED_NO_POE');
    expect(await result({ existed: NOW, seal })).toBe('REVOKED_NO_POE');
  });

  it('K22: passes when it existed before the revocation of its authority, with what is known of it', async () => {
    const revocation = addDays(NOW, -2);
    const authority = revokedAt(revocation);
    const seal = goodBy(addDays(NOW, -3));
    expect(await result({ existed: seconds(revocation, -1), seal, authority })).toBeNull();
    expect(await result({ existed: seconds(revocation, 1), seal, authority })).toBe('REVOKED_CA_NO_POE');
  });

  it('K22: stays revoked when the evidence of that is not found again', async () => {
    const plain = judging(world, [world.seal]);
    const revocation = addDays(NOW, -2);
    const context = knowingRevocation(plain, (certificate) =>
      isOf(world.seal, certificate) ? revokedAt(revocation) : GOOD,
    );
    const forgetful: JudgementContext = {
      ...context,
      revocation: 'if-available',
      collectStatuses: async () => [],
    };
    const digest = await digestBytes('SHA-256', CONTENT);
    const external = [{ digestAlgorithm: 'SHA-256', digest, time: addDays(NOW, -1) }] as const;
    const { validation } = await judgeSeal(await parsedSeal(world.seal), forgetful, { external });
    expect(subIndicationOf(validation.outcome.conclusion)).toBe('REVOKED_NO_POE');
  });

  it('K16: counts as revoked since its key was compromised, unless the policy only wants to be told', async () => {
    const seal = { ...revokedAt(addDays(NOW, -2)), invalidityDate: addDays(NOW, -10) } as RevocationStatus;
    const informs: ValidationPolicy = { ...STRICT, revocation: { invalidityDate: 'informs' } };
    expect(await result({ existed: addDays(NOW, -5), seal })).toBe('REVOKED_NO_POE');
    expect(await result({ existed: addDays(NOW, -11), seal })).toBeNull();
    expect(await result({ existed: addDays(NOW, -5), seal, policy: informs })).toBeNull();
  });

  it('passes when it existed before its certificate was put on hold', async () => {
    const since = addDays(NOW, -2);
    expect(await result({ existed: seconds(since, -1), seal: heldSince(since) })).toBeNull();
    expect(await result({ existed: seconds(since, 1), seal: heldSince(since) })).toBe('TRY_LATER');
  });

  it('passes when it existed while its certificate was valid, both ends included', async () => {
    const [begin, end] = [addDays(NOW, -30), addDays(NOW, 700)];
    const now = addDays(NOW, 800);
    const known = { now, seal: goodBy(end), authority: goodBy(now) };
    expect(await result({ existed: end, ...known })).toBeNull();
    expect(await result({ existed: seconds(end, 1), ...known })).toBe('OUT_OF_BOUNDS_NOT_REVOKED');
    expect(await result({ existed: begin, ...known })).toBeNull();
    expect(await result({ existed: seconds(begin, -1), ...known })).toBe('NOT_YET_VALID');
    expect(await result({ existed: seconds(begin, -1) })).toBe('NOT_YET_VALID');
  });

  it('passes by stale data that was fresh when it existed, and by none that was stale already', async () => {
    const issued = addDays(NOW, -10);
    const seal = goodBy(issued);
    expect(await result({ existed: addDays(issued, 1), seal })).toBeNull();
    expect(await result({ existed: seconds(addDays(issued, 1), 301), seal })).toBe('TRY_LATER');
  });

  it('needs data of after it existed where the policy allows no age', async () => {
    const issued = addDays(NOW, -10);
    const seal = goodBy(issued);
    const policy: ValidationPolicy = { ...STRICT, revocationFreshness: { maxAge: 0, withoutNextUpdate: 0 } };
    const authority = goodBy(addDays(NOW, 1));
    expect(await result({ existed: seconds(issued, -1), seal, authority, policy })).toBeNull();
    expect(await result({ existed: seconds(issued, 1), seal, authority, policy })).toBe('TRY_LATER');
  });

  it('passes when it existed before its anchor ceased to be trusted', async () => {
    const sunset = addDays(NOW, -2);
    const pinned = createPinnedTrust(world.anchors);
    const trust: TrustSource = {
      size: 1,
      anchorsNamed: async (name) =>
        (await pinned.anchorsNamed(name)).map((anchor) => ({ ...anchor, trustedUntil: sunset })),
    };
    const data = goodBy(addDays(NOW, -3));
    const known = { seal: data, authority: data, trust };
    expect(await result({ existed: addDays(NOW, -3), ...known })).toBeNull();
    expect(await result({ existed: seconds(sunset, 1), ...known })).toBe('NO_CERTIFICATE_CHAIN_FOUND_NO_POE');
  });

  it('passes when it existed before the algorithm of a certificate of its path came to its end', async () => {
    const suite = {
      ...TS_119_312,
      rows: TS_119_312.rows.map((row) =>
        row.algorithm === 'ecdsa'
          ? { ...row, lastAcceptance: '2026-10-20', lastCreation: '2026-10-20' }
          : row,
      ),
    };
    const policy = { ...STRICT, suite };
    const data = goodBy(new Date('2026-10-20T00:00:00Z'));
    const known = { seal: data, authority: data, policy };
    expect(await result({ existed: new Date('2026-10-20T23:59:59Z'), ...known })).toBeNull();
    expect(await result({ existed: new Date('2026-10-21T00:00:00Z'), ...known })).toBe(
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    );
  });

  it('K21: is not believed without a proof, whatever time it claims', async () => {
    const claimedTime = addDays(NOW, -5);
    const context = knowingRevocation(judging(world, [world.seal]), (certificate) =>
      isOf(world.seal, certificate) ? revokedAt(addDays(NOW, -2)) : GOOD,
    );
    const { validation } = await judgeSeal(await parsedSeal(world.seal, { claimedTime }), context);
    expect(validation.outcome).toMatchObject({
      conclusion: { subIndication: 'REVOKED_NO_POE' },
      proof: 'now',
      bestSignatureTime: NOW,
    });
  });
});
