import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { certificateStating } from '../../test/determining-eu.ts';
import { certificateContent } from './certificate-content.ts';

const broken = Uint8Array.of(0x30, 5, 0);

describe('certificateContent', () => {
  it('reads what the certificate says of being qualified', async () => {
    const certificate = await certificateStating({
      statements: [OID.qcCompliance, OID.qcSscd],
      types: [OID.qcTypeEsign, OID.qcTypeEseal],
      legislations: ['ZZ'],
      policies: ['2.999.1'],
    });
    expect(certificateContent(certificate)).toEqual({
      qcCompliance: true,
      qcSscd: true,
      qcTypes: [OID.qcTypeEsign, OID.qcTypeEseal],
      legislations: ['ZZ'],
      policies: ['2.999.1'],
    });
  });

  it('is empty for a certificate that says nothing, or nothing that can be read', async () => {
    const nothing = { qcCompliance: false, qcSscd: false, qcTypes: [], legislations: [], policies: [] };
    const silent = await certificateStating({ statements: [], types: [] });
    expect(certificateContent(silent)).toEqual(nothing);
    const oids = [OID.qcStatements, OID.certificatePolicies];
    const extensions = oids.map((oid) => ({ oid, critical: false, value: broken }));
    expect(certificateContent(await certificateStating({ extensions }))).toEqual(nothing);
  });

  it('takes no statement from an extension of which one cannot be read', async () => {
    // QcCClegislation without a country.
    const certificate = await certificateStating({ statements: [OID.qcCompliance, OID.qcCClegislation] });
    expect(certificateContent(certificate)).toMatchObject({ qcCompliance: false, qcTypes: [] });
  });
});
