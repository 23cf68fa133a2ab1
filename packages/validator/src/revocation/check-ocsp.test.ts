import { toHex } from '@eseal/core';
import { encode, generalizedTime, OID, objectIdentifier, octetString, sequence } from '@eseal/core/asn1';
import { digestBytes } from '@eseal/core/crypto';
import {
  addDays,
  certificateId,
  createHostileWorld,
  type EntityDefinition,
  extendedKeyUsage,
  flipBit,
  keyUsage,
  unknownExtension,
  type World,
} from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crlOf, problemsIn, responseOf, statusIn } from '../../test/asking-status.ts';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { policyOf } from '../policy/presets.ts';
import type { RevocationEvidence } from './provider.ts';

const YEARS = { notBefore: addDays(NOW, -300), notAfter: addDays(NOW, 3000) };

/** A world with a responder of another making, that signs. */
async function respondedBy(definition: Partial<EntityDefinition>): Promise<World> {
  const entity = {
    name: 'other',
    issuer: 'issuing-ca',
    subject: [{ CN: 'Other Responder' }],
    profile: { kind: 'ocsp-responder' },
    ...YEARS,
    ...definition,
  } as const;
  return goodWorld({ entities: [entity] });
}

async function problemsBy(world: World, name = 'other'): Promise<readonly string[]> {
  const responder = world.entity(name);
  return problemsIn(world, { evidence: [await responseOf(world, {}, { responder })] });
}

const withBytes = (evidence: RevocationEvidence, encoded: Uint8Array): RevocationEvidence => ({
  ...evidence,
  encoded,
});

