/**
 * What ds:KeyInfo says of the certificate or key (XMLDSig §4.5). It says so beside the signed bytes: whoever believes it must
 * have another reason.
 *
 * @module
 */
import { bitString, encode, integer, nullValue, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import type { CertificateHint } from '@eseal/core/container';
import { curveByOid } from '@eseal/core/crypto';
import { attributeValue, base64Of, descend } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { DS, DSIG11 } from './namespaces.ts';

/** Certificates and CRLs inside ds:KeyInfo, and what it says of the key. */
export interface KeyInformation {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly hint: CertificateHint | undefined;
}

/** Reads ds:KeyInfo; what is not base64 or no known kind of key is left out. */
export function readKeyInfo(keyInfo: XmlElement | undefined): KeyInformation {
  const read = (name: string): readonly Uint8Array[] =>
    descend(keyInfo, DS, 'X509Data', name).flatMap((element) => base64Of(element) ?? []);
  const certificates = read('X509Certificate');
  const key = readKey(keyInfo);
  const hint: CertificateHint | undefined =
    certificates.length > 0
      ? { kind: 'certificates', encodings: certificates }
      : key && { kind: 'public-key', subjectPublicKeyInfo: key };
  return { certificates, crls: read('X509CRL'), hint };
}

/** The first key as a SubjectPublicKeyInfo. */
function readKey(keyInfo: XmlElement | undefined): Uint8Array | undefined {
  const encoded = descend(keyInfo, DSIG11, 'DEREncodedKeyValue')[0];
  const [value] = descend(keyInfo, DS, 'KeyValue');
  return encoded === undefined ? value && readKeyValue(value) : base64Of(encoded);
}

/** The SubjectPublicKeyInfo of a ds:KeyValue (XMLDSig §4.5.2); `undefined` for no RSA key and no EC key on a named curve. */
export function readKeyValue(value: XmlElement): Uint8Array | undefined {
  const [rsa] = descend(value, DS, 'RSAKeyValue');
  const [ec] = descend(value, DSIG11, 'ECKeyValue');
  if (rsa !== undefined) return readRsaKey(rsa);
  return ec && readEcKey(ec);
}

/** RSAPublicKey (RFC 8017 §A.1.1) of modulus and exponent, which XMLDSig §4.5.2.2 writes without a sign. */
function readRsaKey(element: XmlElement): Uint8Array | undefined {
  const [modulus] = descend(element, DS, 'Modulus').map(base64Of);
  const [exponent] = descend(element, DS, 'Exponent').map(base64Of);
  if (modulus === undefined || exponent === undefined) return undefined;
  const key = encode(sequence([integer(modulus), integer(exponent)]));
  return encode(sequence([sequence([objectIdentifier(OID.rsaEncryption), nullValue()]), bitString(key)]));
}

/** An uncompressed point on a named curve (XMLDSig §4.5.2.3). */
function readEcKey(element: XmlElement): Uint8Array | undefined {
  const [curve] = descend(element, DSIG11, 'NamedCurve');
  const named = curve && attributeValue(curve, 'URI');
  const row = named?.startsWith('urn:oid:') ? curveByOid(named.slice('urn:oid:'.length)) : undefined;
  const [point] = descend(element, DSIG11, 'PublicKey').map(base64Of);
  if (row === undefined || point === undefined) return undefined;
  const algorithm = sequence([objectIdentifier(OID.ecPublicKey), objectIdentifier(row.oid)]);
  return encode(sequence([algorithm, bitString(point)]));
}
