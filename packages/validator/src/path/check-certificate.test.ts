import { encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { checkAuthority, checkConsistency, checkExtensions, checkMappings } from './check-certificate.ts';
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
});
