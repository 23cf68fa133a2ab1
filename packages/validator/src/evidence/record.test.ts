import { cades } from '@eseal/formats/cades';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { toJson } from '../report/to-json.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import { type ValidateOptions, validate } from '../validate.ts';
import { readBundle, writeBundle } from './bundle-file.ts';
import { recordEvidence } from './record.ts';
import { replay } from './replay.ts';
import { DOCUMENT, online, recorded } from './test-recording.ts';

const jsonOf = (report: Parameters<typeof toJson>[0]): string => JSON.stringify(toJson(report));

/** Where each option is found again; a new one has to be added here, and to the bundle. */
const KEPT: Readonly<Record<keyof Required<ValidateOptions>, 'in the bundle' | 'left out'>> = {
  trust: 'in the bundle',
  certificates: 'in the bundle',
  issuers: 'in the bundle',
  revocation: 'in the bundle',
  revocationProvider: 'in the bundle',
  revocationData: 'in the bundle',
  validationTime: 'in the bundle',
  now: 'in the bundle',
  pathPolicies: 'in the bundle',
  proofs: 'in the bundle',
  policy: 'in the bundle',
  signaturePolicies: 'in the bundle',
  japan: 'in the bundle',
  contents: 'in the bundle',
  archiveLimits: 'in the bundle',
  name: 'in the bundle',
  level: 'in the bundle',
  password: 'left out',
  signal: 'left out',
  timeBudget: 'left out',
  maxStreamBytes: 'left out',
};

describe('recordEvidence', () => {
  it('keeps every option that a verdict depends on', async () => {
    const all: Required<Omit<ValidateOptions, 'trust' | 'issuers' | 'revocationProvider'>> = {
      certificates: [Uint8Array.of(0x30, 0)],
      revocation: 'if-available',
      revocationData: { crls: [Uint8Array.of(1)], ocspResponses: [Uint8Array.of(2)] },
      validationTime: NOW,
      now: NOW,
      pathPolicies: { explicitPolicy: false },
      proofs: [{ digestAlgorithm: 'SHA-256', digest: new Uint8Array(32), time: NOW }],
      policy: 'compat',
      signaturePolicies: [{ document: Uint8Array.of(3) }],
      japan: { commonPolicyOids: ['2.999.1'], schemeStart: NOW },
      contents: [{ name: 'invoice', source: DOCUMENT }],
      archiveLimits: { entries: 7 },
      name: 'invoice.p7s',
      level: 'basic',
      password: 'open sesame',
      signal: new AbortController().signal,
      timeBudget: 30_000,
      maxStreamBytes: 1_000_000,
    };
    const { bundle } = await recorded(all);
    const { clock, options, ...others } = await readBundle(await writeBundle(bundle));
    const found = { ...clock, ...options, ...others, revocationProvider: others.revocation, ...options };
    for (const [name, place] of Object.entries(KEPT))
      expect([name, Object.hasOwn(found, name)]).toEqual([name, place === 'in the bundle']);
  });

  it('gives the report that validate gives', async () => {
    const world = await goodWorld();
    const { report, sealed } = await recorded({ revocation: 'none' }, world);
    const contents = [{ name: 'invoice', source: DOCUMENT }];
    const same = { ...online(world), contents, revocation: 'none' } as const;
    expect(jsonOf(await validate(sealed, same))).toBe(jsonOf(report));
  });

  it('reads the clock once, and keeps it', async () => {
    const world = await goodWorld({ now: new Date() });
    const sealed = await sealedBy(world, DOCUMENT, cades());
    const { bundle, report } = await recordEvidence(new Blob([sealed]).stream(), {
      trust: createPinnedTrust(world.anchors),
      revocation: 'none',
      contents: [{ source: new Blob([Uint8Array.from(DOCUMENT)]).stream() }],
    });
    expect(report.conclusion.indication).toBe('TOTAL-PASSED');
    expect(bundle.clock.now).toEqual(bundle.clock.validationTime);
    expect(jsonOf(await replay(bundle))).toBe(jsonOf(report));
  });

  it('keeps digests of what was only known by its digest', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(DOCUMENT)));
    const contents = [{ source: { algorithm: 'SHA-256', digest } }] as const;
    const { report, bundle } = await recorded({ contents });
    expect(bundle.contents).toEqual([{ kind: 'digest', algorithm: 'SHA-256', digest }]);
    expect(jsonOf(await replay(bundle))).toBe(jsonOf(report));
  });

  it('refuses documents that are too many for a bundle, before it validates', async () => {
    const world = await goodWorld();
    const large = { size: 2 ** 28, read: () => Promise.reject(new Error('not to be read')) };
    await expect(recordEvidence(large, online(world))).rejects.toMatchObject({ code: 'BUNDLE_TOO_LARGE' });
  });
});
