import { describe, expect, it } from 'vitest';
import { writeXml } from '../../util/xml.ts';
import { agreementElement } from './agreement-element.ts';
import { agreementOf } from './test-descriptions.ts';

const written = (...changes: readonly Parameters<typeof agreementOf>[0][]): string => {
  const { equivalences, ...agreement } = agreementOf();
  const states = changes.flatMap((change) => agreementOf(change).equivalences.flatMap((one) => one.states));
  return writeXml(
    agreementElement({ ...agreement, equivalences: equivalences.map((one) => ({ ...one, states })) }),
  );
};

describe('agreementElement', () => {
  it('says who agreed under which law', () => {
    expect(written({})).toContain(
      'technicalType="1" version="1" pointingContractingPartyLegislation="https://list.test/law" ' +
        'pointedContractingPartyLegislation="https://other.test/law" MRADepth="1"',
    );
  });

  it('writes the state that lasts first, and those before it as history', () => {
    const xml = written({ status: 'repealed' }, { from: new Date('2025-01-01T00:00:00Z') });
    const [now = '', history = ''] = xml.split('<mra:TrustServiceEquivalenceHistory>');
    expect(now).toContain('http://ec.europa.eu/tools/lotl/mra/repealed');
    expect(history).toContain('http://ec.europa.eu/tools/lotl/mra/enacted');
    expect(history).toContain('2025-01-01T00:00:00Z');
    expect(written({})).not.toContain('EquivalenceHistory');
  });

  it('leaves out what was not agreed on, and writes contents in one order', () => {
    const empty = written({});
    expect(empty).not.toMatch(/CertificateContent|QualificationExtension/);
    const criteria = { assert: 'all', criteria: [{ kind: 'policies', policies: ['2.999.1'] }] } as const;
    const both = { pointing: criteria, pointed: criteria };
    const xml = written({
      contents: { QcQSCD: both, QcCompliance: both },
      qualifiers: [{ pointing: 'a:b', pointed: 'c:d' }],
    });
    expect([...xml.matchAll(/mra\/(Qc\w+)</g)].map(([, name]) => name)).toEqual(['QcCompliance', 'QcQSCD']);
    expect(xml).toContain('<mra:QualifierPointingParty uri="a:b"/>');
    expect(xml).toContain('<mra:QualifierPointedParty uri="c:d"/>');
  });
});
