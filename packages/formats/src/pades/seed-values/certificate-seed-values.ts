/**
 * What a field demands of the certificate that seals it, and of the policy it seals under (ISO 32000-2 §12.7.5.5
 * Table 238).
 *
 * @module
 */
import { equalBytes, isEsealError } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import {
  type Certificate,
  certificatePolicies,
  equalNames,
  KEY_USAGES,
  keyUsage,
  nameValues,
  parseCertificate,
} from '@eseal/core/x509';
import { commitmentOid } from '../../cades/statements.ts';
import type { PdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { pdfDigestName, type SealOffer, type SeedValueRule } from './seal-offer.ts';
import { bytesOf, dictionariesOf, flagsOf, textOf, textsOf } from './seed-value-entries.ts';

/** Attributes of a name: object identifier and text. */
type NameAttributes = readonly (readonly [type: string, text: string])[];

/** A /Cert of seed values. */
export interface CertificateSeedValues {
  /** /Ff: bits of the entries that bind. */
  readonly flags: number;
  /** DER of certificates, one of which has to seal. */
  readonly subjects: readonly Uint8Array[] | undefined;
  /** Attributes all of which the subject has to have, in one of several ways. */
  readonly subjectNames: readonly NameAttributes[] | undefined;
  /** For every key usage in turn 1, 0 or X, in one of several ways. */
  readonly keyUsages: readonly string[] | undefined;
  /** DER of certificates, one of which has to be in the path. */
  readonly issuers: readonly Uint8Array[] | undefined;
  /** Certificate policies, one of which the certificate has to have. */
  readonly policies: readonly string[] | undefined;
  readonly urlType: string;
  readonly url: string | undefined;
  readonly signaturePolicy: string | undefined;
  readonly signaturePolicyDigest: Uint8Array | undefined;
  readonly signaturePolicyDigestAlgorithm: string | undefined;
  readonly commitmentTypes: readonly string[] | undefined;
}

/** Names of attributes as they are written in /SubjectDN, in small letters; others are object identifiers. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  cn: OID.commonName,
  sn: OID.surname,
  serialnumber: OID.serialNumber,
  c: OID.country,
  l: OID.locality,
  st: OID.stateOrProvince,
  s: OID.stateOrProvince,
  street: OID.street,
  o: OID.organization,
  ou: OID.organizationalUnit,
  title: OID.title,
  gn: OID.givenName,
  givenname: OID.givenName,
  organizationidentifier: OID.organizationIdentifier,
  dc: OID.domainComponent,
  e: OID.emailAddress,
  email: OID.emailAddress,
  emailaddress: OID.emailAddress,
};

/** Reads a /Cert of seed values. */
export async function readCertificateSeedValues(
  reader: PdfReader,
  dictionary: PdfDictionary,
): Promise<CertificateSeedValues> {
  const names = await dictionariesOf(reader, dictionary, 'SubjectDN');
  return {
    flags: await flagsOf(reader, dictionary),
    subjects: await bytesOf(reader, dictionary, 'Subject'),
    subjectNames: names && (await Promise.all(names.map((name) => readAttributes(reader, name)))),
    keyUsages: await textsOf(reader, dictionary, 'KeyUsage'),
    issuers: await bytesOf(reader, dictionary, 'Issuer'),
    policies: await textsOf(reader, dictionary, 'OID'),
    url: await textOf(reader, dictionary, 'URL'),
    urlType: (await textOf(reader, dictionary, 'URLType')) ?? 'Browser',
    signaturePolicy: await textOf(reader, dictionary, 'SignaturePolicyOID'),
    signaturePolicyDigest: (await bytesOf(reader, dictionary, 'SignaturePolicyHashValue'))?.[0],
    signaturePolicyDigestAlgorithm: await textOf(reader, dictionary, 'SignaturePolicyHashAlgorithm'),
    commitmentTypes: await textsOf(reader, dictionary, 'SignaturePolicyCommitmentType'),
  };
}

async function readAttributes(reader: PdfReader, name: PdfDictionary): Promise<NameAttributes> {
  const attributes: (readonly [string, string])[] = [];
  for (const key of name.entries.keys()) {
    const text = await textOf(reader, name, key);
    if (text !== undefined) attributes.push([ATTRIBUTES[key.toLowerCase()] ?? key, text]);
  }
  return attributes;
}

/** The entries of /Cert, as rules. */
export const CERTIFICATE_RULES: readonly SeedValueRule<CertificateSeedValues>[] = [
  { entry: 'Subject', bit: 1, unmet: ({ subjects }, offer) => unless(isOneOf(subjects, offer)) },
  { entry: 'Issuer', bit: 2, unmet: ({ issuers }, offer) => unless(isIssuedByOneOf(issuers, offer)) },
  { entry: 'OID', bit: 3, unmet: ({ policies }, offer) => unless(hasPolicy(policies, offer)) },
  {
    entry: 'SubjectDN',
    bit: 4,
    unmet: ({ subjectNames }, { certificates: [{ subject }] }) =>
      unless(
        subjectNames?.some((attributes) =>
          attributes.every(([type, text]) => nameValues(subject, type).includes(text)),
        ),
      ),
  },
  { entry: 'KeyUsage', bit: 6, unmet: ({ keyUsages }, offer) => unless(hasKeyUsage(keyUsages, offer)) },
  {
    entry: 'URL',
    bit: 7,
    // A page for browsers helps people to a certificate; a service would have to be the one that seals.
    unmet: ({ url, urlType }) =>
      url === undefined || urlType === 'Browser' ? undefined : `a seal by the service ${url}`,
  },
  { entry: 'SignaturePolicyOID', unmet: unmetPolicy },
];

function unless(met: boolean | undefined): string | undefined {
  return met === false ? 'another certificate' : undefined;
}

function isOneOf(
  subjects: readonly Uint8Array[] | undefined,
  { certificates: [certificate] }: SealOffer,
): boolean | undefined {
  return subjects?.some((subject) => equalBytes(subject, certificate.raw));
}

/** Whether one of these certificates is in the path, or issued the last one of it that is known. */
function isIssuedByOneOf(
  issuers: readonly Uint8Array[] | undefined,
  { certificates }: SealOffer,
): boolean | undefined {
  const last = certificates.at(-1);
  return issuers?.some((issuer) => {
    if (certificates.some(({ raw }) => equalBytes(raw, issuer))) return true;
    const parsed = readIssuer(issuer);
    return parsed !== undefined && last !== undefined && equalNames(parsed.subject, last.issuer);
  });
}

function readIssuer(der: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return undefined;
  }
}

