import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { certificateStating, type Stated } from '../../../test/determining-eu.ts';
import type { CriteriaList, Criterion } from '../../trust/criteria.ts';
import type { EquivalenceState } from '../../trust/recognition.ts';
import { certificateContent } from '../certificate-content.ts';
import { translateContent } from './translate-content.ts';

const FOREIGN: Stated = {
  statements: [OID.qcCompliance],
  types: [],
  legislations: ['ZZ'],
  policies: ['2.999.1'],
};

const OF_ZZ = all({
  kind: 'qc-statements',
  statements: [{ statement: OID.qcCClegislation, legislation: 'ZZ' }],
});
const OF_XX = all({
  kind: 'qc-statements',
  statements: [{ statement: OID.qcCClegislation, legislation: 'XX' }],
});
const BY_POLICY = all({ kind: 'policies', policies: ['2.999.1'] });

function all(...criteria: readonly Criterion[]): CriteriaList {
  return { assert: 'all', criteria };
}

function saying(statement: string, more: { qcType?: string; legislation?: string } = {}): Criterion {
  return { kind: 'qc-statements', statements: [{ statement, ...more }] };
}

function none(...criteria: readonly Criterion[]): Criterion {
  return { kind: 'list', list: { assert: 'none', criteria } };
}

async function translated(contents: EquivalenceState['contents'], stated: Stated = FOREIGN) {
  const certificate = await certificateStating(stated);
  return translateContent(certificate, certificateContent(certificate), { contents });
}

describe('translateContent', () => {
  it('lets a certificate that meets its own criteria say what the others ask for', async () => {
    const pointing = all(inner(saying(OID.qcCompliance)), none(saying(OID.qcCClegislation)));
    const content = await translated({ QcCompliance: { pointed: OF_ZZ, pointing } });
    expect(content).toMatchObject({ qcCompliance: true, legislations: [], qcTypes: [] });
  });

  it('leaves a certificate that does not meet them as it is', async () => {
    const pointing = all(saying(OID.qcCompliance), none(saying(OID.qcCClegislation)));
    const content = await translated({ QcCompliance: { pointed: OF_XX, pointing } });
    expect(content).toMatchObject({ qcCompliance: true, legislations: ['ZZ'] });
  });

  it('K27: believes no certificate that claims the law of the others without meeting its own criteria', async () => {
    const pointing = all(saying(OID.qcCompliance), none(saying(OID.qcCClegislation)));
    const claiming = { ...FOREIGN, legislations: [] };
    const content = await translated({ QcCompliance: { pointed: OF_ZZ, pointing } }, claiming);
    expect(content.qcCompliance).toBe(false);
    const unasked = await translated({ QcType: { pointed: OF_ZZ, pointing: all() } }, claiming);
    expect(unasked.qcCompliance).toBe(true);
  });

  it('takes back compliance that the others do not ask for', async () => {
    const content = await translated({ QcCompliance: { pointed: OF_ZZ, pointing: all() } });
    expect(content).toMatchObject({ qcCompliance: false, legislations: ['ZZ'] });
    const denied = {
      pointed: OF_ZZ,
      pointing: all(saying(OID.qcCompliance), none(saying(OID.qcCompliance))),
    };
    expect((await translated({ QcCompliance: denied })).qcCompliance).toBe(false);
  });

  it('puts one country in the place of another, or takes one away', async () => {
    const other = all(saying(OID.qcCompliance), saying(OID.qcCClegislation, { legislation: 'JP' }));
    expect((await translated({ QcCompliance: { pointed: OF_ZZ, pointing: other } })).legislations).toEqual([
      'JP',
    ]);
    const without = all(saying(OID.qcCompliance), none(saying(OID.qcCClegislation, { legislation: 'ZZ' })));
    const two = { ...FOREIGN, legislations: ['ZZ', 'XX'] };
    const content = await translated({ QcCompliance: { pointed: OF_ZZ, pointing: without } }, two);
    expect(content.legislations).toEqual(['XX']);
  });

  it('gives a type, the first where one of several is enough, and takes types away', async () => {
    const choice: Criterion = {
      kind: 'list',
      list: {
        assert: 'atLeastOne',
        criteria: [
          saying(OID.qcType, { qcType: OID.qcTypeEseal }),
          saying(OID.qcType, { qcType: OID.qcTypeEsign }),
        ],
      },
    };
    const pointing = all(choice, none(saying(OID.qcType, { qcType: OID.qcTypeWeb })));
    expect((await translated({ QcType: { pointed: BY_POLICY, pointing } })).qcTypes).toEqual([
      OID.qcTypeEseal,
    ]);
    const clear = { pointed: BY_POLICY, pointing: all(none(saying(OID.qcType))) };
    const typed = { ...FOREIGN, types: [OID.qcTypeEsign] };
    expect((await translated({ QcType: clear }, typed)).qcTypes).toEqual([]);
    const keep = { pointed: BY_POLICY, pointing: all(saying(OID.qcSscd)) };
    expect((await translated({ QcType: keep }, typed)).qcTypes).toEqual([OID.qcTypeEsign]);
  });

  it('says of the device what the others ask for, and of nothing else', async () => {
    const yes = { pointed: BY_POLICY, pointing: all(saying(OID.qcSscd)) };
    expect((await translated({ QcQSCD: yes })).qcSscd).toBe(true);
    const no = { pointed: BY_POLICY, pointing: { assert: 'none', criteria: [] } as const };
    const device = { ...FOREIGN, statements: [OID.qcCompliance, OID.qcSscd] };
    expect(await translated({ QcQSCD: no }, device)).toMatchObject({ qcSscd: false, qcCompliance: true });
  });

  it('adds policies that the others ask for; what no statement says, says nothing', async () => {
    const pointing = all(
      { kind: 'policies', policies: ['2.999.7'] },
      { kind: 'key-usage', bits: { nonRepudiation: true } },
      none({ kind: 'policies', policies: ['2.999.8'] }),
    );
    const content = await translated({ QcCompliance: { pointed: OF_ZZ, pointing } });
    expect(content.policies).toEqual(['2.999.1', '2.999.7']);
  });
});

function inner(...criteria: readonly Criterion[]): Criterion {
  return { kind: 'list', list: all(...criteria) };
}
