/**
 * Grammars of trusted lists (ETSI TS 119 612 Annex C), as `defineGrammar` of `@eseal/formats/xml` reads them.
 *
 * @module
 */
import { XADES_132_GRAMMAR, XADES_141_GRAMMAR, XMLDSIG_GRAMMAR } from '@eseal/formats/xades';
import {
  defineGrammar,
  type Grammar,
  type GrammarPrefixes,
  type Grammars,
  grammarsOf,
} from '@eseal/formats/xml';
import { DS, MRA, SIE, TSL, TSLX, XADES } from '../namespaces.ts';

const PREFIXES: GrammarPrefixes = { ds: DS, xades: XADES, tsl: TSL, sie: SIE };

/** Texts, addresses and extensions, which all parts share (§5.1.4, §5.3.5, §5.3.17). */
const COMMON = {
  LocalizedText: '#text @xml:lang!',
  LocalizedURI: '#uri @xml:lang!',
  Names: 'Name=LocalizedText+',
  LocalizedURIs: 'URI=LocalizedURI+',
  URIs: 'URI=uri+',
  Any: 'mixed ##any*',
  Address: 'PostalAddresses ElectronicAddress',
  PostalAddresses: 'PostalAddress+',
  PostalAddress:
    'StreetAddress=text Locality=text StateOrProvince=text? PostalCode=text? CountryName=text @xml:lang!',
  ElectronicAddress: 'URI=LocalizedURI+',
  Extensions: 'Extension+',
  Extension: 'mixed ##any* @Critical=boolean!',
} as const;

/** §5.3. */
const SCHEME_INFORMATION = {
  SchemeInformation:
    'TSLVersionIdentifier=integer TSLSequenceNumber=positiveInteger TSLType SchemeOperatorName ' +
    'SchemeOperatorAddress=Address SchemeName SchemeInformationURI StatusDeterminationApproach=uri ' +
    'SchemeTypeCommunityRules? SchemeTerritory? PolicyOrLegalNotice? HistoricalInformationPeriod=nonNegativeInteger ' +
    'PointersToOtherTSL? ListIssueDateTime=dateTime NextUpdate DistributionPoints? SchemeExtensions=Extensions?',
  TSLType: '#uri',
  SchemeOperatorName: COMMON.Names,
  SchemeName: COMMON.Names,
  SchemeInformationURI: COMMON.LocalizedURIs,
  SchemeTypeCommunityRules: COMMON.LocalizedURIs,
  SchemeTerritory: '#string',
  PolicyOrLegalNotice: '(TSLPolicy=LocalizedURI|TSLLegalNotice=LocalizedText)+',
  NextUpdate: 'dateTime=dateTime?',
  DistributionPoints: COMMON.URIs,
  PointersToOtherTSL: 'OtherTSLPointer+',
  OtherTSLPointer: 'ServiceDigitalIdentities? TSLLocation=uri AdditionalInformation?',
  ServiceDigitalIdentities: 'ServiceDigitalIdentity+',
  AdditionalInformation: '(TextualInformation=LocalizedText|OtherInformation=Any)+',
} as const;

/** §5.4 to §5.6. */
const PROVIDERS = {
  TrustServiceProviderList: 'TrustServiceProvider+',
  TrustServiceProvider: 'TSPInformation TSPServices',
  TSPInformation:
    'TSPName=Names TSPTradeName=Names? TSPAddress=Address TSPInformationURI=LocalizedURIs ' +
    'TSPInformationExtensions=Extensions?',
  TSPServices: 'TSPService+',
  TSPService: 'ServiceInformation ServiceHistory?',
  ServiceInformation:
    'ServiceTypeIdentifier ServiceName=Names ServiceDigitalIdentity ServiceStatus StatusStartingTime=dateTime ' +
    'SchemeServiceDefinitionURI=LocalizedURIs? ServiceSupplyPoints? TSPServiceDefinitionURI=LocalizedURIs? ' +
    'ServiceInformationExtensions=Extensions?',
  ServiceHistory: 'ServiceHistoryInstance*',
  ServiceHistoryInstance:
    'ServiceTypeIdentifier ServiceName=Names ServiceDigitalIdentity ServiceStatus StatusStartingTime=dateTime ' +
    'ServiceInformationExtensions=Extensions?',
  ServiceTypeIdentifier: '#uri',
  ServiceStatus: '#uri',
  ServiceDigitalIdentity: 'DigitalId*',
  DigitalId: '(X509Certificate=base64|X509SubjectName=string|ds:KeyValue|X509SKI=base64|Other=Any)?',
  ServiceSupplyPoints: 'ServiceSupplyPoint=uri+',
  ExpiredCertsRevocationInfo: '#dateTime',
  AdditionalServiceInformation: 'URI=LocalizedURI InformationValue=string? OtherInformation=Any?',
} as const;

const LIST_V5 = {
  TrustServiceStatusList: 'SchemeInformation TrustServiceProviderList? ds:Signature? @TSLTag! @Id',
  ...COMMON,
  ...SCHEME_INFORMATION,
  ...PROVIDERS,
} as const;

/** Supply points say what they supply (§5.5.7). */
const LIST_V6 = {
  ...LIST_V5,
  ServiceSupplyPoints: 'ServiceSupplyPoint=TypedURI+',
  TypedURI: '#uri @type',
} as const;

