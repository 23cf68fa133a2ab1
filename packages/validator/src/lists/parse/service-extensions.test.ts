import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import { describe, expect, it } from 'vitest';
import { TSL } from './namespaces.ts';
import { readServiceExtensions, type ServiceExtensions } from './service-extensions.ts';
import { DECLARATIONS } from './test-list-xml.ts';

function read(
  ...extensions: readonly (readonly [critical: string, content: string])[]
): ServiceExtensions | undefined {
  const elements = extensions.map(([critical, content]) => `<Extension ${critical}>${content}</Extension>`);
  const xml =
    `<ServiceInformation ${DECLARATIONS}><ServiceInformationExtensions>${elements.join('')}` +
    '</ServiceInformationExtensions></ServiceInformation>';
  return readServiceExtensions(parseXml(utf8(xml)).root);
}

const CRITICAL = 'Critical="true"';
const OTHERWISE = 'Critical="false"';

function qualification(qualifiers: string, criteria: string): string {
  return (
    '<sie:Qualifications><sie:QualificationElement><sie:Qualifiers>' +
    `${qualifiers}</sie:Qualifiers>${criteria}</sie:QualificationElement></sie:Qualifications>`
  );
}

const QUALIFIER = '<sie:Qualifier uri="urn:qualifier"/>';
const CRITERIA =
  '<sie:CriteriaList assert="all"><sie:PolicySet><sie:PolicyIdentifier><xades:Identifier>2.999.1</xades:Identifier>' +
  '</sie:PolicyIdentifier></sie:PolicySet></sie:CriteriaList>';

describe('extensions of a service', () => {
  it('say what its certificates are for, and since when expired ones are revoked', () => {
    const additional =
      '<AdditionalServiceInformation><URI xml:lang="en">urn:seals</URI></AdditionalServiceInformation>';
    const expired = '<ExpiredCertsRevocationInfo>\n2016-06-30T21:00:00Z\n</ExpiredCertsRevocationInfo>';
    expect(read([CRITICAL, additional], [OTHERWISE, additional], [OTHERWISE, expired])).toEqual({
      additionalInformation: ['urn:seals', 'urn:seals'],
      expiredCertsRevocationInfo: new Date('2016-06-30T21:00:00Z'),
      qualifications: [],
      unknownCriticalExtensions: [],
    });
  });

  it('are known without meaning for the service itself', () => {
    expect(read([CRITICAL, '<tslx:TakenOverBy/>'])?.unknownCriticalExtensions).toEqual([]);
  });

  it.each([
    ['unknown', '<other xmlns="urn:x"/>', 'urn:xother'],
    [
      'of a known name in another namespace',
      '<ExpiredCertsRevocationInfo xmlns="urn:x"/>',
      'urn:xExpiredCertsRevocationInfo',
    ],
    ['without a value', '<ExpiredCertsRevocationInfo/>', `${TSL}ExpiredCertsRevocationInfo`],
    ['without an address', '<AdditionalServiceInformation/>', `${TSL}AdditionalServiceInformation`],
    ['empty', 'text', ''],
  ])('that are critical and %s are named', (_, content, name) => {
    expect(read([CRITICAL, content])?.unknownCriticalExtensions).toEqual([name]);
    expect(read(['Critical=" 1 "', content])?.unknownCriticalExtensions).toEqual([name]);
    expect(read([OTHERWISE, content])?.unknownCriticalExtensions).toEqual([]);
    expect(read(['Critical="0"', content])?.unknownCriticalExtensions).toEqual([]);
  });

  it.each(['', 'Critical="no"', 'Critical=""'])('may be critical when they say %j', (attribute) => {
    expect(read([attribute, '<other xmlns="urn:x"/>'])?.unknownCriticalExtensions).toEqual(['urn:xother']);
  });

  it('qualify certificates by criteria', () => {
    expect(read([CRITICAL, qualification(QUALIFIER, CRITERIA)])?.qualifications).toEqual([
      {
        qualifiers: ['urn:qualifier'],
        criteria: { assert: 'all', criteria: [{ kind: 'policies', policies: ['2.999.1'] }] },
      },
    ]);
  });

  it.each([
    ['without a qualifier', '', CRITERIA],
    ['with a qualifier without a name', '<sie:Qualifier uri=" "/>', CRITERIA],
    ['with neither', '', ''],
  ])('say nothing by a qualification %s', (_, qualifiers, criteria) => {
    expect(read([CRITICAL, qualification(qualifiers, criteria)])?.qualifications).toEqual([]);
  });

  it.each([
    ['absent', ''],
    ['empty', '<sie:CriteriaList assert="all"/>'],
    ['there twice', CRITERIA + CRITERIA],
    [
      'not understood',
      '<sie:CriteriaList assert="all"><sie:otherCriteriaList><x/></sie:otherCriteriaList></sie:CriteriaList>',
    ],
    [
      'partly not understood',
      CRITERIA.replace(
        '</sie:CriteriaList>',
        '<sie:otherCriteriaList><x/></sie:otherCriteriaList></sie:CriteriaList>',
      ),
    ],
  ])('are not relied on, critical or not, with criteria that are %s', (_, criteria) => {
    expect(read([OTHERWISE, qualification(QUALIFIER, criteria)])).toBeUndefined();
  });
});
