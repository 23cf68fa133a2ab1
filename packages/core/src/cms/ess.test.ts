import { describe, expect, it } from 'vitest';
import { TEST_CERTIFICATE } from '../../test/signed-data-with.ts';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { type DerNode, encode, octetString, sequence } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { type Attribute, readAttributes } from './attributes.ts';
import { attribute, signingCertificateV2 } from './build-attributes.ts';
import { signingCertificateAttributes } from './ess.ts';

const DIGEST = new Uint8Array(32).fill(1);

const read = (node: DerNode): readonly Attribute[] =>
  readAttributes(DerReader.over(encode(node), 'attribute'));

/** signing-certificate (version 1) with one reference and no more. */
const versionOne = attribute(OID.signingCertificate, [
  sequence([sequence([sequence([octetString(new Uint8Array(20))])])]),
]);

describe('references to the signing certificate', () => {
  it('are read as they were written', () => {
    const [found] = signingCertificateAttributes(
      read(signingCertificateV2(TEST_CERTIFICATE, 'SHA-512', DIGEST)),
    );
    const [reference] = found?.references ?? [];
    expect(found?.version).toBe(2);
    expect(reference?.digestAlgorithm).toBe('SHA-512');
    expect(reference?.digest).toEqual(DIGEST);
    expect(reference?.issuerSerial?.serialNumber).toEqual(TEST_CERTIFICATE.serialNumber);
    expect(reference?.issuerSerial?.issuer).toMatchObject([{ kind: 'directoryName' }]);
  });

  it('do not name SHA-256, which is the default (RFC 5035 §4)', () => {
    const node = signingCertificateV2(TEST_CERTIFICATE, 'SHA-256', DIGEST);
    const longer = signingCertificateV2(TEST_CERTIFICATE, 'SHA3-256', DIGEST);
    expect(longer.length).toBeGreaterThan(node.length);
    expect(signingCertificateAttributes(read(node))[0]?.references[0]?.digestAlgorithm).toBe('SHA-256');
  });

  it('are SHA-1 in version 1', () => {
    const [found] = signingCertificateAttributes(read(versionOne));
    expect(found).toMatchObject({ version: 1, references: [{ digestAlgorithm: 'SHA-1' }] });
    expect(found?.references[0]?.issuerSerial).toBeUndefined();
  });

  it('are refused when they hold something else', () => {
    const broken = attribute(OID.signingCertificateV2, [sequence([octetString(DIGEST)])]);
    expect(() => signingCertificateAttributes(read(broken))).toThrow(DecodeError);
  });

  it('are none where there is no attribute', () => {
    expect(signingCertificateAttributes(read(attribute(OID.mimeType, [octetString(DIGEST)])))).toEqual([]);
  });
});
