import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import {
  appliedTo,
  certificateStating,
  ISSUED,
  information,
  type Stated,
} from '../../../test/determining-eu.ts';
import { certificateContent } from '../certificate-content.ts';
import { coversType, typeByCertificate, typeOf } from './certificate-type.ts';

const EIDAS = new Date('2016-06-30T22:00:00Z');
const BEFORE = new Date(EIDAS.getTime() - 1);

const { qcTypeEseal: SEAL, qcTypeEsign: SIGN, qcTypeWeb: WEB } = OID;
const ALL = ['ForeSignatures', 'ForeSeals', 'ForWebSiteAuthentication'];

async function applied(stated: Stated, listed: readonly string[], qualifiers: readonly string[] = []) {
  const additionalInformation = listed.map(information);
  return appliedTo(await certificateStating(stated), { additionalInformation }, qualifiers);
}

describe('the type that a certificate states', () => {
  it.each<[string, Stated]>([
    ['eSig', { types: [SIGN] }],
    ['eSeal', { types: [SEAL] }],
    ['WSA', { types: [WEB] }],
    ['unknown', { types: [SIGN, SEAL] }],
    ['unknown', { types: [SEAL, WEB] }],
    ['eSeal', { types: [SEAL, '2.999.1'] }],
    ['eSeal', { types: [SEAL], statements: [] }],
    ['eSig', { types: [] }],
    ['eSig', { types: ['2.999.1'] }],
    ['unknown', { types: [], statements: [] }],
  ])('is %s for %j', async (type, stated) => {
    expect(typeByCertificate(certificateContent(await certificateStating(stated)), ISSUED)).toBe(type);
  });

  it('was signatures before the Regulation, whatever the certificate states', async () => {
    const content = certificateContent(await certificateStating({ types: [SEAL] }));
    expect(typeByCertificate(content, BEFORE)).toBe('eSig');
    expect(typeByCertificate(content, EIDAS)).toBe('eSeal');
    const silent = certificateContent(await certificateStating({ statements: [], types: [SEAL] }));
    expect(typeByCertificate(silent, BEFORE)).toBe('unknown');
  });
});

describe('the type of a qualified certificate', () => {
  it.each<[string, Stated, readonly string[]]>([
    ['eSeal', { types: [SEAL] }, []],
    ['eSig', { types: [SEAL] }, ['QCForESig']],
    ['eSeal', { types: [SIGN] }, ['QCForESeal']],
    ['WSA', { types: [SIGN] }, ['QCForWSA']],
    ['eSeal', { types: [SIGN, SEAL] }, ['QCForESeal']],
    ['unknown', { types: [SEAL] }, ['QCForESig', 'QCForESeal']],
    ['unknown', { types: [SIGN] }, ['QCForESig', 'QCForLegalPerson']],
  ])('is %s for %j with qualifiers %j', async (type, stated, qualifiers) => {
    expect(typeOf(await applied(stated, ALL, qualifiers), ISSUED)).toBe(type);
  });

  it('is not known when a qualifier contradicts what the service is listed for', async () => {
    expect(typeOf(await applied({}, ['ForeSeals'], ['QCForESig']), ISSUED)).toBe('unknown');
    expect(typeOf(await applied({}, [], ['QCForESig']), ISSUED)).toBe('eSig');
  });

  it('is signatures by a service of before the Regulation', async () => {
    const certificate = await certificateStating({ types: [SEAL] });
    expect(typeOf(appliedTo(certificate, { from: BEFORE }, ['QCForESeal']), ISSUED)).toBe('eSig');
    expect(typeOf(appliedTo(certificate, { from: EIDAS }, ['QCForESeal']), ISSUED)).toBe('eSeal');
  });
});

describe('what types a service covers', () => {
  it.each<[boolean, Stated, readonly string[], readonly string[]]>([
    [true, { types: [SEAL] }, ['ForeSeals'], []],
    [true, { types: [SIGN] }, ['ForeSignatures'], []],
    [true, { types: [WEB] }, ['ForWebSiteAuthentication'], []],
    [false, { types: [SEAL] }, ['ForeSignatures', 'ForWebSiteAuthentication'], []],
    [false, { types: [SIGN] }, ['ForeSeals'], []],
    [false, { types: [SEAL] }, [], []],
    // No type: for signatures.
    [true, { types: [] }, ['ForeSignatures'], []],
    [false, { types: [] }, ['ForeSeals'], []],
    // Overruled.
    [true, { types: [SIGN] }, ['ForeSeals'], ['QCForESeal']],
    [true, { types: [] }, ['ForeSeals'], ['QCForESeal']],
    [false, { types: [SIGN] }, ['ForeSeals'], ['QCForWSA']],
    [false, { types: [WEB] }, ['ForeSeals', 'ForeSignatures'], ['QCForESeal', 'QCForESig']],
    // For legal persons: no signatures.
    [false, { types: [SIGN] }, ['ForeSignatures'], ['QCForLegalPerson']],
    [true, { types: [SEAL] }, ['ForeSeals'], ['QCForLegalPerson']],
    // A type that is not known excludes nothing.
    [true, { types: [SIGN, SEAL] }, [], []],
  ])('is %s for %j on a service for %j with qualifiers %j', async (covered, stated, listed, qualifiers) => {
    expect(coversType(await applied(stated, listed, qualifiers), ISSUED)).toBe(covered);
  });

  it('are all for certificates of before the Regulation', async () => {
    expect(coversType(await applied({ types: [SEAL] }, []), BEFORE)).toBe(true);
    expect(coversType(await applied({ types: [SEAL] }, []), EIDAS)).toBe(false);
  });
});
