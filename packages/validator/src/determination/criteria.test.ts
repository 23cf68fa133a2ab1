import { OID } from '@eseal/core/asn1';
import { certificatePolicies, extendedKeyUsage, keyUsage } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateStating } from '../../test/determining-eu.ts';
import type { CriteriaList, Criterion } from '../trust/criteria.ts';
import { judgeCriteria, meetsCriteria } from './criteria.ts';

const POLICIES = ['2.999.1', '2.999.2'];

function asking(assert: CriteriaList['assert'], ...criteria: readonly Criterion[]): CriteriaList {
  return { assert, criteria };
}

async function rich() {
  return certificateStating({
    policies: POLICIES,
    statements: [OID.qcCompliance],
    types: [OID.qcTypeEseal],
    legislations: ['ZZ'],
    extensions: [keyUsage('nonRepudiation', 'cRLSign'), extendedKeyUsage([OID.clientAuth, '2.999.3'])],
  });
}

describe('criteria', () => {
  it.each<[boolean, Criterion]>([
    [true, { kind: 'policies', policies: POLICIES }],
    [false, { kind: 'policies', policies: ['2.999.1', '2.999.9'] }],
    [true, { kind: 'key-usage', bits: { nonRepudiation: true, digitalSignature: false } }],
    [true, { kind: 'key-usage', bits: { crlSign: true } }],
    [false, { kind: 'key-usage', bits: { nonRepudiation: true, digitalSignature: true } }],
    [false, { kind: 'key-usage', bits: { nonRepudiation: false } }],
    [true, { kind: 'extended-key-usage', purposes: ['2.999.3'] }],
    [false, { kind: 'extended-key-usage', purposes: ['2.999.3', OID.timeStamping] }],
    [true, { kind: 'subject-attributes', attributes: [OID.country, OID.organization] }],
    [false, { kind: 'subject-attributes', attributes: [OID.country, OID.givenName] }],
    [true, { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance }] }],
    [false, { kind: 'qc-statements', statements: [{ statement: OID.qcSscd }] }],
    [true, { kind: 'qc-statements', statements: [{ statement: OID.qcType, qcType: OID.qcTypeEseal }] }],
    [false, { kind: 'qc-statements', statements: [{ statement: OID.qcType, qcType: OID.qcTypeEsign }] }],
    [true, { kind: 'qc-statements', statements: [{ statement: OID.qcCClegislation, legislation: 'ZZ' }] }],
    [false, { kind: 'qc-statements', statements: [{ statement: OID.qcCClegislation, legislation: 'XX' }] }],
    [false, { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance, legislation: 'ZZ' }] }],
    [
      false,
      { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance, qcType: OID.qcTypeEseal }] },
    ],
    [
      false,
      { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance }, { statement: OID.qcSscd }] },
    ],
    [true, { kind: 'list', list: asking('none', { kind: 'policies', policies: ['2.999.9'] }) }],
  ])('are met (%s) by a certificate for %j', async (met, criterion) => {
    const certificate = await rich();
    expect(meetsCriteria(certificate, asking('all', criterion))).toBe(met);
    expect(meetsCriteria(certificate, asking('none', criterion))).toBe(!met);
  });

  it('are asserted of all, of one at least, or of none', async () => {
    const certificate = await rich();
    const yes: Criterion = { kind: 'policies', policies: ['2.999.1'] };
    const no: Criterion = { kind: 'policies', policies: ['2.999.9'] };
    const outcomes = (['all', 'atLeastOne', 'none'] as const).map((assert) =>
      [
        [yes, yes],
        [no, yes],
        [no, no],
      ].map((two) => meetsCriteria(certificate, asking(assert, ...two))),
    );
    expect(outcomes).toEqual([
      [true, false, false],
      [true, true, false],
      [false, false, true],
    ]);
  });

  it('find no policies, usages and statements in a certificate that has none', async () => {
    const bare = await certificateStating({ statements: [], types: [] });
    expect(meetsCriteria(bare, asking('all', { kind: 'policies', policies: ['2.999.1'] }))).toBe(false);
    expect(meetsCriteria(bare, asking('all', { kind: 'key-usage', bits: { nonRepudiation: true } }))).toBe(
      false,
    );
    expect(meetsCriteria(bare, asking('all', { kind: 'key-usage', bits: { nonRepudiation: false } }))).toBe(
      true,
    );
    expect(
      meetsCriteria(bare, asking('all', { kind: 'extended-key-usage', purposes: [OID.clientAuth] })),
    ).toBe(false);
    const statement: Criterion = { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance }] };
    expect(meetsCriteria(bare, asking('all', statement))).toBe(false);
  });
});

describe('what cannot be decided', () => {
  const broken = Uint8Array.of(0x30, 5, 0);

  it.each<[string, Criterion]>([
    [OID.certificatePolicies, { kind: 'policies', policies: ['2.999.1'] }],
    [OID.keyUsage, { kind: 'key-usage', bits: { nonRepudiation: true } }],
    [OID.extendedKeyUsage, { kind: 'extended-key-usage', purposes: ['2.999.3'] }],
    [OID.qcStatements, { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance }] }],
  ])('meets nothing when the extension %s cannot be read, `none` included', async (oid, criterion) => {
    const certificate = await certificateStating({ extensions: [{ oid, critical: false, value: broken }] });
    const met: Criterion = { kind: 'subject-attributes', attributes: [OID.country] };
    const absent: Criterion = { kind: 'subject-attributes', attributes: ['2.999.9'] };
    expect(judgeCriteria(certificate, asking('all', criterion))).toBe('undecidable');
    expect(judgeCriteria(certificate, asking('atLeastOne', met, criterion))).toBe('undecidable');
    expect(judgeCriteria(certificate, asking('none', absent, criterion))).toBe('undecidable');
    const nested: Criterion = { kind: 'list', list: asking('all', criterion) };
    expect(meetsCriteria(certificate, asking('none', nested))).toBe(false);
  });

  it.each<[CriteriaList]>([
    [asking('all')],
    [asking('none')],
    [asking('none', { kind: 'policies', policies: [] })],
    [asking('all', { kind: 'key-usage', bits: {} })],
    [asking('none', { kind: 'list', list: asking('atLeastOne') })],
  ])('meets nothing when nothing is asked for: %j', async (list) => {
    expect(judgeCriteria(await certificateStating({ extensions: [certificatePolicies([])] }), list)).toBe(
      'undecidable',
    );
  });
});
