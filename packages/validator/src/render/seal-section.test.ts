import { beforeAll, describe, expect, it } from 'vitest';
import { firstSeal, reportOn } from '../../test/reported.ts';
import { failed, totalConclusion } from '../report/conclusion.ts';
import type { SealReport } from '../report/report.ts';
import { sealSection } from './seal-section.ts';
import { speechIn } from './speech.ts';

let seal: SealReport;
beforeAll(async () => {
  seal = firstSeal(await reportOn());
});

/** The values of a row of the seal's section. */
function valuesOf(label: string, changes: Partial<SealReport> = {}): readonly string[] | undefined {
  const changed = { ...seal, ...changes };
  return sealSection(changed, [changed], speechIn('en')).rows.find((one) => one.label === label)?.values;
}

describe('sealSection', () => {
  it('says what is proven before what is only claimed', () => {
    expect(valuesOf('When')).toEqual([
      'existed at 2026-11-01 00:00:00 UTC, as a timestamp proves',
      'made at 2026-11-01 00:00:00 UTC, as the seal itself claims',
    ]);
    expect(valuesOf('When', { proofOfExistence: 'archive-timestamp' })?.[0]).toContain(
      'an archive timestamp',
    );
    expect(valuesOf('When', { proofOfExistence: 'external' })?.[0]).toContain('by other means');
    expect(valuesOf('When', { proofOfExistence: 'now', claimedTime: null })).toEqual([
      'not stated',
      'nothing proves that it is older than this validation',
    ]);
  });

  it('takes the name of an organisation for confirmed only when the seal is valid', () => {
    expect(valuesOf('Who')?.[0]).toBe('株式会社サンプル, NTRJP-1555666777888 (check digit correct)');
    const conclusion = totalConclusion(failed('HASH_FAILURE'));
    expect(valuesOf('Who', { conclusion })?.[0]).toContain('not confirmed');
    expect(valuesOf('Who', { organization: null })).toEqual(['no organisation is named']);
    const [identifier] = seal.organization?.identifiers ?? [];
    if (identifier === undefined) throw new Error('the seal has no identifier');
    const organization = { name: null, identifiers: [{ ...identifier, checkDigit: 'failed' as const }] };
    expect(valuesOf('Who', { organization })?.[0]).toContain('(check digit wrong)');
  });

  it('says how sure it is: trust, revocation, level, policy', () => {
    expect(valuesOf('Assurance')).toEqual([expect.stringContaining('not judged')]);
    expect(valuesOf('Form', { adesLevel: null, form: 'EPES' })).toEqual(['CAdES EPES']);
    expect(valuesOf('Signature policy')).toBeUndefined();
    expect(valuesOf('Signature policy', { signaturePolicy: { kind: 'implied' } })).toEqual([
      'one that the seal does not name',
    ]);
  });

  it('says what would help only when something is wrong', () => {
    expect(valuesOf('What to do')).toBeUndefined();
    const conclusion = totalConclusion(failed('HASH_FAILURE'));
    expect(valuesOf('What to do', { conclusion })).toEqual(['Get the unchanged document from the sender.']);
  });

  it('shows timestamps that do not hold among what everybody reads', () => {
    const [timestamp] = seal.timestamps;
    if (timestamp === undefined) throw new Error('the seal has no timestamp');
    const bad = { ...seal, timestamps: [{ ...timestamp, conclusion: failed('HASH_FAILURE') }] };
    const headings = (one: SealReport) =>
      sealSection(one, [one], speechIn('en')).sections.map(({ heading }) => heading);
    expect(headings(bad)).toEqual(['Timestamp 1']);
    expect(headings(seal)).toEqual([]);
  });

  it('is numbered, and names the seal that it countersigns', () => {
    const counter = { ...seal, id: 'other', counterSignatureOf: seal.id };
    expect(sealSection(counter, [seal, counter], speechIn('en')).heading).toBe('Seal 2 (countersigns 1)');
  });
});
