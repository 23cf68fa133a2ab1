/**
 * Who a service is (ETSI TS 119 612 §5.5.3): certificates, or a name with a key or with what identifies the key.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { PublicKey } from '@eseal/core/crypto';
import {
  type Certificate,
  type Name,
  parseCertificate,
  parseNameText,
  subjectKeyIdentifier,
} from '@eseal/core/x509';
import { readKeyValue } from '@eseal/formats/xades';
import { base64Of, descend, type XmlElement } from '@eseal/formats/xml';
import type { ServiceIdentity } from '../../trust/listed-service.ts';
import { DS, TSL } from './namespaces.ts';
import type { Tell } from './tell.ts';
import { textValue } from './values.ts';

/** Certificates of a tsl:ServiceDigitalIdentity; one that cannot be read is left out and told. */
function readCertificates(element: XmlElement | undefined, tell: Tell): readonly Certificate[] {
  return descend(element, TSL, 'DigitalId', 'X509Certificate').flatMap((one) => {
    const der = base64Of(one);
    const certificate = der && readable(() => parseCertificate(der));
    if (certificate === undefined) tell('an X509Certificate cannot be read');
    return certificate ?? [];
  });
}

/**
 * Reads tsl:ServiceDigitalIdentity: an identity for each certificate; without any, the name with the key or its identifier,
 * if they are there.
 */
export function readIdentities(element: XmlElement | undefined, tell: Tell): readonly ServiceIdentity[] {
  const certificates = readCertificates(element, tell);
  if (certificates.length > 0) return certificates.map(identityOf);
  const [name, ...otherNames] = descend(element, TSL, 'DigitalId', 'X509SubjectName').map(readName);
  if (name === undefined || otherNames.length > 0) return [];
  const publicKey = readPublicKey(element);
  const [keyIdentifier] = descend(element, TSL, 'DigitalId', 'X509SKI').map(base64Of);
  if (publicKey === undefined && keyIdentifier === undefined) return [];
  return [{ name, certificate: undefined, publicKey, subjectKeyIdentifier: keyIdentifier }];
}

function identityOf(certificate: Certificate): ServiceIdentity {
  return {
    name: certificate.subject,
    certificate,
    publicKey: certificate.publicKey,
    subjectKeyIdentifier: readable(() => subjectKeyIdentifier(certificate)),
  };
}

function readName(element: XmlElement): Name | undefined {
  return parseNameText(textValue(element) ?? '');
}

function readPublicKey(element: XmlElement | undefined): PublicKey | undefined {
  const [value] = descend(element, TSL, 'DigitalId').flatMap((one) => descend(one, DS, 'KeyValue'));
  const encoded = value && readKeyValue(value);
  return encoded && readable(() => new PublicKey(encoded));
}
