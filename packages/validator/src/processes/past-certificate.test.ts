import { utf8 } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import { addDays, type EntityDefinition, goodEntities, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, judging, knowingRevocation, NOW } from '../../test/judging.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { initialProofs } from '../poe/external-proofs.ts';
import { type ExternalProof, vouchedFor } from '../poe/proof-of-existence.ts';
import { type Proofs, withProof } from '../poe/proofs.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { policyOf } from '../policy/presets.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { validatePastCertificate } from './past-certificate.ts';

async function proofsOf(
  { time }: Pick<JudgementContext, 'time'>,
  objects: readonly Uint8Array[] = [],
  existed: Date = NOW,
): Promise<Proofs> {
  const graph = { signatures: new Map(), timestamps: new Map(), material: [], unsound: new Set<string>() };
  const proofs = await initialProofs({ time, external: [], graph, documentDigest: () => undefined });
  const proof: ExternalProof = { digestAlgorithm: 'SHA-256', digest: utf8('x'), time: existed };
  return withProof(proofs, objects, vouchedFor(proof));
}

function past(world: World, context: JudgementContext, proofs: Proofs, used: Date = NOW) {
  const certificate = certificateOf(world.seal);
  return validatePastCertificate({ certificate, role: 'seal', used }, proofs, context);
}

const goodBy = (thisUpdate: Date, days = 1): RevocationStatus => ({
  kind: 'good',
  source: { kind: 'crl', thisUpdate, nextUpdate: addDays(thisUpdate, days), decidedBy: [] },
});

describe('a certificate of the past', () => {
  it('was good until now when nothing has happened', async () => {
    const world = await goodWorld();
    const context = knowingRevocation(judging(world, [world.seal]), () => GOOD);
    expect(await past(world, context, await proofsOf(context))).toMatchObject({
      kind: 'valid',
      controlTime: NOW,
    });
  });

  it('was good as long as the data about it was fresh, with proofs that it existed then', async () => {
    const world = await goodWorld();
    const plain = judging(world, [world.seal], { validationTime: addDays(NOW, 100) });
    const context = knowingRevocation(plain, () => goodBy(NOW));
    const certificates = [world.seal, world.issuingCa].map(({ certificate }) => certificate);
    expect(await past(world, context, await proofsOf(context, certificates))).toMatchObject({
      kind: 'valid',
      controlTime: addDays(NOW, 1),
    });
    const unproven = await past(world, context, await proofsOf(context, certificates.slice(1)));
    expect(unproven).toMatchObject({ kind: 'failed', reason: 'certificate' });
    const late = knowingRevocation(plain, (certificate) =>
      certificate.raw.length === world.seal.certificate.length ? goodBy(addDays(NOW, 2)) : goodBy(NOW),
    );
    expect(await past(world, late, await proofsOf(late, certificates))).toMatchObject({
      kind: 'failed',
      reason: 'revocation-data',
    });
  });

  it('was good no longer than its authority, whatever data that makes later', async () => {
    const ca = goodEntities(NOW).find(({ name }) => name === 'issuing-ca');
    if (ca === undefined) throw new Error('the good world has no issuing CA');
    const end = addDays(NOW, 10);
    const ending: EntityDefinition = { ...ca, name: 'ending', keyOf: 'issuing-ca', notAfter: end };
    const world = await goodWorld({ entities: [ending] });
    const { seal } = world;
    const { certificate } = world.entity('ending');
    const judgedBy = async (changes: Partial<ValidationPolicy>) => {
      const policy = { ...policyOf('strict'), ...changes };
      const plain = judging(world, [], { validationTime: addDays(NOW, 20), policy });
      plain.pool.add([certificate]);
      const context = knowingRevocation(plain, () => goodBy(NOW, 30));
      return past(world, context, await proofsOf(context, [seal.certificate, certificate]));
    };
    expect(await judgedBy({})).toMatchObject({ kind: 'valid', controlTime: end });
    expect(await judgedBy({ validityModel: 'chain' })).toMatchObject({ controlTime: addDays(NOW, 20) });
  });

  it('has a second path where the first does not hold: one after another is tried', async () => {
    const ca = goodEntities(NOW).find(({ name }) => name === 'issuing-ca');
    if (ca === undefined) throw new Error('the good world has no issuing CA');
    const gone: EntityDefinition = { ...ca, name: 'gone', keyOf: 'issuing-ca', notAfter: addDays(NOW, -100) };
    const world = await goodWorld({ entities: [gone] });
    const context = knowingRevocation(judging(world, [world.seal, world.entity('gone')]), () => GOOD);
    const found = await past(world, context, await proofsOf(context));
    expect(found).toMatchObject({ kind: 'valid' });
    expect(found.kind === 'valid' && found.path.chain[1]?.notAfter).toEqual(addDays(NOW, 9 * 365));
    const only = knowingRevocation(judging({ anchors: world.anchors }, []), () => GOOD);
    only.pool.add([world.entity('gone').certificate]);
    // Its whole path was never valid at once.
    expect(await past(world, only, await proofsOf(only))).toMatchObject({ reason: 'path-not-valid' });
  });

  it('is trusted by itself from when its trust began until its sunset', async () => {
    const world = await goodWorld();
    const own = certificateOf(world.seal);
    const sunset = addDays(NOW, -1);
    const anchor = {
      name: own.subject,
      publicKey: own.publicKey,
      certificate: own,
      route: 'pinned',
    } as const;
    const trust = { size: 1, anchorsNamed: () => [{ ...anchor, trustedUntil: sunset }] };
    const context = judging(world, [], { trust });
    expect(await past(world, context, await proofsOf(context))).toMatchObject({
      kind: 'valid',
      controlTime: sunset,
    });
    const later = judging(world, [], {
      trust: { size: 1, anchorsNamed: () => [{ ...anchor, trustedFrom: addDays(NOW, 1) }] },
    });
    expect(await past(world, later, await proofsOf(later))).toMatchObject({ reason: 'path-not-valid' });
    const then = addDays(NOW, 1);
    expect(await past(world, later, await proofsOf(later), then)).toMatchObject({ kind: 'valid' });
  });

  it('has no path without an anchor, and none for another purpose', async () => {
    const world = await goodWorld();
    const nowhere = judging({ anchors: [] }, [world.seal]);
    expect(await past(world, nowhere, await proofsOf(nowhere))).toMatchObject({ reason: 'no-path' });
    const context = knowingRevocation(judging(world, [world.tsa]), () => GOOD);
    const certificate: Certificate = certificateOf(world.tsa);
    const subject = { certificate, role: 'seal', used: NOW } as const;
    expect(await validatePastCertificate(subject, await proofsOf(context), context)).toMatchObject({
      reason: 'purpose',
    });
  });
});
