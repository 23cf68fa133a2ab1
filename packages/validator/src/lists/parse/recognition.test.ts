import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import { describe, expect, it } from 'vitest';
import type { ListPointer } from '../list.ts';
import { readAgreement } from './recognition.ts';
import { DECLARATIONS } from './test-list-xml.ts';

const ENACTED = 'http://ec.europa.eu/tools/lotl/mra/enacted';
const REPEALED = 'http://ec.europa.eu/tools/lotl/mra/repealed';

function parties(name: string, pointing: string, pointed: string): string {
  return `<mra:${name}PointingParty>${pointing}</mra:${name}PointingParty><mra:${name}PointedParty>${pointed}</mra:${name}PointedParty>`;
}

function statuses(name: string, pointing: string, pointed: string): string {
  const element = (status: string): string => `<ServiceStatus>${status}</ServiceStatus>`;
  return `<mra:${name}>${parties('TrustServiceTSLStatusList', element(pointing), element(pointed))}</mra:${name}>`;
}

function type(uri: string, information = ''): string {
  return `<mra:TrustServiceTSLType><ServiceTypeIdentifier>${uri}</ServiceTypeIdentifier>${information}</mra:TrustServiceTSLType>`;
}

function criteria(policy: string): string {
  return `<sie:PolicySet><sie:PolicyIdentifier><xades:Identifier>${policy}</xades:Identifier></sie:PolicyIdentifier></sie:PolicySet>`;
}

const CONTENT =
  '<mra:CertificateContentReferencesEquivalenceList><mra:CertificateContentReferenceEquivalence>' +
  '<mra:CertificateContentReferenceEquivalenceContext>http://ec.europa.eu/tools/lotl/mra/QcCompliance</mra:CertificateContentReferenceEquivalenceContext>' +
  `${parties('CertificateContentDeclaration', criteria('2.999.1'), criteria('2.999.2'))}` +
  '</mra:CertificateContentReferenceEquivalence></mra:CertificateContentReferencesEquivalenceList>';

const QUALIFIERS =
  '<mra:TrustServiceTSLQualificationExtensionEquivalenceList><mra:QualifierEquivalenceList><mra:QualifierEquivalence>' +
  '<mra:QualifierPointingParty uri="urn:q:a"/><mra:QualifierPointedParty uri="urn:q:b"/>' +
  '</mra:QualifierEquivalence></mra:QualifierEquivalenceList></mra:TrustServiceTSLQualificationExtensionEquivalenceList>';

function terms(status: string, from: string): string {
  const seals =
    '<AdditionalServiceInformation><URI xml:lang="en">urn:seals</URI></AdditionalServiceInformation>';
  return (
    `<mra:TrustServiceTSLTypeEquivalenceList>${parties('TrustServiceTSLTypeList', type('urn:t:a', seals), type('urn:t:b'))}</mra:TrustServiceTSLTypeEquivalenceList>` +
    `<mra:TrustServiceEquivalenceStatus>${status}</mra:TrustServiceEquivalenceStatus>` +
    `<mra:TrustServiceEquivalenceStatusStartingTime>${from}</mra:TrustServiceEquivalenceStatusStartingTime>` +
    `<mra:TrustServiceTSLStatusEquivalenceList>${statuses('TrustServiceTSLStatusValidEquivalence', 'urn:s:a', 'urn:s:b')}` +
    `${statuses('TrustServiceTSLStatusInvalidEquivalence', 'urn:s:c', 'urn:s:d')}</mra:TrustServiceTSLStatusEquivalenceList>${CONTENT}${QUALIFIERS}`
  );
}

const EQUIVALENCE = `<mra:TrustServiceLegalIdentifier>QCForESeal</mra:TrustServiceLegalIdentifier>${terms(REPEALED, '2024-01-01T00:00:00Z')}`;

function history(...instances: readonly string[]): string {
  const all = instances.map(
    (one) =>
      `<mra:TrustServiceEquivalenceHistoryInstance>${one}</mra:TrustServiceEquivalenceHistoryInstance>`,
  );
  return `<mra:TrustServiceEquivalenceHistory>${all.join('')}</mra:TrustServiceEquivalenceHistory>`;
}

interface Read {
  readonly agreement: NonNullable<ListPointer['agreement']>;
  readonly told: readonly string[];
}

