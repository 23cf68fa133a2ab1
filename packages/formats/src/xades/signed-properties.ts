/**
 * The properties that a signature value covers (EN 319 132-1 §4.4, §5.2).
 *
 * @module
 */
import { CoreError, equalBytes, toBase64 } from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { issuerSerial } from '@eseal/core/cms';
import { type DigestAlgorithm, digestBytes, digestRow } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { dsElement, type Markup, xades141Element, xadesElement } from './markup.ts';
import type {
  CommitmentType,
  DataObjectFormat,
  ProductionPlace,
  SealerStatements,
  SignaturePolicy,
} from './statements.ts';

/** What a data object is, and the reference to it. */
export interface ReferencedFormat extends DataObjectFormat {
  readonly mimeType: string;
  readonly referenceId: string;
}

/** Everything that stands in the signed properties. */
export interface SignedPropertiesFields
  extends Pick<
    SealerStatements,
    'certifiedRoles' | 'claimedRoles' | 'commitmentTypes' | 'productionPlace' | 'signaturePolicy'
  > {
  readonly id: string;
  /** The property made by {@link buildCertificateReference}. */
  readonly certificateReference: Markup;
  readonly signingTime: Date;
  readonly formats: readonly ReferencedFormat[];
  /** Over the data that the references are to. */
  readonly timestamps: readonly Markup[];
}

/** SignedProperties, in the order of the schema. */
export function buildSignedProperties(fields: SignedPropertiesFields): Markup {
  const { certificateReference, certifiedRoles = [], claimedRoles = [], formats, id } = fields;
  const { commitmentTypes = [] } = fields;
  const ofSignature = [
    text('SigningTime', dateTime(fields.signingTime)),
    certificateReference,
    ...(fields.signaturePolicy === undefined ? [] : [policyIdentifier(fields.signaturePolicy)]),
    ...(fields.productionPlace === undefined ? [] : [productionPlace(fields.productionPlace)]),
    ...(claimedRoles.length + certifiedRoles.length === 0 ? [] : [signerRole(claimedRoles, certifiedRoles)]),
  ];
  const ofDataObjects = [
    ...formats.map(dataObjectFormat),
    ...commitmentTypes.map(commitmentTypeIndication),
    ...fields.timestamps,
  ];
  return xadesElement('SignedProperties', { Id: id }, [
    xadesElement('SignedSignatureProperties', {}, ofSignature),
    xadesElement('SignedDataObjectProperties', {}, ofDataObjects),
  ]);
}

/**
 * SigningCertificateV2: a digest of the seal's certificate under the signature (EN 319 132-1 §5.2.2). It is the same for
 * every seal of a certificate and digest algorithm.
 */
export async function buildCertificateReference(
  certificate: Certificate,
  algorithm: DigestAlgorithm,
): Promise<Markup> {
  const digest = digestAlgAndValue('CertDigest', algorithm, await digestBytes(algorithm, certificate.raw));
  const serial = text('IssuerSerialV2', toBase64(encode(issuerSerial(certificate))));
  return xadesElement('SigningCertificateV2', {}, [xadesElement('Cert', {}, [digest, serial])]);
}

/** xsd:dateTime in UTC, to the second as time in certificates is. */
function dateTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

function policyIdentifier(policy: SignaturePolicy | 'implied'): Markup {
  const content = policy === 'implied' ? xadesElement('SignaturePolicyImplied', {}) : policyId(policy);
  return xadesElement('SignaturePolicyIdentifier', {}, [content]);
}

function policyId({ oid, identifier = '', description, digest, uri, userNotice }: SignaturePolicy): Markup {
  const qualifiers = [
    ...(uri === undefined ? [] : [text('SPURI', uri)]),
    ...(userNotice === undefined
      ? []
      : [xadesElement('SPUserNotice', {}, [text('ExplicitText', userNotice)])]),
  ].map((qualifier) => xadesElement('SigPolicyQualifier', {}, [qualifier]));
  return xadesElement('SignaturePolicyId', {}, [
    objectIdentifier('SigPolicyId', oid ?? identifier, description),
    digestAlgAndValue('SigPolicyHash', digest.algorithm, digest.value),
    ...(qualifiers.length === 0 ? [] : [xadesElement('SigPolicyQualifiers', {}, qualifiers)]),
  ]);
}

