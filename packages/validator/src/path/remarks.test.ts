import { encode, OID, sequence } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';
import { certificateAuthority, extendedKeyUsage, keyUsage } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { constraints, nameLimits, names } from '../../test/path-extensions.ts';
import { remarksOn } from './remarks.ts';

async function authority(changes: Partial<Certificate> = {}): Promise<Certificate> {
  return { ...certificateOf((await goodWorld()).issuingCa), ...changes };
}

async function leaf(): Promise<Certificate> {
  return certificateOf((await goodWorld()).seal);
}

type Extension = Certificate['extensions'][number];

function having(certificate: Certificate, ...added: readonly Extension[]): Certificate {
  const kept = certificate.extensions.filter(({ oid }) => !added.some((one) => one.oid === oid));
  return { ...certificate, extensions: [...kept, ...added] };
}

const critically = (certificate: Certificate, oid: string, critical: boolean): Certificate => ({
  ...certificate,
  extensions: certificate.extensions.map((one) => (one.oid === oid ? { ...one, critical } : one)),
});

const without = (certificate: Certificate, oid: string): Certificate => ({
  ...certificate,
  extensions: certificate.extensions.filter((one) => one.oid !== oid),
});

const ids = (certificate: Certificate): readonly string[] =>
  remarksOn(certificate).map(({ rule }) => rule.id.replace('CERTIFICATE_', ''));

const NAMELESS = { raw: encode(sequence([])), rdns: [] };
const host = (value: string) => names({ kind: 'dNSName', value });

describe('remarks on a certificate', () => {
  it('are none for those of the good world', async () => {
    expect(ids(await authority())).toEqual([]);
    expect(ids(await leaf())).toEqual([]);
  });

  it('C16: are made of serial numbers that are not positive, or too long', async () => {
    const remarks = async (serialNumber: Uint8Array) => ids(await authority({ serialNumber }));
    expect(await remarks(Uint8Array.of(1))).toEqual([]);
    expect(await remarks(Uint8Array.of(0))).toEqual(['SERIAL_NOT_POSITIVE']);
    expect(await remarks(Uint8Array.of(0x80))).toEqual(['SERIAL_NOT_POSITIVE']);
    expect(await remarks(new Uint8Array(20).fill(1))).toEqual([]);
    expect(await remarks(new Uint8Array(21).fill(1))).toEqual(['SERIAL_TOO_LONG']);
  });

  it('are made of names that are missing', async () => {
    expect(ids(await authority({ issuer: NAMELESS }))).toEqual(['ISSUER_EMPTY']);
    expect(ids(await authority({ subject: NAMELESS }))).toContain('AUTHORITY_WITHOUT_SUBJECT');
    const unnamed = { ...(await leaf()), subject: NAMELESS };
    const named = having(unnamed, host('a.example'));
    expect(ids(named)).toEqual(['ALTERNATIVE_NAMES_NOT_CRITICAL']);
    expect(ids(critically(named, OID.subjectAltName, true))).toEqual([]);
  });

  it('are made of alternative names that are none', async () => {
    const of = async (extension: Extension) => ids(having(await leaf(), extension));
    expect(await of(host('a.example'))).toEqual([]);
    expect(await of(host('*.a.example'))).toEqual([]);
    for (const value of ['a_b.example', '192.0.2.1', '.example', '', 'a\0.example'])
      expect([value, await of(host(value))]).toEqual([value, ['ALTERNATIVE_NAMES_MALFORMED']]);
    expect(await of(names({ kind: 'iPAddress', value: new Uint8Array(5) }))).toEqual([
      'ALTERNATIVE_NAMES_MALFORMED',
    ]);
    expect(await of(names())).toEqual(['ALTERNATIVE_NAMES_MALFORMED']);
  });

  it('are made of extensions that should or should not be critical', async () => {
    const certificate = await authority();
    expect(ids(critically(certificate, OID.basicConstraints, false))).toEqual([
      'BASIC_CONSTRAINTS_NOT_CRITICAL',
    ]);
    expect(ids(critically(certificate, OID.authorityKeyIdentifier, true))).toEqual([
      'AUTHORITY_KEY_CRITICAL',
    ]);
    expect(ids(critically(certificate, OID.subjectKeyIdentifier, true))).toEqual(['SUBJECT_KEY_CRITICAL']);
    expect(ids(critically(certificate, OID.authorityInfoAccess, true))).toEqual(['ACCESS_CRITICAL']);
    const limited = having(certificate, nameLimits({ permitted: [{ kind: 'dNSName', value: 'example' }] }));
    expect(ids(limited)).toEqual([]);
    expect(ids(critically(limited, OID.nameConstraints, false))).toEqual(['NAME_CONSTRAINTS_NOT_CRITICAL']);
    const constrained = having(certificate, constraints({ explicit: 0 }));
    expect(ids(constrained)).toEqual([]);
    expect(ids(critically(constrained, OID.policyConstraints, false))).toEqual([
      'POLICY_CONSTRAINTS_NOT_CRITICAL',
    ]);
  });

  it('are made of key identifiers that are missing or those of another', async () => {
    expect(ids(without(await leaf(), OID.authorityKeyIdentifier))).toEqual(['AUTHORITY_KEY_MISSING']);
    expect(ids(without(await authority(), OID.subjectKeyIdentifier))).toEqual(['SUBJECT_KEY_MISSING']);
    const [differs] = remarksOn(await leaf(), await leaf());
    expect(differs?.rule).toMatchObject({ id: 'CERTIFICATE_AUTHORITY_KEY_DIFFERS', level: 'warn' });
  });

  it('are made of usages that contradict the kind of certificate, or are none', async () => {
    const certificate = await leaf();
    expect(ids(having(certificate, keyUsage('keyCertSign')))).toEqual(['SIGNS_WITHOUT_AUTHORITY']);
    expect(ids(having(certificate, keyUsage('keyCertSign'), certificateAuthority()))).toEqual([]);
    expect(ids(having(certificate, keyUsage()))).toEqual(['KEY_USAGE_EMPTY']);
    expect(ids(having(certificate, extendedKeyUsage([])))).toEqual(['PURPOSES_EMPTY']);
    const limits = nameLimits({ excluded: [{ kind: 'dNSName', value: 'example' }] });
    expect(ids(having(certificate, limits))).toEqual(['NAME_CONSTRAINTS_MISPLACED']);
  });
});
