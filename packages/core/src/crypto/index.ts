/** Algorithms, digests and keys. @module */
export { decryptAesCbc, encryptAesCbc } from './aes-cbc.ts';
export {
  type AlgorithmIdentifier,
  digestIdentifier,
  readAlgorithmIdentifier,
  signatureIdentifier,
} from './algorithm-identifier.ts';
export {
  CURVES,
  type CurveRow,
  curveByOid,
  DIGEST_ALGORITHMS,
  type DigestAlgorithm,
  type DigestRow,
  digestByOid,
  digestRow,
  type KeyType,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
  signatureRow,
} from './algorithms.ts';
export { createDigest, type DocumentDigest, digestBytes, digestDocument, throwIfAborted } from './digest.ts';
export { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-value.ts';
export { type IdentifiedSignature, identifySignature } from './identify-signature.ts';
export { hmacSha256, pbkdf2, signWithCryptoKey } from './private-key.ts';
export type { AesCbcRequest, MaybePromise, Pbkdf2Request, StreamingDigest } from './provider.ts';
export { type PssParameters, parsePssParameters } from './pss-parameters.ts';
export { PublicKey } from './public-key.ts';
export { randomBytes } from './random.ts';
export { algorithmsOfType, chooseAlgorithms, MIN_RSA_BITS } from './sealing-algorithms.ts';
export { lacksDigestInfo, verifyWithoutNull } from './verify-without-null.ts';
