import { beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { firstSeal, reportOn } from '../../test/reported.ts';
import type { ReportedPath, ReportedRevocation } from '../report/report.ts';
import { pathSections, revocationRow, trustRow } from './path-sections.ts';
import { speechIn } from './speech.ts';

const english = speechIn('en');
let path: ReportedPath;
beforeAll(async () => {
  ({ path } = firstSeal(await reportOn()));
});

/** The path with these statuses of its certificates. */
const withStatuses = (...statuses: readonly Partial<ReportedRevocation>[]): ReportedPath => {
  const [first] = path.revocation;
  if (first === undefined) throw new Error('the path has no certificate');
  return { ...path, revocation: statuses.map((one) => ({ ...first, ...one })) };
};

const GOOD = { status: 'good', source: 'ocsp', thisUpdate: NOW } as const;

describe('revocationRow', () => {
  const valuesOf = (one: ReportedPath) => revocationRow(one, english)[0]?.values;

  it('names source and freshness, and for how many certificates they are known', () => {
    expect(valuesOf(withStatuses(GOOD, GOOD))).toEqual([
      'not revoked (OCSP issued at 2026-11-01 00:00:00 UTC)',
      'known for all 2 certificates',
    ]);
  });

  it('says it when revocation was not checked, of any certificate', () => {
    expect(valuesOf(path)).toEqual(['not checked', 'not known for 2 of 2 certificates']);
    expect(valuesOf(withStatuses(GOOD, { status: 'unknown' }))).toContain(
      'not known for 1 of 2 certificates',
    );
    expect(valuesOf(withStatuses())).toEqual(['not checked']);
  });
});

describe('trustRow', () => {
  it('says by which route and whom', () => {
    expect(trustRow(path, english)[0]?.values[0]).toMatch(
      /^authority named by the verifier: CN=eSeal Test Root CA/,
    );
    const trust = { route: 'none', routes: [], anchor: null, anchorName: null, service: null } as const;
    expect(trustRow({ ...path, trust }, english)[0]?.values).toEqual(['none']);
  });
});

describe('pathSections', () => {
  it('lists the chain by name from the certificate to the anchor', () => {
    const [chain, revocation, ...others] = pathSections(path, english);
    expect(chain?.table?.rows.map(([, role]) => role)).toEqual([
      'what is validated',
      'intermediate authority',
      'trust anchor',
    ]);
    expect(chain?.table?.rows.map(([subject]) => subject?.split(',')[0])).toEqual([
      'CN=株式会社サンプル 電子印',
      'CN=eSeal Test Issuing CA',
      'CN=eSeal Test Root CA',
    ]);
    expect(revocation?.table?.rows).toHaveLength(2);
    expect(others).toEqual([]);
  });

  it('lists what was tried in vain, with names and the reason', async () => {
    const untrusted = firstSeal(await reportOn('B-B', { trust: [] })).path;
    const attempts = pathSections(untrusted, english).find(
      ({ heading }) => heading === 'Paths that were tried',
    );
    expect(attempts?.table?.rows[0]?.[0]).toMatch(/^CN=株式会社サンプル 電子印.* \[[0-9a-f]{8}\]/);
    expect(attempts?.table?.rows[0]?.[1]).toMatch(/not among the trusted ones|was found/);
  });
});