/** Additional types. */
const ADDITIONAL_TYPES: Grammar = defineGrammar(
  TSLX,
  {
    MimeType: '#string',
    X509CertificateLocation: '#uri',
    PublicKeyLocation: '#uri',
    ExtendedKeyUsage: 'KeyPurposeId=xades:ObjectIdentifier+',
    CertSubjectDNAttribute: 'AttributeOID=xades:ObjectIdentifier+',
    TakenOverBy:
      'URI=tsl:LocalizedURI TSPName=tsl:Names tsl:SchemeOperatorName tsl:SchemeTerritory OtherQualifier=tsl:Any*',
  },
  PREFIXES,
);

/** §5.5.9.2. */
const QUALIFICATIONS: Grammar = defineGrammar(
  SIE,
  {
    Qualifications: 'QualificationElement+',
    QualificationElement: 'Qualifiers CriteriaList',
    Qualifiers: 'Qualifier+',
    Qualifier: '@uri',
    CriteriaList:
      'KeyUsage* PolicySet* CriteriaList* Description=string? otherCriteriaList=xades:Any? ' +
      '@assert=(all|atLeastOne|none)',
    PolicySet: 'PolicyIdentifier=xades:ObjectIdentifier+',
    KeyUsage: 'KeyUsageBit+',
    KeyUsageBit:
      '#boolean @name=(digitalSignature|nonRepudiation|keyEncipherment|dataEncipherment|keyAgreement|' +
      'keyCertSign|crlSign|encipherOnly|decipherOnly)',
  },
  PREFIXES,
);

const EQUIVALENCE =
  'TrustServiceTSLTypeEquivalenceList TrustServiceEquivalenceStatus=uri ' +
  'TrustServiceEquivalenceStatusStartingTime=dateTime TrustServiceTSLStatusEquivalenceList ' +
  'CertificateContentReferencesEquivalenceList? TrustServiceTSLQualificationExtensionEquivalenceList?';

/** Mutual recognition, in the European Commission's schema. */
const RECOGNITION: Grammar = defineGrammar(
  MRA,
  {
    MutualRecognitionAgreementInformation:
      'TrustServiceEquivalenceInformation+ @technicalType=integer! @version=integer! ' +
      '@pointingContractingPartyLegislation=uri! @pointedContractingPartyLegislation=uri! @MRADepth=integer!',
    TrustServiceEquivalenceInformation: `TrustServiceLegalIdentifier=text ${EQUIVALENCE} TrustServiceEquivalenceHistory*`,
    TrustServiceEquivalenceHistory: 'TrustServiceEquivalenceHistoryInstance+',
    TrustServiceEquivalenceHistoryInstance: EQUIVALENCE,
    TrustServiceTSLTypeEquivalenceList:
      'TrustServiceTSLTypeListPointingParty=TypeList TrustServiceTSLTypeListPointedParty=TypeList',
    TypeList: 'TrustServiceTSLType+',
    TrustServiceTSLType: 'tsl:ServiceTypeIdentifier tsl:AdditionalServiceInformation?',
    TrustServiceTSLStatusEquivalenceList:
      'TrustServiceTSLStatusValidEquivalence=Statuses TrustServiceTSLStatusInvalidEquivalence=Statuses',
    Statuses:
      'TrustServiceTSLStatusListPointingParty=StatusList TrustServiceTSLStatusListPointedParty=StatusList',
    StatusList: 'tsl:ServiceStatus+',
    CertificateContentReferencesEquivalenceList: 'CertificateContentReferenceEquivalence+',
    CertificateContentReferenceEquivalence:
      'CertificateContentReferenceEquivalenceContext=uri ' +
      'CertificateContentDeclarationPointingParty=sie:CriteriaList ' +
      'CertificateContentDeclarationPointedParty=sie:CriteriaList',
    QcStatementSet: 'QcStatement+',
    QcStatement: 'QcStatementId=xades:ObjectIdentifier QcStatementInfo?',
    QcStatementInfo: '(QcType|QcCClegislation)',
    QcType: 'xades:Identifier xades:Description=string? xades:DocumentationReferences?',
    QcCClegislation: '#string',
    TrustServiceTSLQualificationExtensionEquivalenceList:
      'TrustServiceTSLQualificationExtensionName QualifierEquivalenceList+',
    TrustServiceTSLQualificationExtensionName:
      'TrustServiceTSLQualificationExtensionNamePointingParty=string ' +
      'TrustServiceTSLQualificationExtensionNamePointedParty=string',
    QualifierEquivalenceList: 'QualifierEquivalence+',
    QualifierEquivalence: 'QualifierPointingParty=sie:Qualifier QualifierPointedParty=sie:Qualifier',
  },
  PREFIXES,
);

function listGrammars(lines: Readonly<Record<string, string>>): Grammars {
  return grammarsOf(
    defineGrammar(TSL, lines, PREFIXES),
    ADDITIONAL_TYPES,
    QUALIFICATIONS,
    RECOGNITION,
    XMLDSIG_GRAMMAR,
    XADES_132_GRAMMAR,
    XADES_141_GRAMMAR,
  );
}

/** Grammars of a list that says it is of version 5 or an older one. */
export const GRAMMARS_V5: Grammars = listGrammars(LIST_V5);

/** Grammars of a list of version 6. */
export const GRAMMARS_V6: Grammars = listGrammars(LIST_V6);