describe('an OCSP response', () => {
  it.each(['key', 'name'] as const)(
    'is believed from a delegated responder named by its %s',
    async (responderId) => {
      const world = await goodWorld();
      expect(await problemsIn(world, { evidence: [await responseOf(world, {}, { responderId })] })).toEqual([
        'good',
      ]);
    },
  );

  it('is believed from the issuer itself', async () => {
    const world = await goodWorld();
    const response = await responseOf(world, {}, { responder: world.issuingCa, certificates: [] });
    const status = await statusIn(world, { evidence: [response] });
    expect(status).toMatchObject({
      kind: 'good',
      source: { decidedBy: [{ signerChain: [], signerRevocation: [] }] },
    });
  });

  it('finds the certificate of its responder among those that are known', async () => {
    const world = await goodWorld();
    const response = await responseOf(world, {}, { certificates: [] });
    expect(await problemsIn(world, { evidence: [response] })).toEqual(['signer-not-found']);
    expect(await problemsIn(world, { evidence: [response], known: [world.ocsp] })).toEqual(['good']);
  });

  it('tells revocations and holds with time and reason', async () => {
    const world = await goodWorld();
    const at = addDays(NOW, -3);
    const revoked = await responseOf(world, { status: { kind: 'revoked', at, reason: 'keyCompromise' } });
    expect(await statusIn(world, { evidence: [revoked] })).toMatchObject({
      kind: 'revoked',
      revocationTime: at,
      reason: 'keyCompromise',
    });
    const held = await responseOf(world, { status: { kind: 'revoked', at, reason: 'certificateHold' } });
    expect(await statusIn(world, { evidence: [held] })).toMatchObject({ kind: 'on-hold', since: at });
  });

  it('proves nothing when a bit of it is changed', async () => {
    const world = await goodWorld();
    const response = await responseOf(world);
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(response.encoded.length * 8 - 1), async (bit) => {
        const encoded = response.encoded.slice();
        encoded[bit >> 3] = (encoded[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const [kind] = await problemsIn(world, { evidence: [withBytes(response, encoded)] });
        kinds.add(kind ?? 'about another');
        // A responder's certificate that came along is not under the signature; its own signature then is broken.
        expect(['revoked', 'on-hold']).not.toContain(kind);
      }),
      { numRuns: 300 },
    );
    expect(kinds.size).toBeGreaterThan(2);
    const tbs = withBytes(response, flipBit(response.encoded, 60));
    expect(await problemsIn(world, { evidence: [tbs] })).not.toContain('good');
  });

  it('says nothing by itself about another certificate', async () => {
    const world = await goodWorld();
    const response = await responseOf(world, { certificate: await certificateId(world.tsa) });
    expect(await statusIn(world, { evidence: [response] })).toEqual({ kind: 'unknown', unused: [] });
  });

  it('K6: is about a certificate only when name and key of its issuer are', async () => {
    const [world, other] = [await goodWorld(), await goodWorld({ key: 'p384' })];
    const { seal } = world;
    // The name is the same, the key is not.
    const id = await certificateId({ ...seal, issuer: other.issuingCa });
    const response = await responseOf(world, { certificate: id });
    expect(await problemsIn(world, { evidence: [response] })).toEqual(['wrong-issuer']);
  });

  it('K7: is not believed from who has no authority', async () => {
    const hostile = await createHostileWorld({ now: NOW });
    for (const name of ['responder-without-purpose', 'responder-of-another-ca', 'seal'])
      expect([name, await problemsBy(hostile, name)]).toEqual([name, ['signer-not-authorized']]);
    const any = extendedKeyUsage([OID.anyExtendedKeyUsage]);
    const odd: readonly Partial<EntityDefinition>[] = [
      { quirks: { extensions: [any] } },
      { quirks: { extensions: [keyUsage('keyEncipherment')] } },
      { quirks: { extensions: [unknownExtension(true)] } },
      { quirks: { brokenSignature: true } },
    ];
    for (const definition of odd)
      expect(await problemsBy(await respondedBy(definition))).toEqual(['signer-not-authorized']);
  });

  it('K7: is believed only from a responder that was valid when it answered', async () => {
    const ended = await respondedBy({ notAfter: addDays(NOW, -2) });
    expect(await problemsBy(ended)).toEqual(['signer-not-valid']);
    // It ended after the answer, which stays what it was.
    const since = await respondedBy({ notAfter: addDays(NOW, -0.5) });
    expect(await problemsBy(since)).toEqual(['good']);
  });

  it('K8: is of a possible time', async () => {
    const world = await goodWorld();
    const future = addDays(new Date(), 2);
    const cases = [
      [{ thisUpdate: future, nextUpdate: addDays(future, 1) }, { producedAt: future }, 'in-future'],
      [{}, { producedAt: future }, 'in-future'],
      [{ nextUpdate: addDays(NOW, -2) }, {}, 'times-inconsistent'],
      [{}, { producedAt: addDays(NOW, -5), responder: world.issuingCa }, 'times-inconsistent'],
    ] as const;
    for (const [answer, changes, problem] of cases)
      expect(await problemsIn(world, { evidence: [await responseOf(world, answer, changes)] })).toEqual([
        problem,
      ]);
  });

  it('K8: may be of later than the time that is asked about', async () => {
    const world = await goodWorld();
    const evidence = [await responseOf(world)];
    expect(await problemsIn(world, { evidence, validationTime: addDays(NOW, -10) })).toEqual(['good']);
  });

  it('K9: is no proof when it does not know the certificate or gives no answer', async () => {
    const world = await goodWorld();
    const unknown = await responseOf(world, { status: { kind: 'unknown' } });
    expect(await problemsIn(world, { evidence: [unknown] })).toEqual(['status-unknown']);
    const tryLater = { kind: 'ocsp', encoded: Uint8Array.of(0x30, 3, 0x0a, 1, 3) } as const;
    expect(await statusIn(world, { evidence: [tryLater] })).toMatchObject({
      unused: [{ problem: 'no-answer', facts: { status: 'tryLater' } }],
    });
  });

  it('K9: has no critical extension that nobody knows, as a whole or about the certificate', async () => {
    const world = await goodWorld();
    const extensions = [unknownExtension(true)];
    for (const response of [
      await responseOf(world, {}, { extensions }),
      await responseOf(world, { extensions }),
    ])
      expect(await problemsIn(world, { evidence: [response] })).toEqual(['critical-extension']);
    const harmless = await responseOf(world, { extensions: [unknownExtension(false)] });
    expect(await problemsIn(world, { evidence: [harmless] })).toEqual(['good']);
  });

  it('K9: counts as revoked when one of several answers about the certificate says so', async () => {
    const world = await goodWorld();
    const id = await certificateId(world.seal);
    const times = { thisUpdate: addDays(NOW, -1), nextUpdate: addDays(NOW, 6) };
    const good = { certificate: id, status: { kind: 'good' }, ...times } as const;
    const revoked = { ...good, status: { kind: 'revoked', at: addDays(NOW, -2) } } as const;
    const response = await responseOf(world, {}, { answers: [good, revoked] });
    expect((await statusIn(world, { evidence: [response] })).kind).toBe('revoked');
  });

  it('K9: is not believed from a responder that was revoked, or without nocheck may have been', async () => {
    const world = await respondedBy({ quirks: { without: [OID.ocspNoCheck] } });
    expect(await problemsBy(world)).toEqual(['signer-status-unknown']);
    const response = await responseOf(world, {}, { responder: world.entity('other') });
    const clear = await crlOf(world, { revocations: [] });
    const { serialNumber } = world.entity('other');
    const listed = await crlOf(world, { revocations: [{ serialNumber, at: addDays(NOW, -2) }] });
    const signersOf = async (evidence: readonly RevocationEvidence[]) => {
      const status = await statusIn(world, { evidence });
      return status.kind === 'good' ? status.source.kind : status.kind;
    };
    expect(await signersOf([response, clear])).toBe('ocsp');
    // The list itself still says that the seal's certificate is good.
    expect(await signersOf([response, listed])).toBe('crl');
  });

  it('K10: is not believed from a responder that vouches for itself', async () => {
    const world = await respondedBy({ quirks: { without: [OID.ocspNoCheck] } });
    const responder = world.entity('other');
    const about = async (certificate: Uint8Array) => responseOf(world, { certificate }, { responder });
    const evidence = [
      await about(await certificateId(world.seal)),
      await about(await certificateId(responder)),
    ];
    expect(await problemsIn(world, { evidence })).toEqual(['signer-status-unknown']);
  });

  it('K14: is not older than the certificate', async () => {
    const world = await goodWorld();
    const before = addDays(NOW, -31);
    const response = await responseOf(world, { thisUpdate: before }, { producedAt: before });
    const responder = { ...world, ocsp: world.issuingCa };
    expect(await problemsIn(world, { evidence: [response] })).toEqual(['signer-not-valid']);
    const byIssuer = await responseOf(responder, { thisUpdate: before }, { producedAt: before });
    expect(await problemsIn(world, { evidence: [byIssuer] })).toEqual(['before-certificate']);
  });

  it('K15: proves nothing after the certificate expired, unless the responder keeps expired ones', async () => {
    const world = await goodWorld();
    const validationTime = addDays(NOW, 702);
    const after = { thisUpdate: addDays(NOW, 701), nextUpdate: addDays(NOW, 708) };
    const cutoff = (since: Date) => ({
      extensions: [{ oid: OID.ocspArchiveCutoff, critical: false, value: encode(generalizedTime(since)) }],
    });
    const problemsWith = async (answer: object) => {
      const changes = { responder: world.issuingCa, producedAt: after.thisUpdate };
      const evidence = [await responseOf(world, { ...after, ...answer }, changes)];
      return problemsIn(world, { evidence, validationTime });
    };
    expect(await problemsWith({})).toEqual(['expired-not-covered']);
    expect(await problemsWith(cutoff(addDays(NOW, 701)))).toEqual(['expired-not-covered']);
    expect(await problemsWith(cutoff(addDays(NOW, 699)))).toEqual(['good']);
    expect(await problemsWith({ status: { kind: 'revoked', at: NOW } })).toEqual(['revoked']);
  });

  it('agrees with the digest of the certificate where it names one', async () => {
    const world = await goodWorld();
    const sha256 = sequence([objectIdentifier('2.16.840.1.101.3.4.2.1')]);
    const named = async (digest: Uint8Array, algorithm = sha256) => {
      const value = encode(sequence([algorithm, octetString(digest)]));
      const response = await responseOf(world, {
        extensions: [{ oid: OID.certHash, critical: false, value }],
      });
      return problemsIn(world, { evidence: [response] });
    };
    const digest = await digestBytes('SHA-256', certificateOf(world.seal).raw);
    expect(toHex(digest)).toHaveLength(64);
    expect(await named(digest)).toEqual(['good']);
    expect(await named(flipBit(digest, 0))).toEqual(['cert-hash']);
    expect(await named(digest, sequence([objectIdentifier('2.999')]))).toEqual(['cert-hash']);
  });

  it('is signed by an algorithm that the policy trusts', async () => {
    const world = await goodWorld();
    const strict = policyOf('strict');
    const policy = { ...strict, suite: { ...strict.suite, rows: [] } };
    const evidence = [await responseOf(world)];
    expect(await problemsIn(world, { evidence, policy })).toEqual(['algorithm-not-reliable']);
  });

  it('is believed from no responder whose certificate is signed by an algorithm that is not trusted', async () => {
    const world = await respondedBy({ signatureAlgorithm: 'ecdsa-sha1' });
    expect(await problemsBy(world)).toEqual(['algorithm-not-reliable']);
  });
});
