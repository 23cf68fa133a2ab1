/**
 * Grammars of the qualifying properties: XAdES 1.3.2 with the additions of 1.4.1 (EN 319 132-1 Annex C), and the older
 * 1.2.2 and 1.1.1 (TS 101 903).
 *
 * @module
 */

import { defineGrammar, type Grammar, type GrammarPrefixes } from '../../../xml/grammar/content-model.ts';
import { NAMESPACES } from '../../identifiers.ts';
import { XADES_141 } from '../namespaces.ts';

const PREFIXES: GrammarPrefixes = { ds: NAMESPACES.ds, xades: NAMESPACES.xades };

/** What did not change from one version to the next. */
const COMMON = {
  Any: 'mixed ##any* @*',
  ObjectIdentifier: 'Identifier Description=string? DocumentationReferences?',
  Identifier: '#string @Qualifier',
  DocumentationReferences: 'DocumentationReference=string+',
  QualifyingProperties: 'SignedProperties? UnsignedProperties? @Target! @Id',
  UnsignedProperties: 'UnsignedSignatureProperties? UnsignedDataObjectProperties? @Id',
  SigningTime: '#dateTime',
  SigningCertificate: 'Cert=CertID+',
  CertID: 'CertDigest=DigestAlgAndValue IssuerSerial=ds:X509IssuerSerial @URI',
  DigestAlgAndValue: 'ds:DigestMethod ds:DigestValue',
  SignaturePolicyIdentifier: '(SignaturePolicyId|SignaturePolicyImplied=Any)',
  SignaturePolicyId:
    'SigPolicyId=ObjectIdentifier ds:Transforms? SigPolicyHash=DigestAlgAndValue SigPolicyQualifiers?',
  SigPolicyQualifiers: 'SigPolicyQualifier=Any+',
  SPURI: '#string',
  SPUserNotice: 'NoticeRef? ExplicitText=string?',
  NoticeRef: 'Organization=string NoticeNumbers',
  NoticeNumbers: 'int=integer*',
  CounterSignature: 'ds:Signature @Id',
  DataObjectFormat:
    'Description=string? ObjectIdentifier? MimeType=string? Encoding=string? @ObjectReference!',
  CommitmentTypeQualifiers: 'CommitmentTypeQualifier=Any*',
  SignatureProductionPlace: 'City=string? StateOrProvince=string? PostalCode=string? CountryName=string?',
  SignerRole: 'ClaimedRoles? CertifiedRoles?',
  ClaimedRoles: 'ClaimedRole=Any+',
  CertifiedRoles: 'CertifiedRole=EncapsulatedPKIData+',
  CompleteCertificateRefs: 'CertRefs=SigningCertificate @Id',
  CompleteRevocationRefs: 'CRLRefs? OCSPRefs? OtherRefs? @Id',
  CRLRefs: 'CRLRef+',
  CRLRef: 'DigestAlgAndValue CRLIdentifier?',
  CRLIdentifier: 'Issuer=string IssueTime=dateTime Number=integer? @URI',
  OCSPRefs: 'OCSPRef+',
  OCSPRef: 'OCSPIdentifier DigestAlgAndValue?',
  OtherRefs: 'OtherRef=Any+',
  CertificateValues: '(EncapsulatedX509Certificate=EncapsulatedPKIData|OtherCertificate=Any)* @Id',
  RevocationValues: 'CRLValues? OCSPValues? OtherValues? @Id',
  CRLValues: 'EncapsulatedCRLValue=EncapsulatedPKIData+',
  OCSPValues: 'EncapsulatedOCSPValue=EncapsulatedPKIData+',
  OtherValues: 'OtherValue=Any+',
} as const;

const STAMP_KINDS = {
  AllDataObjectsTimeStamp: 'TimeStamp',
  IndividualDataObjectsTimeStamp: 'TimeStamp',
  SignatureTimeStamp: 'TimeStamp',
  SigAndRefsTimeStamp: 'TimeStamp',
  RefsOnlyTimeStamp: 'TimeStamp',
  ArchiveTimeStamp: 'TimeStamp',
} as const;

