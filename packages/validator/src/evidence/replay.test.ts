import { utf8 } from '@eseal/core';
import { asic } from '@eseal/formats/asic';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { flipBit, lockedPdf, OWNER_PASSWORD, smallPdf, USER_PASSWORD } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { toJson } from '../report/to-json.ts';
import type { EvidenceBundle } from './bundle.ts';
import { readBundle, writeBundle } from './bundle-file.ts';
import { recordEvidence } from './record.ts';
import { type ReplayOptions, replay } from './replay.ts';
import { DOCUMENT, online, recorded } from './test-recording.ts';

/** The JSON of a report, which is what has to be the same. */
const jsonOf = (report: Parameters<typeof toJson>[0]): string => JSON.stringify(toJson(report));

/** Replays what was written and read. */
const replayed = async (bundle: EvidenceBundle, options: ReplayOptions = {}): Promise<string> =>
  jsonOf(await replay(await readBundle(await writeBundle(bundle)), options));

describe('replay', () => {
  it.each([
    ['B-B', 'certificates answered'],
    ['B-T', 'ocsp answered'],
  ] as const)(
    'gives the identical report of a seal at %s that services proved, without asking them',
    async (adesLevel, first) => {
      const { report, bundle, world } = await recorded({}, undefined, adesLevel);
      expect(report.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
      expect(report.retrieval.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
        first,
        'ocsp answered',
        'ocsp answered',
      ]);
      const asked = world.requests.length;
      expect(await replayed(bundle)).toBe(jsonOf(report));
      expect(await replayed(bundle)).toBe(jsonOf(report));
      expect(world.requests.length).toBe(asked);
    },
  );

  it.each([
    ['PDF', async () => smallPdf(), pades()],
    ['XML', async () => utf8('<invoice/>'), xades()],
    ['container', async () => DOCUMENT, asic({ container: 'cades', type: 'asic-s', name: 'invoice.txt' })],
  ] as const)('gives the identical report on a %s', async (_, document, format) => {
    const world = await goodWorld();
    const sealed = await sealedBy<never>(world, await document(), format as never, { adesLevel: 'B-T' });
    const { report, bundle } = await recordEvidence(sealed, online(world, { name: 'sealed' }));
    expect(report.seals).toHaveLength(1);
    expect(await replayed(bundle)).toBe(jsonOf(report));
  });

  it('gives the identical report on an altered document and on services that fail', async () => {
    const world = (await goodWorld()).withFaults({
      ocsp: { kind: 'http-status', status: 503 },
      crl: { kind: 'html-page' },
      certificates: { kind: 'no-answer', how: 'closed' },
    });
    const sealed = await sealedBy(world, DOCUMENT, (await import('@eseal/formats/cades')).cades());
    const { report, bundle } = await recordEvidence(sealed, {
      ...online(world),
      contents: [{ source: flipBit(DOCUMENT, 3) }],
    });
    expect(report.conclusion.indication).toBe('TOTAL-FAILED');
    expect(await replayed(bundle)).toBe(jsonOf(report));
  });

  it.each([
    ['trust', { trust: { size: 1, anchorsNamed: () => Promise.reject(new Error('the list is gone')) } }],
    ['issuers', { issuers: { issuersOf: () => Promise.reject(new Error('no directory')) } }],
    ['revocation data', { revocationProvider: { collect: () => Promise.reject(new Error('no line')) } }],
  ])('repeats the failure of a source of %s', async (_, changes) => {
    const { report, bundle } = await recorded(changes, undefined, 'B-B');
    expect(report.conclusion.indication).toBe('INDETERMINATE');
    expect(await replayed(bundle)).toBe(jsonOf(report));
  });

  it('keeps anchors with all that limits them', async () => {
    const world = await goodWorld();
    const { subject, publicKey } = certificateOf(world.root);
    const anchor = {
      name: subject,
      publicKey,
      certificate: undefined,
      route: 'trusted-list',
      service: 'Seal CA',
      trustedFrom: new Date('2020-01-01T00:00:00Z'),
      constraints: {
        maxPathLength: 3,
        names: { permitted: [{ base: { kind: 'directoryName', name: subject }, minimum: 0 }], excluded: [] },
      },
    } as const;
    const trust = { size: 1, anchorsNamed: () => [anchor] };
    const { report, bundle } = await recorded({ trust }, world);
    expect(report.seals).toHaveLength(1);
    expect(await replayed(bundle)).toBe(jsonOf(report));
    expect(bundle.trust.anchors[0]?.answer).toMatchObject({ found: [{ service: 'Seal CA' }] });
  });

  it('takes documents that were kept beside the bundle, and no others', async () => {
    const { report, bundle, sealed } = await recorded({ documentsBeside: true });
    expect(await replayed(bundle, { documents: [DOCUMENT, new Blob([Uint8Array.from(sealed)])] })).toBe(
      jsonOf(report),
    );
    const wrong = [[], [sealed], [DOCUMENT], [flipBit(sealed, 9), DOCUMENT]];
    for (const documents of wrong)
      await expect(replay(bundle, { documents })).rejects.toMatchObject({ code: 'BUNDLE_DOCUMENT_MISSING' });
  });

  it('asks for the password of a document, which no bundle holds', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await lockedPdf(), pades({ password: OWNER_PASSWORD }));
    const options = online(world, { password: USER_PASSWORD, revocation: 'none' });
    const { report, bundle } = await recordEvidence(sealed, options);
    expect(new TextDecoder().decode(await writeBundle(bundle))).not.toContain(USER_PASSWORD);
    expect(JSON.stringify(bundle)).not.toContain(USER_PASSWORD);
    expect(await replayed(bundle, { password: USER_PASSWORD })).toBe(jsonOf(report));
    expect(await replayed(bundle)).not.toBe(jsonOf(report));
  });

  it('refuses to judge by less than was used', async () => {
    const { bundle } = await recorded({}, undefined, 'B-B');
    const lacking: readonly EvidenceBundle[] = [
      { ...bundle, trust: { ...bundle.trust, anchors: [] } },
      { ...bundle, revocation: bundle.revocation?.slice(1) ?? [] },
      { ...bundle, issuers: [] },
    ];
    for (const one of lacking) await expect(replay(one)).rejects.toMatchObject({ code: 'BUNDLE_INCOMPLETE' });
  });

  it('judges by the clock of the bundle', async () => {
    const { bundle } = await recorded();
    const validationTime = new Date(NOW.getTime() + 60_000);
    const again = await replay({ ...bundle, clock: { validationTime, now: validationTime } });
    expect(again.validationTime).toEqual(validationTime);
  });

  it('ends when it is aborted', async () => {
    const { bundle } = await recorded();
    await expect(replay(bundle, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
