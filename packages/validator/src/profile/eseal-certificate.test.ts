import { readable } from '@eseal/core';
import { encode, nullValue, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COUNTRY,
  identifiedBy,
  lei,
  NAME,
  NUMBER,
  points,
  policies,
  printable,
  purposes,
  qcType,
  rsaKey,
  subjectWith,
  text,
  uri,
  without,
} from '../../test/certificate-changes.ts';
import { PROFILE_CASES } from '../../test/profile-cases.ts';
import {
  COMMON_POLICY,
  OWN_POLICY,
  type SealCertificateChanges,
  sealCertificate,
  withExtension,
} from '../../test/seal-certificate.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import {
  type CheckEsealCertificateOptions,
  checkEsealCertificate,
  ESEAL_PROFILE_ROWS,
} from './eseal-certificate.ts';

const AT = new Date('2026-11-01T00:00:00Z');
const LEI = '506700GE1G29325QX363';

type Checked = Omit<Partial<CheckEsealCertificateOptions>, 'issuer'> & { readonly withoutIssuer?: true };

async function check(changes: SealCertificateChanges, { withoutIssuer, ...options }: Checked = {}) {
  const { certificate, issuer } = await sealCertificate(changes);
  return checkEsealCertificate(certificate, {
    assuranceLevel: 2,
    at: AT,
    commonPolicyOid: COMMON_POLICY,
    ...(withoutIssuer !== true && { issuer }),
    ...options,
  });
}

/** Status of every row that is not `ok`. */
async function departures(changes: SealCertificateChanges, options: Checked = {}) {
  const { rows } = await check(changes, options);
  return Object.fromEntries(rows.flatMap(({ id, status }) => (status === 'ok' ? [] : [[id, status]])));
}

