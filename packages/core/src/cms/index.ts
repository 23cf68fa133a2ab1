/** CMS SignedData. @module */
export {
  type Attribute,
  findAttributes,
  messageDigest,
  readAttributes,
  type SignedAttributesEncoding,
  signedAttributesEncoding,
  signingTime,
  singleValue,
} from './attributes.ts';
export { attribute, encodeSignedAttributes, issuerSerial, signingCertificateV2 } from './build-attributes.ts';
export {
  attachedContent,
  changeSignedData,
  detachedSignedData,
  replaceUnsignedAttributes,
  replaceValues,
  type SignedDataChanges,
  type SignedDataContents,
  type SignedDataParts,
  type SignerInfoFrame,
  type SignerInfoValues,
  signedDataContentInfo,
  signerInfo,
  signerInfoFrame,
  spliceSignedData,
  withUnsignedAttributes,
} from './build-signed-data.ts';
export {
  type CertificateReference,
  type IssuerSerial,
  type SigningCertificateAttribute,
  signingCertificateAttributes,
} from './ess.ts';
export { CERTIFICATES_TAG, CRLS_TAG, insertIntoSet, readSetElements, withSetElements } from './set-of.ts';
export { parseSignedData, type SignedData, type SignedDataFields } from './signed-data.ts';
export { matchesSid, parseSignerInfo, type SignerIdentifier, type SignerInfo } from './signer-info.ts';
