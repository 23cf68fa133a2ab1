import { describe, expect, it } from 'vitest';
import { TEST_CERTIFICATE, testSignerInfo } from '../../test/signed-data-with.ts';
import * as OID from '../asn1/oids.ts';
import { encode, octetString } from '../asn1/writer.ts';
import { matchesSid, parseSignerInfo } from './signer-info.ts';

describe('the identifier of a signer', () => {
  it('names the certificate with its issuer and serial number, and no other', () => {
    const { sid } = parseSignerInfo(encode(testSignerInfo()));
    expect(matchesSid(sid, TEST_CERTIFICATE)).toBe(true);
    expect(matchesSid(sid, { ...TEST_CERTIFICATE, serialNumber: Uint8Array.of(2) })).toBe(false);
    expect(matchesSid(sid, { ...TEST_CERTIFICATE, issuer: TEST_CERTIFICATE.subject })).toBe(false);
  });

  it('names the certificate with its key identifier, when it has one', () => {
    const keyIdentifier = Uint8Array.of(1, 2, 3);
    const value = encode(octetString(keyIdentifier));
    const extensions = [{ oid: OID.subjectKeyIdentifier, critical: false, value }];
    const sid = { kind: 'subjectKeyIdentifier', keyIdentifier } as const;
    expect(matchesSid(sid, { ...TEST_CERTIFICATE, extensions })).toBe(true);
    expect(matchesSid({ ...sid, keyIdentifier: Uint8Array.of(1) }, { ...TEST_CERTIFICATE, extensions })).toBe(
      false,
    );
    expect(matchesSid(sid, TEST_CERTIFICATE)).toBe(false);
  });
});
