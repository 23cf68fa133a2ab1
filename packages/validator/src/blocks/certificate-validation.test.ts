import { equalBytes } from '@eseal/core';
import { type Certificate, equalNames } from '@eseal/core/x509';
import {
  addDays,
  createHostileWorld,
  createWorld,
  type Entity,
  type EntityDefinition,
  goodEntities,
  type Quirks,
  type World,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import {
  certificateOf,
  GOOD,
  goodWorld,
  heldSince,
  judging,
  knowingRevocation,
  NOW,
  revokedAt,
} from '../../test/judging.ts';
import { listed, listOf, stamping } from '../../test/listing.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { combineTrust } from '../trust/combine.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import type { TrustPurpose, TrustSource } from '../trust/source.ts';
import type { CertificateRole } from './certificate-checks.ts';
import { type CertificateValidation, validateCertificatePath } from './certificate-validation.ts';
import type { JudgementContext } from './context.ts';

/** What becomes of the cases of the hostile world, in the role they are made for. */
const HOSTILE: Readonly<Record<string, string | null>> = {
  expired: 'OUT_OF_BOUNDS_NO_POE',
  'not-yet-valid': 'OUT_OF_BOUNDS_NO_POE',
  'wrong-key-usage': 'CHAIN_CONSTRAINTS_FAILURE',
  'leaf-is-a-ca': 'CHAIN_CONSTRAINTS_FAILURE',
  'server-purpose-only': 'CHAIN_CONSTRAINTS_FAILURE',
  'weak-digest': 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'wrong-issuer-name': 'NO_CERTIFICATE_CHAIN_FOUND',
  'under-an-impostor': 'NO_CERTIFICATE_CHAIN_FOUND',
  'tsa-purpose-not-critical': 'CHAIN_CONSTRAINTS_FAILURE',
  'tsa-two-purposes': 'CHAIN_CONSTRAINTS_FAILURE',
  'tsa-any-purpose': 'CHAIN_CONSTRAINTS_FAILURE',
  'tsa-without-purpose': 'CHAIN_CONSTRAINTS_FAILURE',
  // Only a remark: the signature is the issuer's all the same.
  'wrong-authority-key': null,
  // For OCSP to refuse.
  'responder-without-purpose': null,
  'responder-of-another-ca': null,
  'issuer-expired': 'OUT_OF_BOUNDS_NO_POE',
};

function roleOf(entity: string): CertificateRole {
  if (entity.startsWith('tsa')) return 'timestamp';
  return entity.startsWith('responder') ? 'any' : 'seal';
}

async function validate(
  world: World,
  entity: Entity,
  options: Parameters<typeof judging>[2] = {},
): Promise<CertificateValidation> {
  return validateCertificatePath(certificateOf(entity), 'seal', judging(world, [entity], options));
}

describe('validateCertificatePath', () => {
  it('passes the seal of the good world, and says what was not checked', async () => {
    const world = await goodWorld();
    const result = await validate(world, world.seal);
    expect(result.conclusion).toEqual({ indication: 'PASSED' });
    expect(result.chain.map(({ raw }) => raw)).toEqual(world.chain);
    expect(result.anchor?.certificate?.raw).toEqual(world.root.certificate);
    expect(result.failures).toEqual([]);
    const notPassed = result.checks.filter(({ status }) => status !== 'passed');
    expect(notPassed).toMatchObject([{ id: 'REVOCATION_NOT_CHECKED', status: 'warned' }]);
  });

  it.each([
    ['shell', 'OUT_OF_BOUNDS_NO_POE', 'REVOKED_CA_NO_POE'],
    ['chain', null, null],
    ['hybrid', null, null],
  ] as const)('judges an authority in the %s model', async (validityModel, expired, revoked) => {
    const entities = goodEntities(NOW).map((one) =>
      one.name === 'issuing-ca' ? { ...one, notAfter: addDays(NOW, 10) } : one,
    );
    const world = await createWorld(() => entities, { now: NOW });
    const policy = { ...policyOf('strict'), validityModel };
    const judge = async (context: JudgementContext) => {
      const { conclusion } = await validateCertificatePath(certificateOf(world.seal), 'seal', context);
      return subIndicationOf(conclusion);
    };
    const later = judging(world, [world.seal], { policy, validationTime: addDays(NOW, 50) });
    expect(await judge(later)).toBe(expired);
    const superseded = knowingRevocation(judging(world, [world.seal], { policy }), ({ raw }) =>
      equalBytes(raw, world.issuingCa.certificate) ? revokedAt(addDays(NOW, -1), 'superseded') : GOOD,
    );
    expect(await judge(superseded)).toBe(revoked);
  });

  it('gives each hostile certificate the sub-indication of what is wrong with it', async () => {
    const world = await createHostileWorld({ now: NOW });
    for (const { entity } of world.cases) {
      const leaf = world.entity(entity);
      const context = judging(world, [leaf]);
      const { conclusion } = await validateCertificatePath(certificateOf(leaf), roleOf(entity), context);
      const expected = entity in HOSTILE ? HOSTILE[entity] : 'CERTIFICATE_CHAIN_GENERAL_FAILURE';
      expect([entity, subIndicationOf(conclusion)]).toEqual([entity, expected]);
    }
  });

  it('remarks on a certificate that names another key of its issuer', async () => {
    const world = await createHostileWorld({ now: NOW });
    const { checks } = await validate(world, world.entity('wrong-authority-key'));
    expect(checks).toContainEqual(
      expect.objectContaining({ id: 'CERTIFICATE_AUTHORITY_KEY_DIFFERS', status: 'warned' }),
    );
  });

  it('says where the chain ends when an issuer is missing', async () => {
    const world = await goodWorld();
    const context = judging(world, []);
    const result = await validateCertificatePath(certificateOf(world.seal), 'seal', context);
    expect(subIndicationOf(result.conclusion)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(result.failures).toHaveLength(1);
    expect(result.checks[0]).toMatchObject({ id: 'PATH_ISSUER_NOT_FOUND', status: 'failed' });
    expect(result.checks[0]?.message?.en).toContain('eSeal Test Issuing CA');
  });

  it('keeps every failed path, and reports the one that came furthest', async () => {
    const world = await createHostileWorld({ now: NOW });
    const impostor = world.entity('under-an-impostor');
    const context = judging(world, [impostor]);
    context.pool.add([world.entity('impostor-root').certificate]);
    const result = await validateCertificatePath(certificateOf(impostor), 'seal', context);
    // By its name the true root could have signed the leaf, or the impostor: it signed neither.
    expect(result.failures.map(({ chain }) => chain.length)).toEqual([1, 2]);
    expect(result.failures.map(({ checks }) => checks.find(({ status }) => status === 'failed')?.id)).toEqual(
      ['PATH_ISSUER_KEY_DIFFERS', 'PATH_ISSUER_KEY_DIFFERS'],
    );
    expect(subIndicationOf(result.conclusion)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('takes a later path when an earlier one fails', async () => {
    const world = await goodWorld();
    // A forged certificate of the issuing authority is found first: its issuer is trusted, its signature is not.
    const context = judging(world, [world.seal]);
    const forged = {
      ...certificateOf(world.issuingCa),
      raw: Uint8Array.of(0),
      signatureValue: new Uint8Array(70),
    };
    const trust: TrustSource = {
      ...createPinnedTrust(world.anchors),
      certificatesNamed: (name) => (equalNames(name, forged.subject) ? [forged] : []),
    };
    const result = await validateCertificatePath(certificateOf(world.seal), 'seal', { ...context, trust });
    expect(result.conclusion.indication).toBe('PASSED');
    expect(result.failures).toHaveLength(1);
  });

  it('accepts a certificate that is itself trusted, without a path', async () => {
    const world = await goodWorld();
    const result = await validate(world, world.seal, {
      trust: [world.seal.certificate],
      revocation: 'required',
    });
    expect(result.conclusion.indication).toBe('PASSED');
    expect(result.chain).toHaveLength(1);
    // Who trusts a key by its certificate may do so beyond the certificate's period.
    const later = { trust: [world.seal.certificate], validationTime: addDays(NOW, 5000) };
    expect((await validate(world, world.seal, later)).conclusion.indication).toBe('PASSED');
  });

  it('K25: takes no certificate of the name and key of an anchor for it that the key did not sign', async () => {
    const { root, seal, issuingCa } = await goodWorld();
    const twinOf = (entity: Entity, quirks: Quirks): EntityDefinition => {
      const definition = goodEntities(NOW).find(({ name }) => name === entity.name);
      if (definition === undefined) throw new Error('the good world has no such entity');
      return { ...definition, name: 'twin', keyOf: entity.name, quirks };
    };
    const outcome = async (entity: Entity, quirks: Quirks) => {
      const world = await goodWorld({ entities: [twinOf(entity, quirks)] });
      const context = judging({ anchors: [world.entity(entity.name).certificate] }, []);
      const result = await validateCertificatePath(certificateOf(world.entity('twin')), 'any', context);
      return result.conclusion.indication;
    };
    expect(await outcome(root, {})).toBe('PASSED');
    expect(await outcome(root, { brokenSignature: true })).toBe('INDETERMINATE');
    expect(await outcome(issuingCa, { brokenSignature: true })).toBe('INDETERMINATE');
    expect(await outcome(seal, { signedBy: 'tsa' })).toBe('INDETERMINATE');
  });

  it('accepts no anchor before its trust began or after it ended', async () => {
    const world = await goodWorld();
    const pinned = createPinnedTrust(world.anchors);
    const limited = (limits: { readonly trustedFrom?: Date; readonly trustedUntil?: Date }): TrustSource => ({
      size: 1,
      anchorsNamed: async (name) =>
        (await pinned.anchorsNamed(name)).map((anchor) => ({ ...anchor, ...limits })),
    });
    const outcome = async (trust: TrustSource) =>
      subIndicationOf((await validate(world, world.seal, { trust })).conclusion);
    const second = (offset: number) => new Date(NOW.getTime() + offset * 1000);
    expect(await outcome(limited({ trustedUntil: second(1) }))).toBeNull();
    expect(await outcome(limited({ trustedUntil: NOW }))).toBe('NO_CERTIFICATE_CHAIN_FOUND_NO_POE');
    expect(await outcome(limited({ trustedFrom: NOW }))).toBeNull();
    expect(await outcome(limited({ trustedFrom: second(1) }))).toBe('NO_CERTIFICATE_CHAIN_FOUND_NO_POE');
  });

  it('accepts an anchor only for what it is trusted for, and says so', async () => {
    const world = await goodWorld();
    const pinned = createPinnedTrust(world.anchors);
    const onlyFor = (...purposes: readonly TrustPurpose[]): TrustSource => ({
      size: 1,
      anchorsNamed: async (name) =>
        (await pinned.anchorsNamed(name)).map((anchor) => ({ ...anchor, purposes })),
    });
    const judged = async (
      entity: Entity,
      role: 'seal' | 'timestamp',
      ...purposes: readonly TrustPurpose[]
    ) => {
      const context = { ...judging(world, [entity]), trust: onlyFor(...purposes) };
      const { checks, conclusion } = await validateCertificatePath(certificateOf(entity), role, context);
      const failed = checks.find(({ status }) => status === 'failed');
      return [subIndicationOf(conclusion), failed?.id, failed?.facts.purposes];
    };
    const passed = [null, undefined, undefined];
    expect(await judged(world.seal, 'seal', 'certificates')).toEqual(passed);
    expect(await judged(world.tsa, 'timestamp', 'timestamps')).toEqual(passed);
    for (const purpose of ['timestamps', 'revocation'] as const)
      expect(await judged(world.seal, 'seal', purpose)).toEqual([
        'NO_CERTIFICATE_CHAIN_FOUND',
        'ANCHOR_FOR_PURPOSE',
        [purpose],
      ]);
    expect(await judged(world.tsa, 'timestamp', 'certificates')).toEqual([
      'NO_CERTIFICATE_CHAIN_FOUND',
      'ANCHOR_FOR_PURPOSE',
      ['certificates'],
    ]);
  });

  it('goes on from an anchor for other things to one that fits', async () => {
    const world = await goodWorld();
    const { issuingCa, root, seal } = world;
    const units = listOf([listed(issuingCa, [stamping()])]);
    const trust = combineTrust(createListTrust([units]), createPinnedTrust([root.certificate]));
    // Nobody sent the certificate of the issuer: only the list has it.
    const context = { ...judging(world, []), trust };
    const result = await validateCertificatePath(certificateOf(seal), 'seal', context);
    expect(result.conclusion.indication).toBe('PASSED');
    expect(result.anchor?.route).toBe('pinned');
    expect(
      result.failures.flatMap(({ checks }) => checks.filter(({ status }) => status === 'failed')),
    ).toMatchObject([{ id: 'ANCHOR_FOR_PURPOSE' }]);
  });

  it('takes a unit that is itself a service for what it is, for timestamps and nothing else', async () => {
    const world = await goodWorld();
    const list = listOf([listed(world.tsa, [stamping()])]);
    const context = { ...judging(world, []), trust: createListTrust([list]) };
    const role = async (entity: Entity, one: 'seal' | 'timestamp') =>
      subIndicationOf((await validateCertificatePath(certificateOf(entity), one, context)).conclusion);
    expect(await role(world.tsa, 'timestamp')).toBeNull();
    expect(await role(world.tsa, 'seal')).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('chooses among several periods of its own anchor the one that holds', async () => {
    const world = await goodWorld();
    const [from, until] = [addDays(NOW, -300), addDays(NOW, -200)];
    const states = [stamping({ from: addDays(NOW, -1) }), stamping({ from, until })];
    const trust = createListTrust([listOf([listed(world.tsa, states)])]);
    const outcome = async (time: Date) => {
      const context = { ...judging(world, []), trust, time };
      return (await validateCertificatePath(certificateOf(world.tsa), 'timestamp', context)).conclusion
        .indication;
    };
    expect(await outcome(NOW)).toBe('PASSED');
    expect(await outcome(addDays(NOW, -250))).toBe('PASSED');
    expect(await outcome(addDays(NOW, -100))).toBe('INDETERMINATE');
  });

  it('reports a search that fails, and passes nothing because of it', async () => {
    const world = await goodWorld();
    const context = judging(world, [world.seal]);
    const trust: TrustSource = {
      size: 1,
      anchorsNamed: () => {
        throw new TypeError('a fault');
      },
    };
    const result = await validateCertificatePath(certificateOf(world.seal), 'seal', { ...context, trust });
    expect(subIndicationOf(result.conclusion)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
    expect(result.checks).toMatchObject([{ id: 'PATH_VALIDATION_COMPLETED', status: 'failed' }]);
  });
});

describe('validateCertificatePath with revocation', () => {
  async function outcome(
    statusOf: (certificate: Certificate, world: World) => RevocationStatus,
    changes: { readonly time?: Date } = {},
  ) {
    const world = await goodWorld();
    const context = knowingRevocation(judging(world, [world.seal]), (certificate) =>
      statusOf(certificate, world),
    );
    const result = await validateCertificatePath(certificateOf(world.seal), 'seal', {
      ...context,
      ...changes,
    });
    return subIndicationOf(result.conclusion);
  }
  const isSeal = (certificate: Certificate, world: World): boolean =>
    certificate.raw.every((byte, at) => byte === world.seal.certificate[at]);
  const yesterday = addDays(NOW, -1);

  it('passes when nobody is revoked', async () => {
    expect(await outcome(() => GOOD)).toBeNull();
  });

  it('tells a revoked seal from a revoked authority and from a hold', async () => {
    const revoked = revokedAt(yesterday);
    expect(await outcome((one, world) => (isSeal(one, world) ? revoked : GOOD))).toBe('REVOKED_NO_POE');
    expect(await outcome((one, world) => (isSeal(one, world) ? GOOD : revoked))).toBe('REVOKED_CA_NO_POE');
    expect(await outcome((one, world) => (isSeal(one, world) ? heldSince(yesterday) : GOOD))).toBe(
      'TRY_LATER',
    );
  });

  it('tells an expired certificate that was not revoked from one nobody knows about', async () => {
    const later = { time: addDays(NOW, 1000) };
    expect(await outcome(() => GOOD, later)).toBe('OUT_OF_BOUNDS_NOT_REVOKED');
    expect(await outcome(() => ({ kind: 'unknown', unused: [] }), later)).toBe('OUT_OF_BOUNDS_NO_POE');
  });

  it('cannot decide when a status is required and not known', async () => {
    expect(await outcome(() => ({ kind: 'unknown', unused: [] }))).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
    expect(await outcome(() => ({ kind: 'not-checked' }))).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
  });
});
