import {
  boolean,
  context,
  type DerPart,
  encode,
  generalizedTime,
  integer,
  OID,
  retag,
  sequence,
  utf8String,
} from '@eseal/core/asn1';
import { parseCrl } from '@eseal/core/revocation';
import {
  addDays,
  type CrlTemplate,
  type EntityDefinition,
  type ExtensionDefinition,
  flipBit,
  goodEntities,
  keyUsage,
  type Revocation,
  unknownExtension,
  type World,
} from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crlOf, problemsIn, statusIn } from '../../test/asking-status.ts';
import { goodWorld, NOW } from '../../test/judging.ts';

const YEARS = { notBefore: addDays(NOW, -300), notAfter: addDays(NOW, 3000) };

/** The name of the good world's issuing CA, for those that share it. */
const ISSUING_NAME: EntityDefinition['subject'] =
  goodEntities(NOW).find(({ name }) => name === 'issuing-ca')?.subject ?? [];

const uri = (address: string): DerPart => context(0, [retag(utf8String(address), 0x86)]);

const extension = (oid: string, value: DerPart, critical = true): ExtensionDefinition => ({
  oid,
  critical,
  value: encode(value),
});

/** issuingDistributionPoint of these fields. */
const scopeOf = (...fields: readonly DerPart[]): ExtensionDefinition =>
  extension(OID.issuingDistributionPoint, sequence(fields));

const flag = (number: number): DerPart => retag(boolean(true), 0x80 | number);

/** onlySomeReasons of one octet of bits. */
const someReasons = (bits: number): DerPart => Uint8Array.of(0x83, 2, 0, bits);

const FROM_CRL = context(0, [uri('http://eseal.test/crl/issuing-ca.crl')]);
const ELSEWHERE = context(0, [uri('http://eseal.test/crl/other.crl')]);

async function problemsOf(
  world: World,
  ...lists: readonly Partial<CrlTemplate>[]
): Promise<readonly string[]> {
  const evidence = await Promise.all(lists.map((changes) => crlOf(world, changes)));
  return problemsIn(world, { evidence, known: world.pki.entities });
}

const sealRevoked = (world: World, others: Partial<Revocation> = {}): readonly Revocation[] => [
  { serialNumber: world.seal.serialNumber, at: addDays(NOW, -5), ...others },
];

const another: EntityDefinition = {
  name: 'another-ca',
  issuer: 'root',
  subject: [{ CN: 'Another CA' }],
  profile: { kind: 'ca' },
  ...YEARS,
};

