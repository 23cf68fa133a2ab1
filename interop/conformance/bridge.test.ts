/**
 * Paths across the bridged world, judged by OpenSSL too: each with the certificates that we chose, the lists of the
 * directory, and the policy of the relying party. Seals with such paths are judged by pyHanko too.
 *
 * @module
 */
import { seal } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
import {
  addDays,
  BRIDGED_NAMES,
  BRIDGED_POLICIES,
  type BridgedTerms,
  bridgedTerms,
  createBridgedWorld,
  type DistinguishedName,
  type EntityDefinition,
  issueCrl,
  toPem,
  type WorldOptions,
} from '@eseal/testkit';
import { createBridgeTrust, createOnlineRevocation, validate, validateCertificate } from '@eseal/validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PyHanko, startPyHanko } from '../judges/pyhanko.ts';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge, suiteFor } from '../judges.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
const P = BRIDGED_POLICIES;
const ISSUING_B: DistinguishedName = [...BRIDGED_NAMES.b.slice(0, -1), { OU: '発行認証局' }];

interface BridgeCase {
  readonly name: string;
  /** The certificate that is judged. Default `seal`. */
  readonly entity?: string;
  readonly world?: WorldOptions;
  /** Default the own policy. */
  readonly policy?: string;
  /** Cross-certificates left out, so that there is one route. */
  readonly without?: readonly string[];
  readonly valid: boolean;
}

const lasting = { notBefore: addDays(NOW, -30), notAfter: addDays(NOW, 300) };

function sealOf(subject: DistinguishedName, terms: Partial<BridgedTerms> = {}): EntityDefinition {
  return {
    name: 'other-seal',
    issuer: 'issuing-ca',
    subject,
    profile: { kind: 'seal', policies: [] },
    ...lasting,
    quirks: bridgedTerms(ISSUING_B, { policies: [P.b], ...terms }),
  };
}

const deeper: readonly EntityDefinition[] = [
  {
    name: 'deep-ca',
    issuer: 'issuing-ca',
    subject: [...BRIDGED_NAMES.b.slice(0, -1), { OU: 'deep' }],
    profile: { kind: 'ca' },
    ...lasting,
    quirks: bridgedTerms(ISSUING_B, { policies: [P.b] }),
  },
  {
    ...sealOf([{ C: 'JP' }, { CN: 'deep seal' }]),
    issuer: 'deep-ca',
    quirks: bridgedTerms([...BRIDGED_NAMES.b.slice(0, -1), { OU: 'deep' }], { policies: [P.b] }),
  },
];

const revoked = (entity: string): WorldOptions => ({ revocations: [{ entity, at: addDays(NOW, -1) }] });
const only = ['c-to-b'];
const other = 'other-seal';

const CASES: readonly BridgeCase[] = [
  { name: 'the own domain', entity: 'own-seal', valid: true },
  { name: 'a domain behind the bridge', valid: true },
  { name: 'a second domain', entity: 'c-seal', valid: true },
  { name: 'two bridges and a change of keys', entity: 'd-seal', valid: true },
  { name: 'a subordinate without its root', entity: 'e-seal', valid: true },
  { name: "another domain's own policy", policy: P.b, valid: false },
  { name: 'a policy of nobody', policy: '2.999.20.99', valid: false },
  {
    name: 'a seal of another policy',
    entity: other,
    world: { entities: [sealOf([{ C: 'JP' }], { policies: [P.c] })] },
    valid: false,
  },
  {
    name: 'a permitted name',
    entity: other,
    world: { entities: [sealOf([{ C: 'JP' }, { O: 'x' }])] },
    without: only,
    valid: true,
  },
  {
    name: 'a name outside of those permitted',
    entity: other,
    world: { entities: [sealOf([{ C: 'FR' }, { O: 'x' }])] },
    without: only,
    valid: false,
  },
  {
    name: 'an excluded name',
    entity: other,
    world: { entities: [sealOf([{ C: 'JP' }, { O: 'Example Ministry A' }])] },
    without: only,
    valid: false,
  },
  {
    name: 'a path longer than agreed',
    entity: other,
    world: { entities: deeper },
    without: only,
    valid: false,
  },
  { name: 'a revoked seal', world: revoked('seal'), valid: false },
  { name: 'a revoked cross-certificate', world: revoked('bridge-to-b'), without: only, valid: false },
  { name: 'a revoked authority', world: revoked('issuing-ca'), valid: false },
];