describe('checkEsealCertificate', () => {
  it('finds nothing about a certificate that follows every row', async () => {
    const result = await check({});
    expect(result).toMatchObject({ edition: 'mic-2024', assuranceLevel: 2, conforms: true });
    expect(result.rows.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(result.rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 24 }, (_, index) => `F-${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('finds in the good world of the testkit only the alias, which the organisation declares itself', async () => {
    const world = await createGoodWorld({ now: AT, key: 'p256', lei: LEI });
    const [seal, issuer] = world.chain.map((der) => parseCertificate(der));
    if (seal === undefined || issuer === undefined)
      throw new Error('the world has a chain of two certificates');
    const result = checkEsealCertificate(seal, {
      assuranceLevel: 2,
      at: AT,
      issuer,
      commonPolicyOid: COMMON_POLICY,
    });
    expect(result.conforms).toBe(true);
    expect(result.rows.filter(({ status }) => status !== 'ok')).toMatchObject([
      { id: 'F-16', status: 'information', facts: { declared: ['JP', '株式会社サンプル', '経理部'] } },
    ]);
  });

  it.each(PROFILE_CASES)('%s: notices %s', async (id, _, changes, level2, level1) => {
    expect(await departures(changes)).toEqual({ [id]: level2 });
    expect(await departures(changes, { assuranceLevel: 1 })).toEqual({ [id]: level1 });
    expect((await check(changes)).conforms).toBe(level2 !== 'error');
  });

  it('F-01: refuses a certificate of version 1, which has no extensions', async () => {
    const found = await departures({ quirks: { version: 1 } });
    expect(found).toMatchObject({ 'F-01': 'error', 'F-11': 'error', 'F-12': 'information', 'F-15': 'error' });
    expect(await departures({ quirks: { version: 1 } }, { assuranceLevel: 1 })).toMatchObject({
      'F-01': 'error',
    });
  });

  it('F-13 and F-03: say what was not checked without the certificate of the authority', async () => {
    const options = { withoutIssuer: true } as const;
    expect(await departures({}, options)).toEqual({ 'F-13': 'not-checked' });
    expect(await departures({ issuerQuirks: { without: [OID.subjectKeyIdentifier] } })).toEqual({
      'F-13': 'not-checked',
    });
    const { rows } = await check({ issuerKey: rsaKey(1024) }, options);
    expect(rows.find(({ id }) => id === 'F-03')).toMatchObject({
      status: 'ok',
      facts: { issuerKeyKnown: false },
    });
  });

  it('F-15: only informs while the common policy is not known', async () => {
    const unknown = async (changes: SealCertificateChanges, assuranceLevel: 1 | 2) => {
      const { certificate } = await sealCertificate(changes);
      const { rows } = checkEsealCertificate(certificate, { assuranceLevel, at: AT });
      return rows.find(({ id }) => id === 'F-15');
    };
    expect(await unknown({}, 2)).toMatchObject({
      status: 'information',
      facts: { commonPolicyKnown: false },
    });
    expect(await unknown(policies(OWN_POLICY), 1)).toMatchObject({ status: 'information' });
    expect(await unknown(without(OID.certificatePolicies), 2)).toMatchObject({
      status: 'warning',
    });
  });

  it('F-15: knows no level 2 before the accreditation scheme began', async () => {
    const schemeStart = new Date('2026-01-01T00:00:01Z');
    const early = await check({}, { schemeStart });
    expect(early).toMatchObject({ edition: 'mic-2021', conforms: false });
    expect(await departures({}, { schemeStart })).toEqual({ 'F-15': 'error' });
    expect(await check({}, { schemeStart, assuranceLevel: 1 })).toMatchObject({ conforms: true });
    expect(await check({}, { schemeStart: new Date('2026-01-01T00:00:00Z') })).toMatchObject({
      edition: 'mic-2024',
    });
  });

  it('accepts what certificates in use have beside the example of the guidelines', async () => {
    const accepted: readonly SealCertificateChanges[] = [
      identifiedBy('NTRJP-7000012050002', `LEIXG-${LEI}`, 'TD:JP-123456789'),
      { ...identifiedBy('NTRJP-7000012050002', `LEIXG-${LEI}`), ...lei(printable(LEI)) },
      subjectWith(COUNTRY, NAME, { CN: 'x', organizationIdentifier: 'NTRJP-7000012050002' }),
      { notAfter: new Date('2031-01-01T00:00:00Z') },
      { serialNumber: new Uint8Array(20).fill(1) },
      { key: rsaKey(3072) },
      { key: 'ed25519' },
      { key: 'p384' },
      { issuerKey: rsaKey(4096) },
      policies(OWN_POLICY, COMMON_POLICY, OID.anyPolicy),
      purposes('1.3.6.1.5.5.7.3.36'),
      purposes(OID.serverAuth, '1.3.6.1.5.5.7.3.36'),
      qcType(OID.qcTypeEseal),
      withExtension('2.999.9', nullValue()),
      withExtension(OID.subjectAltName, sequence([text(0x81, 'seal@eseal.test')])),
      points(uri('http://eseal.test/crl')),
      withExtension(
        OID.certificatePolicies,
        sequence([sequence([objectIdentifier(OWN_POLICY)]), sequence([objectIdentifier(COMMON_POLICY)])]),
        true,
      ),
    ];
    for (const [index, changes] of accepted.entries()) {
      expect(await departures(changes), `certificate ${index}`).toEqual({});
    }
  });

  it('judges algorithms at the time it is given, by the suite it is given', async () => {
    const rsa2048 = { key: rsaKey(2048) };
    expect(await departures(rsa2048, { at: new Date('2030-12-31T14:59:59Z') })).toEqual({
      'F-10': 'warning',
    });
    expect(await departures(rsa2048, { at: new Date('2030-12-31T15:00:00Z') })).toEqual({ 'F-10': 'error' });
    expect(await departures(rsa2048, { suite: TS_119_312 })).toEqual({});
    expect(await departures({ key: 'ed25519' }, { suite: TS_119_312 })).toEqual({ 'F-10': 'error' });
  });

  it('reads the example of a level 1 certificate without an identifier as conforming to level 1', async () => {
    const changes = { ...subjectWith({ C: 'JP' }, { O: '山田商店' }), ...policies(OWN_POLICY) };
    expect(await check(changes, { assuranceLevel: 1 })).toMatchObject({ conforms: true });
    expect(await check(changes, { assuranceLevel: 2 })).toMatchObject({ conforms: false });
  });

  it('says each outcome in a Japanese and an English sentence, with facts and a citation', async () => {
    for (const [id, what, changes] of PROFILE_CASES) {
      const { rows } = await check(changes);
      for (const row of rows) {
        expect(row.message.ja, `${id} ${what} ${row.id}`).toMatch(/[ぁ-んァ-ヶ一-龠]/);
        expect(row.message.en, `${id} ${what} ${row.id}`).toMatch(/^[A-Z].*[a-z].*$/);
        expect(row.message.en).not.toContain('undefined');
        expect(row.message.ja).not.toContain('undefined');
        expect(row.citation).toMatch(/Guidelines on e-Seal|RFC 5280|EN 319 412|CA\/B Forum/);
      }
    }
  });

  it('shows no invisible characters and no endless text of a certificate', async () => {
    const changes = subjectWith(COUNTRY, { O: `x\u202e${'y'.repeat(5000)}` }, NUMBER);
    const { rows } = await check(changes);
    const name = rows.find(({ id }) => id === 'F-06')?.message.en ?? '';
    expect(name).toContain('\\u202e');
    expect(name).not.toContain('\u202e');
    expect(name.length).toBeLessThan(1100);
  });

  it('judges whatever an extension holds', async () => {
    const { certificate } = await sealCertificate();
    const oids = ESEAL_PROFILE_ROWS.flatMap(({ oid }) => (oid === undefined ? [] : [oid]));
    const extension = fc.record({
      oid: fc.constantFrom(...oids),
      critical: fc.boolean(),
      value: fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }).map((content) => encode(sequence([sequence([content])]))),
      ),
    });
    fc.assert(
      fc.property(extension, (one) => {
        const altered = { ...certificate, extensions: [one] };
        expect(checkEsealCertificate(altered, { assuranceLevel: 2, at: AT }).rows).toHaveLength(24);
      }),
      { numRuns: 500 },
    );
  });

  it('judges a certificate with any one byte altered, as far as it is still a certificate', async () => {
    const { certificate, issuer } = await sealCertificate();
    let parsed = 0;
    for (let at = 0; at < certificate.raw.length; at++) {
      const altered = Uint8Array.from(certificate.raw);
      altered[at] = (altered[at] ?? 0) ^ 0x01;
      const read = readable(() => parseCertificate(altered));
      if (read === undefined) continue;
      parsed++;
      expect(checkEsealCertificate(read, { assuranceLevel: 2, at: AT, issuer }).rows).toHaveLength(24);
    }
    expect(parsed).toBeGreaterThan(100);
  });

  it('has a case for every row', () => {
    const tested = new Set(['F-01', ...PROFILE_CASES.map(([id]) => id)]);
    expect(ESEAL_PROFILE_ROWS.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });
});