describe('a CRL', () => {
  it('is believed from the issuer, and says who is revoked, when and why', async () => {
    const world = await goodWorld();
    expect(await problemsOf(world, {})).toEqual(['good']);
    const since = addDays(NOW, -7);
    const revocations = sealRevoked(world, { reason: 'keyCompromise', invalidSince: since });
    // K16: since when the key was in doubt stays a fact of the status.
    expect(await statusIn(world, { evidence: [await crlOf(world, { revocations })] })).toMatchObject({
      kind: 'revoked',
      revocationTime: addDays(NOW, -5),
      reason: 'keyCompromise',
      invalidityDate: since,
      source: { kind: 'crl', decidedBy: [{ signerChain: [] }] },
    });
  });

  it('K11: proves nothing when it takes something back, which only a delta can', async () => {
    const world = await goodWorld();
    const revocations = sealRevoked(world, { reason: 'removeFromCRL' });
    expect(await problemsOf(world, { revocations })).toEqual(['removed-in-complete']);
  });

  it('proves nothing when a bit of it is changed', async () => {
    const world = await goodWorld();
    const { encoded } = await crlOf(world, { revocations: sealRevoked(world) });
    await fc.assert(
      fc.asyncProperty(fc.nat(encoded.length * 8 - 1), async (bit) => {
        const changed = encoded.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const status = await statusIn(world, { evidence: [{ kind: 'crl', encoded: changed }] });
        // Beside the signed bytes a bit may be changed that says nothing, such as how many bits are unused.
        const isSigned = bit >> 3 < parseCrl(encoded).tbs.length;
        expect(isSigned ? ['unknown'] : ['unknown', 'revoked']).toContain(status.kind);
      }),
      { numRuns: 300 },
    );
  });

  it('is not listened to about certificates of other issuers', async () => {
    const world = await goodWorld({ entities: [another] });
    expect(await problemsOf(world, { issuer: world.entity('another-ca') })).toEqual([]);
  });

  it('K11: covers only the kinds of certificates that it says', async () => {
    const world = await goodWorld();
    const [users, authorities, attributes] = [flag(1), flag(2), flag(5)];
    expect(await problemsOf(world, { extensions: [scopeOf(users)] })).toEqual(['good']);
    expect(await problemsOf(world, { extensions: [scopeOf(authorities)] })).toEqual(['out-of-scope']);
    expect(await problemsOf(world, { extensions: [scopeOf(attributes)] })).toEqual(['out-of-scope']);
    const ofCa = async (field: DerPart) => {
      const evidence = [await crlOf(world, { issuer: world.root, extensions: [scopeOf(field)] })];
      return problemsIn(world, { about: world.issuingCa, evidence });
    };
    expect(await ofCa(authorities)).toEqual(['good']);
    expect(await ofCa(users)).toEqual(['out-of-scope']);
  });

  it('K11: is of a distribution point that the certificate names', async () => {
    const world = await goodWorld();
    expect(await problemsOf(world, { extensions: [scopeOf(FROM_CRL)] })).toEqual(['good']);
    expect(await problemsOf(world, { extensions: [scopeOf(ELSEWHERE)] })).toEqual(['out-of-scope']);
  });

  it('K11: has no critical extension that nobody knows', async () => {
    const world = await goodWorld();
    expect(await problemsOf(world, { extensions: [unknownExtension(true)] })).toEqual(['critical-extension']);
    expect(await problemsOf(world, { extensions: [unknownExtension(false)] })).toEqual(['good']);
  });

  it('K11: covers all reasons for revocation, alone or with others', async () => {
    const world = await goodWorld();
    // keyCompromise to cessationOfOperation, and certificateHold with what comes after.
    const some = { extensions: [scopeOf(someReasons(0x7c))] };
    const rest = {
      extensions: [
        extension(OID.issuingDistributionPoint, sequence([Uint8Array.of(0x83, 3, 7, 0x03, 0x80)])),
      ],
    };
    expect(await problemsOf(world, some)).toEqual(['reasons-not-covered']);
    expect(await problemsOf(world, some, some)).toEqual(['reasons-not-covered']);
    expect(await problemsOf(world, some, rest)).toEqual(['good']);
    const evidence = [
      await crlOf(world, some),
      await crlOf(world, { ...rest, thisUpdate: addDays(NOW, -2) }),
    ];
    const status = await statusIn(world, { evidence });
    // As old as the older of them.
    expect(status).toMatchObject({ source: { thisUpdate: addDays(NOW, -2) } });
    if (status.kind === 'good') expect(status.source.decidedBy).toHaveLength(2);
    expect(await problemsOf(world, { ...some, revocations: sealRevoked(world) })).toEqual(['revoked']);
  });

  it('K11: changes to a list are read together with the list they change, and with no other', async () => {
    const world = await goodWorld();
    const delta = (
      base: number,
      number: number,
      others: Partial<CrlTemplate> = {},
    ): Partial<CrlTemplate> => ({
      ...others,
      number,
      thisUpdate: addDays(NOW, -0.5),
      extensions: [extension(OID.deltaCRLIndicator, integer(base)), ...(others.extensions ?? [])],
    });
    const revocations = sealRevoked(world);
    const back = { revocations: sealRevoked(world, { reason: 'removeFromCRL' }) };
    const held = { revocations: sealRevoked(world, { reason: 'certificateHold' }) };
    expect(await problemsOf(world, delta(9, 11))).toEqual(['delta-without-base']);
    expect(await problemsOf(world, {}, delta(9, 11))).toEqual(['good']);
    expect(await problemsOf(world, {}, delta(10, 11, { revocations }))).toEqual(['revoked']);
    expect(await problemsOf(world, held)).toEqual(['on-hold']);
    expect(await problemsOf(world, held, delta(10, 11, back))).toEqual(['good']);
    // A gap between them, an older change, and another scope.
    for (const other of [
      delta(11, 12, back),
      delta(5, 9, back),
      delta(10, 11, { ...back, extensions: [scopeOf(flag(1))] }),
    ])
      expect(await problemsOf(world, held, other)).toEqual(['on-hold']);
  });

  it('K12: is believed from another key of the issuer whose path leads to the same anchor', async () => {
    const renewed = await goodWorld({ entities: [{ ...another, name: 'renewed', subject: ISSUING_NAME }] });
    const crl = { issuer: renewed.entity('renewed') };
    // Without proof that the other key was not revoked, nothing; with it, good.
    expect(await problemsOf(renewed, crl)).toEqual(['signer-status-unknown']);
    const ofRoot = { issuer: renewed.root };
    expect(await problemsOf(renewed, crl, ofRoot)).toEqual(['good']);
    const { serialNumber } = renewed.entity('renewed');
    const listed = { ...ofRoot, revocations: [{ serialNumber, at: addDays(NOW, -9) }] };
    expect(await problemsOf(renewed, crl, listed)).toEqual(['signer-revoked']);
  });

  it('K12: is not believed from somebody else of the same name', async () => {
    const self: EntityDefinition = {
      name: 'other-ca',
      subject: ISSUING_NAME,
      profile: { kind: 'ca' },
      ...YEARS,
    };
    const world = await goodWorld({ entities: [self] });
    expect(await problemsOf(world, { issuer: world.entity('other-ca') })).toEqual(['signer-path']);
    const evidence = [await crlOf(world, { issuer: world.entity('other-ca') })];
    expect(await problemsIn(world, { evidence })).toEqual(['signature-invalid']);
  });

  it('K12: is not believed from a key that may not sign lists', async () => {
    const subject = ISSUING_NAME;
    const quirks = { extensions: [keyUsage('keyCertSign')] };
    const world = await goodWorld({ entities: [{ ...another, name: 'renewed', subject, quirks }] });
    expect(await problemsOf(world, { issuer: world.entity('renewed') }, { issuer: world.root })).toEqual([
      'signer-key-usage',
    ]);
  });

  it('K12: is not believed from a key whose certificate is signed by an algorithm that is not trusted', async () => {
    const renewed: EntityDefinition = { ...another, name: 'renewed', subject: ISSUING_NAME };
    const world = await goodWorld({ entities: [{ ...renewed, signatureAlgorithm: 'ecdsa-sha1' }] });
    expect(await problemsOf(world, { issuer: world.entity('renewed') }, { issuer: world.root })).toEqual([
      'algorithm-not-reliable',
    ]);
  });

  it('K13: may lack nextUpdate, and is then good for as long as the policy says', async () => {
    const world = await goodWorld();
    const evidence = [await crlOf(world, { nextUpdate: undefined })];
    expect(await statusIn(world, { evidence })).toMatchObject({
      kind: 'good',
      source: { thisUpdate: addDays(NOW, -1), nextUpdate: undefined },
    });
  });

  it('K14: is not older than the certificate, nor of the future', async () => {
    const world = await goodWorld();
    const old = { thisUpdate: addDays(NOW, -31), nextUpdate: addDays(NOW, 6) };
    expect(await problemsOf(world, old)).toEqual(['before-certificate']);
    const future = addDays(new Date(), 2);
    expect(await problemsOf(world, { thisUpdate: future, nextUpdate: addDays(future, 7) })).toEqual([
      'in-future',
    ]);
    expect(await problemsOf(world, { nextUpdate: addDays(NOW, -2) })).toEqual(['times-inconsistent']);
  });

  it('K15: proves nothing after the certificate expired, unless it says that expired ones stay listed', async () => {
    const world = await goodWorld();
    const validationTime = addDays(NOW, 702);
    const after = { thisUpdate: addDays(NOW, 701), nextUpdate: addDays(NOW, 708) };
    const problemsWith = async (changes: Partial<CrlTemplate>) =>
      problemsIn(world, { evidence: [await crlOf(world, { ...after, ...changes })], validationTime });
    const kept = (since: Date) => ({
      extensions: [extension(OID.expiredCertsOnCRL, generalizedTime(since), false)],
    });
    expect(await problemsWith({})).toEqual(['expired-not-covered']);
    expect(await problemsWith(kept(addDays(NOW, 701)))).toEqual(['expired-not-covered']);
    expect(await problemsWith(kept(addDays(NOW, 699)))).toEqual(['good']);
    expect(await problemsWith({ revocations: sealRevoked(world) })).toEqual(['revoked']);
  });

  it('is refused for a broken signature, alone', async () => {
    const world = await goodWorld();
    expect(await problemsOf(world, { brokenSignature: true })).toEqual(['signature-invalid']);
    const { encoded } = await crlOf(world);
    const cut = { kind: 'crl', encoded: flipBit(encoded, 1) } as const;
    expect(await problemsIn(world, { evidence: [cut] })).toEqual(['unreadable']);
    expect(await problemsOf(world, { brokenSignature: true }, {})).toEqual(['good']);
  });
});
