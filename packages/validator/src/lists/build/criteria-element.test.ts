import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../trust/criteria.ts';
import { writeXml } from '../../util/xml.ts';
import { criteriaElement } from './criteria-element.ts';

const namesIn = (...criteria: readonly Criterion[]): readonly (string | undefined)[] =>
  [...writeXml(criteriaElement('c', { assert: 'all', criteria })).matchAll(/<([\w:]+)/g)].map(
    ([, name]) => name,
  );

describe('criteriaElement', () => {
  it('writes criteria in the order of the schema, whatever theirs is', () => {
    const names = namesIn(
      { kind: 'qc-statements', statements: [{ statement: '0.4.0.1862.1.1' }] },
      { kind: 'extended-key-usage', purposes: ['2.999.1'] },
      { kind: 'list', list: { assert: 'none', criteria: [{ kind: 'policies', policies: ['2.999.2'] }] } },
      { kind: 'policies', policies: ['2.999.3'] },
      { kind: 'key-usage', bits: { nonRepudiation: true } },
    );
    expect(names.filter((name) => !/Identifier|Id$|KeyUsageBit/.test(name ?? ''))).toEqual([
      ...['c', 'sie:KeyUsage', 'sie:PolicySet', 'sie:CriteriaList', 'sie:PolicySet', 'sie:otherCriteriaList'],
      ...['tslx:ExtendedKeyUsage', 'mra:QcStatementSet', 'mra:QcStatement'],
    ]);
  });

  it('writes object identifiers as URNs, bits with their values, and how many have to be met', () => {
    const xml = writeXml(
      criteriaElement('c', {
        assert: 'atLeastOne',
        criteria: [
          { kind: 'key-usage', bits: { digitalSignature: true, keyCertSign: false } },
          { kind: 'subject-attributes', attributes: ['2.5.4.97'] },
        ],
      }),
    );
    expect(xml).toContain('<c assert="atLeastOne">');
    expect(xml).toContain('<sie:KeyUsageBit name="digitalSignature">true</sie:KeyUsageBit>');
    expect(xml).toContain('<sie:KeyUsageBit name="keyCertSign">false</sie:KeyUsageBit>');
    expect(xml).toContain('<xades:Identifier Qualifier="OIDAsURN">urn:oid:2.5.4.97</xades:Identifier>');
  });

  it('says what a statement has to contain', () => {
    const of = (statement: Extract<Criterion, { kind: 'qc-statements' }>['statements'][number]) =>
      namesIn({ kind: 'qc-statements', statements: [statement] });
    expect(of({ statement: '2.1' })).not.toContain('mra:QcStatementInfo');
    expect(of({ statement: '2.1', qcType: '2.2' })).toContain('mra:QcType');
    expect(of({ statement: '2.1', legislation: 'JP' })).toContain('mra:QcCClegislation');
  });
});