/** Elements of one and the same content. */
function alike(names: Readonly<Record<string, string>>, line: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, line]));
}

const STAMP_132 =
  'Include* ds:CanonicalizationMethod? (EncapsulatedTimeStamp=EncapsulatedPKIData|XMLTimeStamp=Any)+ @Id';

/** XAdES 1.3.2. */
export const XADES_132_GRAMMAR: Grammar = defineGrammar(
  NAMESPACES.xades,
  {
    ...COMMON,
    ...alike(STAMP_KINDS, STAMP_132),
    EncapsulatedPKIData: '#base64 @Id @Encoding',
    Include: '@URI! @referencedData=boolean',
    SignedProperties: 'SignedSignatureProperties? SignedDataObjectProperties? @Id',
    SignedSignatureProperties:
      'SigningTime? SigningCertificate? SigningCertificateV2? SignaturePolicyIdentifier? SignatureProductionPlace? ' +
      'SignatureProductionPlaceV2? SignerRole? SignerRoleV2? ##other* @Id',
    SignedDataObjectProperties:
      'DataObjectFormat* CommitmentTypeIndication* AllDataObjectsTimeStamp* IndividualDataObjectsTimeStamp* ##other* @Id',
    UnsignedSignatureProperties:
      '(CounterSignature|SignatureTimeStamp|CompleteCertificateRefs|CompleteRevocationRefs|AttributeCertificateRefs|' +
      'AttributeRevocationRefs|SigAndRefsTimeStamp|RefsOnlyTimeStamp|CertificateValues|RevocationValues|' +
      'AttrAuthoritiesCertValues|AttributeRevocationValues|ArchiveTimeStamp|##other)+ @Id',
    UnsignedDataObjectProperties: 'UnsignedDataObjectProperty=Any+ @Id',
    SigningCertificateV2: 'Cert=CertIDV2+',
    CertIDV2: 'CertDigest=DigestAlgAndValue IssuerSerialV2=base64? @URI',
    CommitmentTypeIndication:
      'CommitmentTypeId=ObjectIdentifier (ObjectReference=string|AllSignedDataObjects=Any)+ CommitmentTypeQualifiers?',
    SignatureProductionPlaceV2:
      'City=string? StreetAddress=string? StateOrProvince=string? PostalCode=string? CountryName=string?',
    SignerRoleV2: 'ClaimedRoles? CertifiedRolesV2? SignedAssertions?',
    CertifiedRolesV2: 'CertifiedRole=CertifiedRoleV2+',
    CertifiedRoleV2: '(X509AttributeCertificate=EncapsulatedPKIData|OtherAttributeCertificate=Any)',
    SignedAssertions: 'SignedAssertion=Any+',
    OCSPIdentifier: 'ResponderID ProducedAt=dateTime @URI',
    ResponderID: '(ByName=string|ByKey=base64)',
    AttributeCertificateRefs: COMMON.CompleteCertificateRefs,
    AttributeRevocationRefs: COMMON.CompleteRevocationRefs,
    AttrAuthoritiesCertValues: COMMON.CertificateValues,
    AttributeRevocationValues: COMMON.RevocationValues,
  },
  PREFIXES,
);

const STAMP_141 =
  'xades:Include* ds:CanonicalizationMethod? (xades:EncapsulatedTimeStamp=EncapsulatedPKIData|xades:XMLTimeStamp=Any)+ @Id';

