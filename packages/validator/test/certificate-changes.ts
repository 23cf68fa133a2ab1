/** Ways to change a seal certificate for a test of the profile. */
import {
  bitString,
  context,
  type DerNode,
  element,
  encode,
  integer,
  nullValue,
  OID,
  objectIdentifier,
  sequence,
  setOf,
  TAG,
  utf8String,
} from '@eseal/core/asn1';
import type { TestKey } from '@eseal/testkit';
import { keyOf, type SealCertificateChanges, SUBJECT, withExtension } from './seal-certificate.ts';

type SubjectPart = (typeof SUBJECT)[number];
/** Parts of the usual subject. */
export const COUNTRY: SubjectPart = SUBJECT[0] ?? {};
export const NAME: SubjectPart = SUBJECT[1] ?? {};
export const NUMBER: SubjectPart = SUBJECT[2] ?? {};

export function subjectWith(
  ...subject: NonNullable<SealCertificateChanges['subject']>
): SealCertificateChanges {
  return { subject };
}

/** The usual country and name with these identifiers. */
export function identifiedBy(...values: readonly string[]): SealCertificateChanges {
  return subjectWith(COUNTRY, NAME, ...values.map((organizationIdentifier) => ({ organizationIdentifier })));
}

/** An element with these characters. */
export function text(tag: number, value: string): DerNode {
  return element(tag, [new TextEncoder().encode(value)]);
}

/** DER of a PrintableString. */
export function printable(value: string): Uint8Array {
  return encode(text(TAG.printableString, value));
}

/** A GeneralName that is an address. */
export function uri(value: string): DerNode {
  return text(0x86, value);
}

/** A GeneralName that is the directory name of a branch. */
export const BRANCH: DerNode = context(4, [
  sequence([setOf([sequence([objectIdentifier(OID.organizationalUnit), utf8String('大阪支店')])])]),
]);

/** keyUsage with these bits in its first byte. */
export function usages(bits: number, critical = true): SealCertificateChanges {
  return withExtension(OID.keyUsage, bitString(Uint8Array.of(bits)), critical);
}

export function policies(...oids: readonly string[]): SealCertificateChanges {
  return withExtension(
    OID.certificatePolicies,
    sequence(oids.map((oid) => sequence([objectIdentifier(oid)]))),
  );
}

export function purposes(...oids: readonly string[]): SealCertificateChanges {
  return withExtension(OID.extendedKeyUsage, sequence(oids.map((oid) => objectIdentifier(oid))));
}

/** cRLDistributionPoints, one for each GeneralName. */
export function points(...names: readonly DerNode[]): SealCertificateChanges {
  const list = names.map((name) => sequence([context(0, [context(0, [name])])]));
  return withExtension(OID.cRLDistributionPoints, sequence(list));
}

/** authorityInfoAccess with these methods. */
export function access(...methods: readonly string[]): SealCertificateChanges {
  const list = methods.map((oid) => sequence([objectIdentifier(oid), uri('http://eseal.test/x')]));
  return withExtension(OID.authorityInfoAccess, sequence(list));
}

export function lei(value: Uint8Array, critical = false): SealCertificateChanges {
  return withExtension(OID.lei, value, critical);
}

/** qcStatements with a QcType. */
export function qcType(type: string): SealCertificateChanges {
  const statement = sequence([objectIdentifier(OID.qcType), sequence([objectIdentifier(type)])]);
  return withExtension(OID.qcStatements, sequence([statement]));
}

export function without(oid: string): SealCertificateChanges {
  return { quirks: { without: [oid] } };
}

/** The beginning of a SEQUENCE: what no extension can be read from. */
export const GARBAGE: Uint8Array = Uint8Array.of(0x30, 0x03, 0x02);

export const SHA1_WITH_RSA: DerNode = sequence([objectIdentifier('1.2.840.113549.1.1.5'), nullValue()]);
export const SHA256_WITH_RSA: DerNode = sequence([objectIdentifier('1.2.840.113549.1.1.11'), nullValue()]);

/** An RSA key of this size. */
export function rsaKey(bits: number): TestKey {
  const key = sequence([integer(new Uint8Array(bits / 8).fill(0x80)), integer(65537)]);
  const identifier = sequence([objectIdentifier(OID.rsaEncryption), nullValue()]);
  return keyOf(sequence([identifier, bitString(encode(key))]));
}

/** A key on secp256k1. */
export const SECP256K1_KEY: TestKey = keyOf(
  sequence([
    sequence([objectIdentifier(OID.ecPublicKey), objectIdentifier('1.3.132.0.10')]),
    bitString(Uint8Array.of(4, ...new Uint8Array(64))),
  ]),
);

export const DSA_KEY: TestKey = keyOf(
  sequence([sequence([objectIdentifier('1.2.840.10040.4.1')]), bitString(encode(integer(5)))]),
);
