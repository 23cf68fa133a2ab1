/**
 * Certificates and revocation data that stand in an XML signature (EN 319 132-1 §5.4).
 *
 * @module
 */
import type { EmbeddedMaterial } from '../../cades/material.ts';
import { base64Of } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { descendProperties, isProperty } from './elements.ts';
import type { KeyInformation } from './key-info.ts';

/** Material of ds:KeyInfo and of the UnsignedSignatureProperties. Counter-signatures have material of their own. */
export function readEmbeddedMaterial(
  keyInfo: KeyInformation,
  properties: readonly XmlElement[],
): EmbeddedMaterial {
  const data = properties.filter((one) => isProperty(one, 'TimeStampValidationData', 'AnyValidationData'));
  const certificateValues = [
    ...properties.filter((one) => isProperty(one, 'CertificateValues', 'AttrAuthoritiesCertValues')),
    ...data.flatMap((one) => descendProperties(one, 'CertificateValues')),
  ];
  const revocationValues = [
    ...properties.filter((one) => isProperty(one, 'RevocationValues', 'AttributeRevocationValues')),
    ...data.flatMap((one) => descendProperties(one, 'RevocationValues')),
  ];
  return {
    certificates: [...keyInfo.certificates, ...encodings(certificateValues, 'EncapsulatedX509Certificate')],
    crls: [...keyInfo.crls, ...encodings(revocationValues, 'CRLValues', 'EncapsulatedCRLValue')],
    ocspResponses: encodings(revocationValues, 'OCSPValues', 'EncapsulatedOCSPValue'),
  };
}

function encodings(from: readonly XmlElement[], ...path: readonly string[]): readonly Uint8Array[] {
  return from.flatMap((one) => descendProperties(one, ...path).flatMap((element) => base64Of(element) ?? []));
}