/** The standard has policies looked at only where issuers are named. */
function hasPolicy(
  policies: readonly string[] | undefined,
  { certificates: [certificate] }: SealOffer,
): boolean | undefined {
  const own = certificatePolicies(certificate) ?? [];
  return policies?.some((policy) => own.some(({ policyIdentifier }) => policyIdentifier === policy));
}

function hasKeyUsage(
  keyUsages: readonly string[] | undefined,
  { certificates: [certificate] }: SealOffer,
): boolean | undefined {
  const own = keyUsage(certificate) ?? [];
  return keyUsages?.some((wanted) =>
    KEY_USAGES.every((usage, at) => {
      const digit = wanted[at];
      return (digit !== '0' && digit !== '1') || (digit === '1') === own.includes(usage);
    }),
  );
}

/** The policy that is named, by its digest where that is given, and only the commitments that it knows. */
function unmetPolicy(values: CertificateSeedValues, offer: SealOffer): string | undefined {
  const { signaturePolicy: wanted, signaturePolicyDigest, signaturePolicyDigestAlgorithm } = values;
  if (wanted === undefined) return undefined;
  const { signaturePolicy: policy, commitmentTypes = [] } = offer;
  if (policy === 'implied' || policy?.oid !== wanted) return `the signature policy ${wanted}`;
  const { algorithm, value } = policy.digest;
  const named = signaturePolicyDigestAlgorithm ?? algorithm;
  if (pdfDigestName(named) !== pdfDigestName(algorithm)) return `a digest of the policy by ${named}`;
  if (signaturePolicyDigest !== undefined && !equalBytes(signaturePolicyDigest, value)) {
    return 'another text of the signature policy';
  }
  const known = values.commitmentTypes?.filter((type) => type !== '') ?? [];
  const stray =
    known.length === 0 ? undefined : commitmentTypes.map(commitmentOid).find((type) => !known.includes(type));
  return stray === undefined ? undefined : `no commitment of type ${stray}`;
}