function read(...equivalences: readonly string[]): Read {
  const told: string[] = [];
  const all = equivalences.map(
    (one) => `<mra:TrustServiceEquivalenceInformation>${one}</mra:TrustServiceEquivalenceInformation>`,
  );
  const xml =
    `<mra:MutualRecognitionAgreementInformation ${DECLARATIONS} pointingContractingPartyLegislation="urn:a" ` +
    `pointedContractingPartyLegislation="urn:b">${all.join('')}</mra:MutualRecognitionAgreementInformation>`;
  return { agreement: readAgreement(parseXml(utf8(xml)).root, (message) => told.push(message)), told };
}

describe('an agreement on mutual recognition', () => {
  it('says what is equivalent, and since when', () => {
    const { agreement, told } = read(EQUIVALENCE + history(terms(ENACTED, '2020-05-16T23:59:59Z')));
    const policies = (policy: string) => ({
      assert: 'all',
      criteria: [{ kind: 'policies', policies: [policy] }],
    });
    const same = {
      types: {
        pointing: [{ type: 'urn:t:a', additionalInformation: ['urn:seals'] }],
        pointed: [{ type: 'urn:t:b', additionalInformation: [] }],
      },
      validStatuses: [{ pointing: ['urn:s:a'], pointed: ['urn:s:b'] }],
      invalidStatuses: [{ pointing: ['urn:s:c'], pointed: ['urn:s:d'] }],
      contents: { QcCompliance: { pointing: policies('2.999.1'), pointed: policies('2.999.2') } },
      qualifiers: [{ pointing: 'urn:q:a', pointed: 'urn:q:b' }],
    };
    const turn = new Date('2024-01-01T00:00:00Z');
    const begin = new Date('2020-05-16T23:59:59Z');
    expect(told).toEqual([]);
    expect(agreement).toEqual({
      pointingLegislation: 'urn:a',
      pointedLegislation: 'urn:b',
      equivalences: [
        {
          legalIdentifier: 'QCForESeal',
          states: [
            { ...same, status: 'repealed', from: turn, until: undefined },
            { ...same, status: 'enacted', from: begin, until: turn },
          ],
        },
      ],
    });
  });

  it.each([
    [
      'no name',
      EQUIVALENCE.replace(/<mra:TrustServiceLegalIdentifier>.*?<\/mra:TrustServiceLegalIdentifier>/, ''),
    ],
    ['another status', EQUIVALENCE.replace(REPEALED, 'urn:suspended')],
    ['no time', EQUIVALENCE.replace('2024-01-01T00:00:00Z', '')],
    ['no types of one party', EQUIVALENCE.replace(type('urn:t:b'), '')],
    ['another context', EQUIVALENCE.replace('mra/QcCompliance', 'mra/QcOther')],
    ['one context twice', EQUIVALENCE.replace(CONTENT, CONTENT + CONTENT)],
    ['criteria that are not understood', EQUIVALENCE.replace(criteria('2.999.2'), '<sie:Other/>')],
    ['no criteria for certificates of the pointed party', EQUIVALENCE.replace(criteria('2.999.2'), '')],
  ])('leaves out an equivalence with %s, which is told', (_, equivalence) => {
    const { agreement, told } = read(equivalence, EQUIVALENCE);
    expect(agreement.equivalences).toHaveLength(1);
    expect(told).toEqual([expect.stringMatching(/^equivalence 1: left out/)]);
  });

  it('takes nothing as said where the pointing party says nothing', () => {
    const { agreement } = read(EQUIVALENCE.replace(criteria('2.999.1'), ''));
    expect(agreement.equivalences[0]?.states[0]?.contents.QcCompliance?.pointing.criteria).toEqual([]);
  });

  it('ends its period where an entry of the history begins that is not understood', () => {
    const unknown = terms('urn:suspended', '2022-01-01T00:00:00Z');
    const { agreement, told } = read(EQUIVALENCE + history(unknown, terms(ENACTED, '2020-01-01T00:00:00Z')));
    expect(
      agreement.equivalences[0]?.states.map(({ status, until }) => [status, until?.getUTCFullYear()]),
    ).toEqual([
      ['repealed', undefined],
      ['enacted', 2022],
    ]);
    expect(told).toHaveLength(1);
  });
});