suiteFor(['openssl'], 'paths across a bridge', () => {
  let bench: Workbench;
  beforeAll(() => {
    bench = createWorkbench();
  });
  afterAll(() => bench[Symbol.dispose]());

  it.each(CASES)('have one verdict: $name', async (one) => {
    const { entity = 'seal', policy = P.a, without = [] } = one;
    const world = await createBridgedWorld({ now: NOW, ...one.world });
    const left = without.map((name) => String(world.entity(name).certificate));
    const crossCertificates = world.crossCertificates.filter((der) => !left.includes(String(der)));
    const { certificate, chain } = world.entity(entity);
    const report = await validateCertificate(certificate, {
      trust: createBridgeTrust({ anchors: world.anchors, crossCertificates, policies: [policy] }),
      certificates: chain,
      revocationProvider: createOnlineRevocation({
        resolveDirectory: world.directory.lookUp,
        now: () => NOW,
      }),
      validationTime: NOW,
      now: NOW,
    });
    expect(report.conclusion.indication === 'TOTAL-PASSED').toBe(one.valid);
    const between = report.path.chain.slice(1, -1).flatMap((sha256) => {
      const found = report.path.certificates.find((known) => known.sha256 === sha256);
      return found === undefined ? [] : [found.encoding];
    });
    expect(between.length).toBeGreaterThan(0);
    const entries = await world.directory.entries();
    const lists = [
      ...entries.flatMap(({ attributes }) => [
        ...(attributes.authorityRevocationList ?? []),
        ...(attributes.certificateRevocationList ?? []),
      ]),
      // OpenSSL wants the anchor on a list, too, which names no distribution point.
      await issueCrl({
        issuer: world.root,
        revocations: [],
        thisUpdate: NOW,
        nextUpdate: addDays(NOW, 7),
        number: 1,
      }),
    ];
    const { status, errors } = await runProgram(requireJudge('openssl'), [
      'verify',
      ...['-attime', String(NOW.getTime() / 1000)],
      ...['-policy_check', '-explicit_policy', '-policy', policy],
      ...[
        '-crl_check_all',
        '-extended_crl',
        '-CRLfile',
        bench.write('lists.pem', toPem('X509 CRL', ...lists)),
      ],
      ...[
        '-no-CApath',
        '-no-CAstore',
        '-CAfile',
        bench.write('root.pem', toPem('CERTIFICATE', ...world.anchors)),
      ],
      ...['-untrusted', bench.write('between.pem', toPem('CERTIFICATE', ...between))],
      bench.write('target.pem', toPem('CERTIFICATE', certificate)),
    ]);
    expect(status === 0, errors).toBe(one.valid);
  });
});

/** Seals with everything that leads from the own root to them, and one where a step is missing. */
const SEALS: readonly {
  readonly name: string;
  readonly chain: readonly string[];
  readonly valid: boolean;
}[] = [
  { name: 'behind the bridge', chain: ['seal', 'issuing-ca', 'bridge-to-b', 'root-to-bridge'], valid: true },
  {
    name: 'behind two bridges and a change of keys',
    chain: [
      ...['d-seal', 'd-issuing', 'd-regional', 'd-policy', 'd-new-with-old'],
      ...['bridge2-to-d', 'bridge-to-bridge2', 'root-to-bridge'],
    ],
    valid: true,
  },
  { name: 'of a subordinate', chain: ['e-seal', 'bridge-to-e', 'root-to-bridge'], valid: true },
  { name: 'that the own root leads not to', chain: ['seal', 'issuing-ca', 'bridge-to-b'], valid: false },
];

// EU DSS 6.4 finds these chains, but counts critical policyMappings as an extension that it does not support.
suiteFor(['pyhanko'], 'seals across a bridge', () => {
  let bench: Workbench;
  let pyhanko: PyHanko;
  beforeAll(() => {
    bench = createWorkbench();
    pyhanko = startPyHanko();
  });
  afterAll(async () => {
    await pyhanko[Symbol.asyncDispose]?.();
    bench[Symbol.dispose]();
  });

  it.each(SEALS)('$name are judged alike by pyHanko', async ({ chain, valid }) => {
    const world = await createBridgedWorld();
    const [own = '', ...others] = chain;
    const entity = world.entity(own);
    const certificates = [entity, ...others.map(world.entity)].map((one) =>
      parseCertificate(one.certificate),
    );
    const signer = await createWebCryptoSigner({ key: entity.privateKey, certificates });
    const format = cades({ packaging: 'attached' });
    const sealed = await seal(new TextEncoder().encode('各位'), { signer, format, adesLevel: 'B-B' });
    const bytes = await sealed.toBytes();
    const trust = createBridgeTrust({ anchors: world.anchors, crossCertificates: [] });
    const report = await validate(bytes, { trust, revocation: 'none' });
    expect(report.conclusion.indication === 'TOTAL-PASSED').toBe(valid);
    expect(report.seals[0]?.path.trust.route).toBe(valid ? 'bridge' : 'none');
    const verdict = await pyhanko.judge({
      kind: 'cms',
      path: bench.write('seal.p7m', bytes),
      bytes,
      trust: {
        path: bench.write('anchor.pem', toPem('CERTIFICATE', ...world.anchors)),
        certificate: world.root.certificate,
      },
    });
    expect(verdict.accepted, verdict.reason).toBe(valid);
  });
});