/** What XAdES 1.4.1 added. */
export const XADES_141_GRAMMAR: Grammar = defineGrammar(
  XADES_141,
  {
    TimeStampValidationData: 'xades:CertificateValues? xades:RevocationValues? @Id @URI',
    AnyValidationData: 'xades:CertificateValues? xades:RevocationValues? @Id @URI',
    SignaturePolicyStore:
      'SPDocSpecification=xades:ObjectIdentifier (SignaturePolicyDocument=base64|SigPolDocLocalURI=string) @Id',
    RenewedDigests: 'ds:DigestMethod RecomputedDigestValue+ @Id',
    RecomputedDigestValue: '#base64 @Order=integer!',
    RenewedDigestsV2:
      'ds:CanonicalizationMethod ds:DigestMethod RecomputedDigestValue=RecomputedDigestValueV2+ @Id',
    RecomputedDigestValueV2: 'NewSDODigestValue=base64 OriginalRefDigest=base64',
    CompleteCertificateRefsV2: 'CertRefs=xades:SigningCertificateV2 @Id',
    AttributeCertificateRefsV2: 'CertRefs=xades:SigningCertificateV2 @Id',
    ArchiveTimeStamp: STAMP_141,
    SigAndRefsTimeStampV2: STAMP_141,
    RefsOnlyTimeStampV2: STAMP_141,
  },
  PREFIXES,
);

/** What the two oldest versions have in common. */
const BEFORE_132 = {
  EncapsulatedPKIData: '#base64 @Id',
  SignedProperties: 'SignedSignatureProperties SignedDataObjectProperties? @Id',
  SignedDataObjectProperties:
    'DataObjectFormat* CommitmentTypeIndication* AllDataObjectsTimeStamp* IndividualDataObjectsTimeStamp*',
  UnsignedDataObjectProperties: 'UnsignedDataObjectProperty=Any*',
  CommitmentTypeIndication:
    'CommitmentTypeId=ObjectIdentifier (ObjectReference=string|AllSignedDataObjects=Any)* CommitmentTypeQualifiers?',
  CounterSignature: 'ds:Signature',
  OCSPIdentifier: 'ResponderID=string ProducedAt=dateTime @URI',
} as const;

/** XAdES 1.2.2. */
export const XADES_122_GRAMMAR: Grammar = defineGrammar(
  'http://uri.etsi.org/01903/v1.2.2#',
  {
    ...COMMON,
    ...alike(
      STAMP_KINDS,
      'Include+ ds:CanonicalizationMethod? (EncapsulatedTimeStamp=EncapsulatedPKIData|XMLTimeStamp=Any) @Id',
    ),
    ...BEFORE_132,
    Include: '@URI! @referencedData=boolean',
    SignedSignatureProperties:
      'SigningTime? SigningCertificate? SignaturePolicyIdentifier? SignatureProductionPlace? SignerRole?',
    UnsignedSignatureProperties:
      'CounterSignature* SignatureTimeStamp* CompleteCertificateRefs? CompleteRevocationRefs? AttributeCertificateRefs? ' +
      'AttributeRevocationRefs? (SigAndRefsTimeStamp|RefsOnlyTimeStamp)* CertificateValues? RevocationValues? ArchiveTimeStamp*',
    AttributeCertificateRefs: COMMON.CompleteCertificateRefs,
    AttributeRevocationRefs: COMMON.CompleteRevocationRefs,
  },
  PREFIXES,
);

/** XAdES 1.1.1. */
export const XADES_111_GRAMMAR: Grammar = defineGrammar(
  'http://uri.etsi.org/01903/v1.1.1#',
  {
    ...COMMON,
    ...alike(STAMP_KINDS, 'HashDataInfo+ (EncapsulatedTimeStamp=EncapsulatedPKIData|XMLTimeStamp=Any)'),
    ...BEFORE_132,
    HashDataInfo: 'Transforms=ds:Transforms? @uri!',
    CertID: 'CertDigest=DigestAlgAndValue IssuerSerial=ds:X509IssuerSerial',
    DigestAlgAndValue: 'DigestMethod=ds:DigestMethod DigestValue=base64',
    SignedSignatureProperties:
      'SigningTime SigningCertificate SignaturePolicyIdentifier SignatureProductionPlace? SignerRole?',
    UnsignedSignatureProperties:
      'CounterSignature* SignatureTimeStamp* CompleteCertificateRefs? CompleteRevocationRefs? ' +
      '(SigAndRefsTimeStamp|RefsOnlyTimeStamp)* CertificateValues? RevocationValues? ArchiveTimeStamp*',
  },
  PREFIXES,
);
