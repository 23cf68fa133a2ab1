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
  attachedContent,
  detachedSignedData,
  parseSignedData,
  type SignedData,
  type SignedDataChanges,
  type SignedDataContents,
  type SignedDataFields,
  type SignedDataParts,
  signedDataContentInfo,
  spliceSignedData,
} from './signed-data.ts';
export {
  matchesSid,
  parseSignerInfo,
  type SignerIdentifier,
  type SignerInfo,
  type SignerInfoFrame,
  type SignerInfoValues,
  signerInfo,
  signerInfoFrame,
  withUnsignedAttributes,
} from './signer-info.ts';
