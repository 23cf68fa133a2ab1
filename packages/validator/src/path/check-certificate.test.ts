import { encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import {
  checkAuthority,
  checkConsistency,
  checkExtensions,
  checkMappings,
  remarksOn,
} from './check-certificate.ts';
import { readingExtensions } from './problem.ts';

async function authority(changes: Partial<Certificate> = {}): Promise<Certificate> {
  return { ...certificateOf((await goodWorld()).issuingCa), ...changes };
}

const withExtension = (
  certificate: Certificate,
  oid: string,
  critical: boolean,
  value: Uint8Array,
): Certificate => ({
  ...certificate,
  extensions: [...certificate.extensions.filter((one) => one.oid !== oid), { oid, critical, value }],
});

const mapping = (from: string, to: string): Uint8Array =>
  encode(sequence([sequence([objectIdentifier(from), objectIdentifier(to)])]));

describe('checks of one certificate', () => {
  it('refuse extensions in a certificate of version 1', async () => {
    expect(checkConsistency(await authority())).toBeUndefined();
    expect(checkConsistency(await authority({ version: 1 }))?.rule.id).toBe(
      'PATH_VERSION_WITHOUT_EXTENSIONS',
    );
    expect(checkConsistency(await authority({ version: 1, extensions: [] }))).toBeUndefined();
  });

  it('take no certificate of version 1 for an authority', async () => {
    const problem = checkAuthority(await authority({ version: 1, extensions: [] }));
    expect(problem?.rule.id).toBe('PATH_ISSUER_NOT_A_CA');
  });

  it('refuse mappings from or to any policy, and no others', async () => {
    const mapped = async (from: string, to: string) =>
      checkMappings(withExtension(await authority(), OID.policyMappings, true, mapping(from, to)))?.rule.id;
    expect(await mapped('2.999.1', '2.999.2')).toBeUndefined();
    expect(await mapped(OID.anyPolicy, '2.999.2')).toBe('PATH_ANY_POLICY_MAPPED');
    expect(await mapped('2.999.1', OID.anyPolicy)).toBe('PATH_ANY_POLICY_MAPPED');
  });

  it('accept an unknown extension that is not critical', async () => {
    const odd = withExtension(await authority(), '2.999.5', false, new Uint8Array());
    expect(checkExtensions(odd)).toBeUndefined();
    const critical = withExtension(await authority(), '2.999.5', true, new Uint8Array());
    expect(checkExtensions(critical)?.facts).toMatchObject({ extension: '2.999.5' });
  });

  it('turn an extension that cannot be read into a problem', async () => {
    const types = [OID.keyUsage, OID.policyConstraints, OID.nameConstraints, OID.subjectAltName];
    for (const type of types) {
      const broken = withExtension(await authority(), type, false, Uint8Array.of(1));
      expect(readingExtensions(broken, () => checkExtensions(broken))?.rule.id).toBe(
        'PATH_EXTENSION_UNREADABLE',
      );
    }
  });

  it('remark on serial numbers that are not positive, or too long', async () => {
    const remarks = async (serialNumber: Uint8Array) =>
      remarksOn(await authority({ serialNumber })).map(({ rule }) => rule.id);
    expect(await remarks(Uint8Array.of(1))).toEqual([]);
    expect(await remarks(Uint8Array.of(0))).toEqual(['CERTIFICATE_SERIAL_NOT_POSITIVE']);
    expect(await remarks(Uint8Array.of(0x80))).toEqual(['CERTIFICATE_SERIAL_NOT_POSITIVE']);
    expect(await remarks(new Uint8Array(20).fill(1))).toEqual([]);
    expect(await remarks(new Uint8Array(21).fill(1))).toEqual(['CERTIFICATE_SERIAL_TOO_LONG']);
  });

  it('remark on an authority whose basicConstraints is not critical', async () => {
    const certificate = await authority();
    const extensions = certificate.extensions.map((one) =>
      one.oid === OID.basicConstraints ? { ...one, critical: false } : one,
    );
    expect(remarksOn({ ...certificate, extensions }).map(({ rule }) => rule.id)).toEqual([
      'CERTIFICATE_BASIC_CONSTRAINTS_NOT_CRITICAL',
    ]);
  });
});
