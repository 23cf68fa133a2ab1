/**
 * Certificates and revocation data as properties of a seal (EN 319 132-1 §5.4).
 *
 * @module
 */
import { toBase64, type ValidationMaterial } from '@eseal/core';
import { type Markup, xades141Element, xadesElement } from '../markup.ts';

/** CertificateValues and RevocationValues, each where there is something in it (§5.4.1, §5.4.2). */
export function materialValues(material: ValidationMaterial): readonly Markup[] {
  const { certificates, crls, ocspResponses } = material;
  return [
    ...list('CertificateValues', encodings('EncapsulatedX509Certificate', certificates)),
    ...list('RevocationValues', [
      ...list('CRLValues', encodings('EncapsulatedCRLValue', crls)),
      ...list('OCSPValues', encodings('EncapsulatedOCSPValue', ocspResponses)),
    ]),
  ];
}

/** Material of a timestamp, which it stands right after, or of anything (§5.5.1). */
export function validationData(
  name: 'TimeStampValidationData' | 'AnyValidationData',
  material: ValidationMaterial,
): Markup {
  return xades141Element(name, {}, materialValues(material));
}

function list(name: string, children: readonly Markup[]): readonly Markup[] {
  return children.length === 0 ? [] : [xadesElement(name, {}, children)];
}

function encodings(name: string, all: readonly Uint8Array[]): readonly Markup[] {
  return all.map((one) => xadesElement(name, {}, [toBase64(one)]));
}
