/**
 * The extensions the SDK acts on (RFC 5280 §4.2). Each function returns `undefined` when the certificate has no such
 * extension and throws DecodeError when it cannot be read: whoever judges turns that into a result.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import type { Certificate, Extension } from './certificate.ts';
import { type GeneralName, readGeneralName, readGeneralNames } from './general-name.ts';

/** What a reader of extensions needs of a certificate, CRL or CRL entry. */
export interface WithExtensions {
  readonly extensions: readonly Extension[];
}

/** The extension with this object identifier. */
export function findExtension(holder: WithExtensions, oid: string): Extension | undefined {
  return holder.extensions.find((extension) => extension.oid === oid);
}

/** What the extension with this object identifier says; nothing may follow what `read` takes. */
export function decodeExtension<T>(
  holder: WithExtensions,
  oid: string,
  name: string,
  read: (reader: DerReader) => T,
): T | undefined {
  const extension = findExtension(holder, oid);
  if (extension === undefined) return undefined;
  const reader = DerReader.over(extension.value, name);
  const value = read(reader);
  reader.end();
  return value;
}

/** basicConstraints (RFC 5280 §4.2.1.9). */
export interface BasicConstraints {
  readonly cA: boolean;
  readonly pathLenConstraint?: number;
}

/** basicConstraints (RFC 5280 §4.2.1.9). */
export function basicConstraints(certificate: Certificate): BasicConstraints | undefined {
  return decodeExtension(certificate, OID.basicConstraints, 'basicConstraints', (outer) => {
    const reader = outer.sequence('BasicConstraints');
    const cA = reader.has(0x01) ? reader.boolean('cA') : false;
    const length = reader.atEnd ? undefined : reader.smallInteger('pathLenConstraint');
    reader.end();
    return length === undefined ? { cA } : { cA, pathLenConstraint: length };
  });
}

/** Bits of keyUsage in the order of RFC 5280 §4.2.1.3. */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** A purpose of a key (RFC 5280 §4.2.1.3). */
export type KeyUsage = (typeof KEY_USAGES)[number];

/** keyUsage (RFC 5280 §4.2.1.3): the bits that are set. */
export function keyUsage(certificate: Certificate): readonly KeyUsage[] | undefined {
  return decodeExtension(certificate, OID.keyUsage, 'keyUsage', (reader) => {
    const { bytes } = reader.bitString('KeyUsage');
    return KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
  });
}

/** extKeyUsage (RFC 5280 §4.2.1.12): object identifiers of the purposes. */
export function extendedKeyUsage(certificate: Certificate): readonly string[] | undefined {
  return decodeExtension(certificate, OID.extendedKeyUsage, 'extKeyUsage', (outer) => {
    const reader = outer.sequence('ExtKeyUsageSyntax');
    const purposes: string[] = [];
    while (!reader.atEnd) purposes.push(reader.objectIdentifier('KeyPurposeId'));
    return purposes;
  });
}

/** subjectKeyIdentifier (RFC 5280 §4.2.1.2). */
export function subjectKeyIdentifier(certificate: Certificate): Uint8Array | undefined {
  return decodeExtension(certificate, OID.subjectKeyIdentifier, 'subjectKeyIdentifier', (reader) =>
    reader.octetString('KeyIdentifier'),
  );
}

/** authorityKeyIdentifier (RFC 5280 §4.2.1.1). */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier?: Uint8Array;
  /** GeneralNames as received: nothing acts on them. */
  readonly authorityCertIssuer?: Uint8Array;
  readonly authorityCertSerialNumber?: Uint8Array;
}

/** authorityKeyIdentifier (RFC 5280 §4.2.1.1) of a certificate or CRL. */
export function authorityKeyIdentifier(holder: WithExtensions): AuthorityKeyIdentifier | undefined {
  return decodeExtension(holder, OID.authorityKeyIdentifier, 'authorityKeyIdentifier', (outer) => {
    const reader = outer.sequence('AuthorityKeyIdentifier');
    const result: AuthorityKeyIdentifier = {
      ...(reader.has(0x80) && { keyIdentifier: reader.octetString('keyIdentifier', 0x80) }),
      ...(reader.has(0xa1) && { authorityCertIssuer: reader.raw('authorityCertIssuer') }),
      ...(reader.has(0x82) && {
        authorityCertSerialNumber: reader.integer('authorityCertSerialNumber', 0x82),
      }),
    };
    reader.end();
    return result;
  });
}

/** subjectAltName (RFC 5280 §4.2.1.6). */
export function subjectAltName(certificate: Certificate): readonly GeneralName[] | undefined {
  return decodeExtension(certificate, OID.subjectAltName, 'subjectAltName', (reader) =>
    readGeneralNames(reader.sequence('GeneralNames')),
  );
}

/** One policy of a certificate with the links it gives. */
export interface PolicyInformation {
  readonly policyIdentifier: string;
  /** Addresses of certification practice statements; they come out of data. */
  readonly cps: readonly string[];
  readonly qualifiers: readonly { readonly oid: string; readonly value: Uint8Array }[];
}

/** certificatePolicies (RFC 5280 §4.2.1.4). */
export function certificatePolicies(certificate: Certificate): readonly PolicyInformation[] | undefined {
  return decodeExtension(certificate, OID.certificatePolicies, 'certificatePolicies', (outer) => {
    const reader = outer.sequence('CertificatePolicies');
    const policies: PolicyInformation[] = [];
    while (!reader.atEnd) policies.push(readPolicy(reader.sequence('PolicyInformation')));
    return policies;
  });
}

