import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import {
  certificateStating,
  information,
  qualifying,
  SEALED,
  serviceOf,
  serviceType,
  stateOf,
} from '../../../test/determining-eu.ts';
import { agreementOf, equivalenceOf, foreign, foreignState } from '../../../test/recognizing.ts';
import type { ListedService, Qualification } from '../../trust/listed-service.ts';
import { certificateContent } from '../certificate-content.ts';
import { servicesAt } from './applied-service.ts';

async function applied(service: ListedService) {
  const certificate = await certificateStating({ policies: ['2.999.1'] });
  return servicesAt({ certificate, content: certificateContent(certificate) }, [service], SEALED);
}

const withPolicy = (policy: string, qualifier: string): Qualification => ({
  qualifiers: [information(qualifier)],
  criteria: { assert: 'all', criteria: [{ kind: 'policies', policies: [policy] }] },
});

describe('services as they apply to a certificate', () => {
  it('have the qualifiers whose criteria it meets', async () => {
    const qualifications = [
      withPolicy('2.999.1', 'QCWithQSCD'),
      withPolicy('2.999.2', 'NotQualified'),
      qualifying('QCForESeal'),
    ];
    const found = await applied(serviceOf([stateOf({ qualifications })]));
    expect(found.applied.map(({ qualifiers, undecidable }) => [qualifiers, undecidable])).toEqual([
      [[information('QCWithQSCD'), information('QCForESeal')], false],
    ]);
  });

  it('tell when criteria cannot be decided', async () => {
    const qualifications = [
      { qualifiers: [information('NotQualified')], criteria: { assert: 'all', criteria: [] } } as const,
    ];
    const found = await applied(serviceOf([stateOf({ qualifications })]));
    expect(found.applied).toMatchObject([{ qualifiers: [], undecidable: true }]);
  });

  it('are those of the time, in terms of the EU and beside their own', async () => {
    const old = stateOf({ until: SEALED, type: serviceType('CA/PKC') });
    const both = await applied(serviceOf([stateOf({ from: SEALED }), old]));
    expect(both.applied.map(({ state }) => state.type)).toEqual([serviceType('CA/QC')]);
    const recognized = await applied(serviceOf([foreignState()], { agreements: [agreementOf()] }));
    expect(recognized.applied).toMatchObject([
      {
        state: { type: serviceType('CA/QC') },
        original: { type: foreign('CA/QC') },
        qualifiers: [information('QCWithQSCD')],
        recognition: { legalIdentifier: 'QCForESeal' },
      },
    ]);
  });

  it('read the certificate as the agreement does', async () => {
    const contents = {
      QcQSCD: {
        pointed: withPolicy('2.999.1', 'x').criteria,
        pointing: {
          assert: 'all',
          criteria: [{ kind: 'qc-statements', statements: [{ statement: OID.qcSscd }] }],
        },
      },
    } as const;
    const agreements = [agreementOf([equivalenceOf({ contents })])];
    const [found] = (await applied(serviceOf([foreignState()], { agreements }))).applied;
    expect(found?.content.qcSscd).toBe(true);
  });

  it('are left out, with a reason, when they do not apply', async () => {
    const cases: readonly (readonly [string, ListedService])[] = [
      ['EU_SERVICE_NOT_LISTED_AT_TIME', serviceOf([stateOf({ until: SEALED })])],
      ['EU_SERVICE_EXTENSION_NOT_UNDERSTOOD', serviceOf([stateOf({ unknownCriticalExtensions: ['x'] })])],
      ['EU_SERVICE_NOT_RECOGNIZED', serviceOf([foreignState()], { agreements: [agreementOf([])] })],
      ['EU_SERVICE_NOT_LISTED_AT_TIME', serviceOf([])],
    ];
    for (const [id, service] of cases) {
      const found = await applied(service);
      expect(found.applied).toEqual([]);
      expect(found.findings.map((finding) => finding.id)).toEqual([id]);
    }
  });
});