/**
 * SignaturePolicyStore: the policy document beside the signed bytes, which have its digest (EN 319 132-1 §5.2.10).
 *
 * @throws CoreError `INVALID_ARGUMENT` for another document than that of the digest
 */
export async function buildPolicyStore({ digest, store }: SignaturePolicy): Promise<readonly Markup[]> {
  if (store === undefined) return [];
  if (!equalBytes(await digestBytes(digest.algorithm, store.document), digest.value))
    throw new CoreError('INVALID_ARGUMENT', 'signaturePolicy: the document in store has another digest');
  const specification = objectIdentifier('SPDocSpecification', store.specification);
  return [
    xades141Element('SignaturePolicyStore', {}, [
      { ...specification, prefix: 'xades141' },
      xades141Element('SignaturePolicyDocument', {}, [toBase64(store.document)]),
    ]),
  ];
}

/** ObjectIdentifierType of a URI or of a dotted object identifier as URN (EN 319 132-1 §5.1.2, RFC 3061). */
function objectIdentifier(name: string, identifier: string, description?: string): Markup {
  const isOid = /^[\d.]+$/.test(identifier);
  const value = isOid
    ? xadesElement('Identifier', { Qualifier: 'OIDAsURN' }, [`urn:oid:${identifier}`])
    : text('Identifier', identifier);
  return xadesElement(name, {}, [
    value,
    ...(description === undefined ? [] : [text('Description', description)]),
  ]);
}

function productionPlace(place: ProductionPlace): Markup {
  const parts = [
    ['City', place.city],
    ['StreetAddress', place.streetAddress],
    ['StateOrProvince', place.stateOrProvince],
    ['PostalCode', place.postalCode],
    ['CountryName', place.country],
  ] as const;
  const present = parts.flatMap(([name, value]) => (value === undefined ? [] : [text(name, value)]));
  return xadesElement('SignatureProductionPlaceV2', {}, present);
}

function signerRole(claimedRoles: readonly string[], certifiedRoles: readonly Uint8Array[]): Markup {
  const claimed = claimedRoles.map((role) => text('ClaimedRole', role));
  const certified = certifiedRoles.map((certificate) =>
    xadesElement('CertifiedRole', {}, [text('X509AttributeCertificate', toBase64(certificate))]),
  );
  return xadesElement('SignerRoleV2', {}, [
    ...(claimed.length === 0 ? [] : [xadesElement('ClaimedRoles', {}, claimed)]),
    ...(certified.length === 0 ? [] : [xadesElement('CertifiedRolesV2', {}, certified)]),
  ]);
}

function dataObjectFormat({ referenceId, description, mimeType, encoding }: ReferencedFormat): Markup {
  return xadesElement('DataObjectFormat', { ObjectReference: `#${referenceId}` }, [
    ...(description === undefined ? [] : [text('Description', description)]),
    text('MimeType', mimeType),
    ...(encoding === undefined ? [] : [text('Encoding', encoding)]),
  ]);
}

/** A commitment to all documents of the seal. */
function commitmentTypeIndication(type: string | CommitmentType): Markup {
  const { identifier, qualifiers = [] } = typeof type === 'string' ? { identifier: type } : type;
  const texts = qualifiers.map((qualifier) => text('CommitmentTypeQualifier', qualifier));
  return xadesElement('CommitmentTypeIndication', {}, [
    objectIdentifier('CommitmentTypeId', identifier),
    xadesElement('AllSignedDataObjects', {}),
    ...(texts.length === 0 ? [] : [xadesElement('CommitmentTypeQualifiers', {}, texts)]),
  ]);
}

function digestAlgAndValue(name: string, algorithm: DigestAlgorithm, value: Uint8Array): Markup {
  return xadesElement(name, {}, [
    dsElement('DigestMethod', { Algorithm: digestRow(algorithm).xmlUri }),
    dsElement('DigestValue', {}, [toBase64(value)]),
  ]);
}

function text(name: string, value: string): Markup {
  return xadesElement(name, {}, [value]);
}