function readPolicy(reader: DerReader): PolicyInformation {
  const policyIdentifier = reader.objectIdentifier('policyIdentifier');
  const qualifiers: { oid: string; value: Uint8Array }[] = [];
  const list = reader.atEnd ? undefined : reader.sequence('policyQualifiers');
  while (list !== undefined && !list.atEnd) {
    const entry = list.sequence('PolicyQualifierInfo');
    qualifiers.push({ oid: entry.objectIdentifier('policyQualifierId'), value: entry.raw('qualifier') });
    entry.end();
  }
  reader.end();
  const cps = qualifiers
    .filter((qualifier) => qualifier.oid === OID.cps && qualifier.value[0] === 0x16)
    .map((qualifier) =>
      new TextDecoder('latin1').decode(DerReader.over(qualifier.value, 'CPSuri').content(0x16, 'CPSuri')),
    );
  return { policyIdentifier, cps, qualifiers };
}

/** policyMappings (RFC 5280 §4.2.1.5). */
export function policyMappings(
  certificate: Certificate,
): readonly { readonly issuerDomainPolicy: string; readonly subjectDomainPolicy: string }[] | undefined {
  return decodeExtension(certificate, OID.policyMappings, 'policyMappings', (outer) => {
    const reader = outer.sequence('PolicyMappings');
    const mappings: { issuerDomainPolicy: string; subjectDomainPolicy: string }[] = [];
    while (!reader.atEnd) {
      const pair = reader.sequence('mapping');
      mappings.push({
        issuerDomainPolicy: pair.objectIdentifier('issuerDomainPolicy'),
        subjectDomainPolicy: pair.objectIdentifier('subjectDomainPolicy'),
      });
      pair.end();
    }
    return mappings;
  });
}

/** policyConstraints (RFC 5280 §4.2.1.11). */
export function policyConstraints(
  certificate: Certificate,
): { readonly requireExplicitPolicy?: number; readonly inhibitPolicyMapping?: number } | undefined {
  return decodeExtension(certificate, OID.policyConstraints, 'policyConstraints', (outer) => {
    const reader = outer.sequence('PolicyConstraints');
    const result = {
      ...(reader.has(0x80) && { requireExplicitPolicy: reader.smallInteger('requireExplicitPolicy', 0x80) }),
      ...(reader.has(0x81) && { inhibitPolicyMapping: reader.smallInteger('inhibitPolicyMapping', 0x81) }),
    };
    reader.end();
    return result;
  });
}

/** inhibitAnyPolicy (RFC 5280 §4.2.1.14). */
export function inhibitAnyPolicy(certificate: Certificate): number | undefined {
  return decodeExtension(certificate, OID.inhibitAnyPolicy, 'inhibitAnyPolicy', (reader) =>
    reader.smallInteger('SkipCerts'),
  );
}

/** One subtree of nameConstraints; `minimum` and `maximum` are not used by RFC 5280. */
export interface GeneralSubtree {
  readonly base: GeneralName;
  readonly minimum: number;
  readonly maximum?: number;
}

/** nameConstraints (RFC 5280 §4.2.1.10). */
export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[];
  readonly excluded: readonly GeneralSubtree[];
}

/** nameConstraints (RFC 5280 §4.2.1.10). */
export function nameConstraints(certificate: Certificate): NameConstraints | undefined {
  return decodeExtension(certificate, OID.nameConstraints, 'nameConstraints', (outer) => {
    const reader = outer.sequence('NameConstraints');
    const permitted = reader.has(0xa0) ? readSubtrees(reader.context(0, 'permittedSubtrees')) : [];
    const excluded = reader.has(0xa1) ? readSubtrees(reader.context(1, 'excludedSubtrees')) : [];
    reader.end();
    return { permitted, excluded };
  });
}

function readSubtrees(reader: DerReader): readonly GeneralSubtree[] {
  const subtrees: GeneralSubtree[] = [];
  while (!reader.atEnd) {
    const subtree = reader.sequence('GeneralSubtree');
    const base = readGeneralName(subtree);
    const minimum = subtree.has(0x80) ? subtree.smallInteger('minimum', 0x80) : 0;
    const maximum = subtree.has(0x81) ? subtree.smallInteger('maximum', 0x81) : undefined;
    subtree.end();
    subtrees.push(maximum === undefined ? { base, minimum } : { base, minimum, maximum });
  }
  return subtrees;
}

/** A service or document of the issuer. */
export interface AccessDescription {
  readonly accessMethod: string;
  readonly accessLocation: GeneralName;
}

/** authorityInfoAccess (RFC 5280 §4.2.2.1). */
export function authorityInfoAccess(certificate: Certificate): readonly AccessDescription[] | undefined {
  return decodeExtension(certificate, OID.authorityInfoAccess, 'authorityInfoAccess', (outer) => {
    const reader = outer.sequence('AuthorityInfoAccessSyntax');
    const descriptions: AccessDescription[] = [];
    while (!reader.atEnd) {
      const entry = reader.sequence('AccessDescription');
      const accessMethod = entry.objectIdentifier('accessMethod');
      descriptions.push({ accessMethod, accessLocation: readGeneralName(entry) });
      entry.end();
    }
    return descriptions;
  });
}
