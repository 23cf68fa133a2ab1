/**
 * Grammar of XML signatures (XMLDSig §4, its schema in §9).
 *
 * @module
 */

import { defineGrammar, type Grammar } from '../../../xml/grammar/content-model.ts';
import { DS } from '../namespaces.ts';

/** Elements of XMLDSig. */
export const XMLDSIG_GRAMMAR: Grammar = defineGrammar(DS, {
  Signature: 'SignedInfo SignatureValue KeyInfo? Object* @Id',
  SignedInfo: 'CanonicalizationMethod SignatureMethod Reference+ @Id',
  SignatureValue: '#base64 @Id',
  CanonicalizationMethod: 'mixed ##any* @Algorithm!',
  SignatureMethod: 'mixed HMACOutputLength=integer? ##other* @Algorithm!',
  Reference: 'Transforms? DigestMethod DigestValue @Id @URI @Type',
  Transforms: 'Transform+',
  Transform: 'mixed (##other|XPath=string)* @Algorithm!',
  DigestMethod: 'mixed ##other* @Algorithm!',
  DigestValue: '#base64',
  KeyInfo:
    'mixed (KeyName=string|KeyValue|RetrievalMethod|X509Data|PGPData|SPKIData|MgmtData=string|##other)+ @Id',
  KeyValue: 'mixed (DSAKeyValue|RSAKeyValue|##other)',
  RetrievalMethod: 'Transforms? @URI @Type',
  X509Data:
    '(X509IssuerSerial|X509SKI=base64|X509SubjectName=string|X509Certificate=base64|X509CRL=base64|##other)+',
  X509IssuerSerial: 'X509IssuerName=string X509SerialNumber=integer',
  PGPData: '(PGPKeyID=base64|PGPKeyPacket=base64|##other)+',
  SPKIData: '(SPKISexp=base64|##other)+',
  DSAKeyValue: 'P=base64? Q=base64? G=base64? Y=base64 J=base64? Seed=base64? PgenCounter=base64?',
  RSAKeyValue: 'Modulus=base64 Exponent=base64',
  Object: 'mixed ##any* @Id @MimeType @Encoding',
  Manifest: 'Reference+ @Id',
  SignatureProperties: 'SignatureProperty+ @Id',
  SignatureProperty: 'mixed ##other+ @Target! @Id',
});
