/** CMS SignedData. @module */
export {
  type Attribute,
  attribute,
  encodeSignedAttributes,
  findAttributes,
  messageDigest,
  readAttributes,
  type SignedAttributesEncoding,
  signedAttributesEncoding,
  signingTime,
  singleValue,
} from './attributes.ts';
export {
  type CertificateReference,
  type SigningCertificateAttribute,
  signingCertificateAttributes,
  signingCertificateV2,
} from './ess.ts';
export {
  parseSignedData,
  type SignedData,
  type SignedDataChanges,
  type SignedDataContents,
  type SignedDataFields,
  signedDataContentInfo,
  spliceSignedData,
} from './signed-data.ts';
export {
  matchesSid,
  parseSignerInfo,
  type SignerIdentifier,
  type SignerInfo,
  type SignerInfoFields,
  signerInfo,
  withUnsignedAttributes,
} from './signer-info.ts';
