import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { formatName } from '../x509/format-name.ts';
import { nameValues, parseName } from '../x509/name.ts';
import { encodeSealSubject, type SealSubject } from './seal-subject.ts';

const sample: SealSubject = {
  organizationName: '株式会社サンプル',
  organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
};
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('the subject of a seal certificate (Fig. 14)', () => {
  it('names country, organisation, identifier and common name, each alone and in this order', () => {
    const name = parseName(encodeSealSubject({ ...sample, commonName: '株式会社サンプル 電子印' }));
    expect(name.rdns.map((rdn) => rdn.map(({ type }) => type))).toEqual([
      [OID.country],
      [OID.organization],
      [OID.organizationIdentifier],
      [OID.commonName],
    ]);
    expect(name.rdns.flat().map(({ text }) => text)).toEqual([
      'JP',
      '株式会社サンプル',
      'NTRJP-1555666777888',
      '株式会社サンプル 電子印',
    ]);
  });

  it('is known by the name of the organisation unless told otherwise', () => {
    const name = parseName(encodeSealSubject(sample));
    expect(nameValues(name, OID.commonName)).toEqual([sample.organizationName]);
    expect(formatName(name)).toContain('NTRJP-1555666777888');
  });

  it('takes the country of an organisation with an LEI from the caller', () => {
    const lei = { scheme: 'LEI', country: 'XG', reference: '00ZZ00SAMPLE00000159' };
    const subject = { organizationName: 'Sample', organizationIdentifier: lei };
    expect(() => encodeSealSubject(subject)).toThrow(code('INVALID_ARGUMENT'));
    expect(() => encodeSealSubject({ ...subject, country: 'XG' })).toThrow(code('INVALID_ARGUMENT'));
    const name = parseName(encodeSealSubject({ ...subject, country: 'DE' }));
    expect(nameValues(name, OID.country)).toEqual(['DE']);
  });

  it.each([
    ['no name', { organizationName: '  ' }],
    ['a name of 65 characters', { organizationName: '社'.repeat(65) }],
    ['the identifier for a name', { organizationName: 'NTRJP-1555666777888' }],
    ['the identifier for a common name', { commonName: 'NTRJP-1555666777888' }],
    ['another country than that of the identifier', { country: 'FR' }],
  ])('refuses %s', (_, change) => {
    expect(() => encodeSealSubject({ ...sample, ...change })).toThrow(code('INVALID_ARGUMENT'));
  });

  it('takes a name of 64 characters, however many bytes they have', () => {
    expect(() => encodeSealSubject({ ...sample, organizationName: '𠮷'.repeat(64) })).not.toThrow();
  });

  it.each([
    ['a wrong check digit', { scheme: 'NTR', country: 'JP', reference: '1234567890123' }],
    ['the scheme of public bodies', { scheme: 'GOV', country: 'JP', reference: '8000012010038' }],
    ['full-width digits', { scheme: 'NTR', country: 'JP', reference: '１５５５６６６７７７８８８' }],
  ])('refuses an identifier with %s', (_, organizationIdentifier) => {
    expect(() => encodeSealSubject({ ...sample, organizationIdentifier })).toThrow(
      code('ORGANIZATION_IDENTIFIER_INVALID'),
    );
  });
});
