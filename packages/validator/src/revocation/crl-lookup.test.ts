import { addDays, type CrlTemplate, type Revocation, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { crlOf } from '../../test/asking-status.ts';
import { inquiryIn, parsedCrl } from '../../test/inquiring.ts';
import { goodWorld, NOW } from '../../test/judging.ts';
import { combineLookups, type Lookup, lookUp, type UsableCrl } from './crl-lookup.ts';
import { ALL_REASONS, type ReasonMask } from './crl-scope.ts';
import type { Inquiry } from './inquiry.ts';

let world: World;
let inquiry: Inquiry;
beforeAll(async () => {
  world = await goodWorld();
  inquiry = inquiryIn(world);
});

async function usable(changes: Partial<CrlTemplate> = {}, reasons = ALL_REASONS): Promise<UsableCrl> {
  const signer = { kind: 'found', chain: [], revocation: [] } as const;
  const crl = await parsedCrl(world, changes);
  return { kind: 'usable', evidence: await crlOf(world, changes), crl, signer, reasons };
}

const listing = (reason: NonNullable<Revocation['reason']>): Partial<CrlTemplate> => ({
  revocations: [{ serialNumber: world.seal.serialNumber, at: addDays(NOW, -5), reason }],
});

/** What a list that holds no entry of the seal says for some reasons. */
async function clear(reasons: ReasonMask, daysAgo: number): Promise<Lookup> {
  const found = lookUp(await usable({ thisUpdate: addDays(NOW, -daysAgo) }, reasons), undefined, inquiry);
  if (found.kind === 'unused') throw new TypeError(found.unused.problem);
  return found;
}

describe('a lookup', () => {
  it('finds the entry of the certificate in the complete list, and none of others', async () => {
    const other = { revocations: [{ serialNumber: world.tsa.serialNumber, at: addDays(NOW, -5) }] };
    expect(lookUp(await usable(listing('superseded')), undefined, inquiry)).toMatchObject({
      entry: { reason: 'superseded' },
    });
    expect(lookUp(await usable(other), undefined, inquiry)).toMatchObject({ entry: undefined });
  });

  it('goes by what changed, names both lists, and is as new as the change', async () => {
    const [base, delta] = [
      await usable(listing('certificateHold')),
      await usable({ ...listing('keyCompromise'), thisUpdate: addDays(NOW, -0.5) }),
    ];
    const found = lookUp(base, delta, inquiry);
    expect(found).toMatchObject({
      entry: { reason: 'keyCompromise' },
      source: { thisUpdate: addDays(NOW, -0.5) },
    });
    if (found.kind === 'looked-up') expect(found.source.decidedBy).toHaveLength(2);
    expect(lookUp(base, await usable(), inquiry)).toMatchObject({ entry: { reason: 'certificateHold' } });
  });

  it('K11: lets a change take a hold back, and no other revocation', async () => {
    const entry = async (reason: NonNullable<Revocation['reason']>) => {
      const found = lookUp(await usable(listing(reason)), await usable(listing('removeFromCRL')), inquiry);
      return found.kind === 'looked-up' ? found.entry?.reason : found.unused.problem;
    };
    expect(await entry('certificateHold')).toBeUndefined();
    expect(await entry('keyCompromise')).toBe('keyCompromise');
    const none = lookUp(await usable(), await usable(listing('removeFromCRL')), inquiry);
    expect(none).toMatchObject({ kind: 'looked-up', entry: undefined });
  });

  it('uses no list of which the entries cannot be read, be it the complete one or the change', async () => {
    const good = await usable();
    const broken = { ...good, crl: { ...good.crl, revokedCertificates: Uint8Array.of(1, 2, 3) } };
    const refused = { kind: 'unused', unused: { problem: 'unreadable' } };
    expect(lookUp(good, good, inquiry).kind).toBe('looked-up');
    expect(lookUp(broken, undefined, inquiry)).toMatchObject(refused);
    expect(lookUp(good, broken, inquiry)).toMatchObject(refused);
  });
});

describe('lookups together', () => {
  it('say revoked for one that lists the certificate, beside another that does not', async () => {
    const listed = lookUp(await usable(listing('keyCompromise')), undefined, inquiry);
    const lookups = [await clear(ALL_REASONS, 1), ...(listed.kind === 'looked-up' ? [listed] : [])];
    const kinds = combineLookups(lookups, inquiry).map((one) =>
      one.kind === 'proven' ? one.status.kind : one.unused.problem,
    );
    expect(kinds).toEqual(['revoked', 'good']);
    expect(combineLookups([], inquiry)).toEqual([]);
  });

  it('need no list that adds no reason, and miss one that does', async () => {
    const [low, high] = [0b1_1110, 0b1_1110_0000];
    const [newer, older] = [await clear(low, 1), await clear(low, 3)];
    const rest = await clear(high, 2);
    expect(combineLookups([older, newer, rest], inquiry)).toMatchObject([
      { kind: 'proven', status: { kind: 'good', source: { thisUpdate: addDays(NOW, -2) } } },
    ]);
    expect(combineLookups([older, newer], inquiry)).toMatchObject([
      { kind: 'unused', unused: { problem: 'reasons-not-covered', evidence: newer.base.evidence } },
    ]);
  });
});
