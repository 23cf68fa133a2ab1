/** Object identifiers of key files, grouped by the standard that defines them. */
export const KEY_FILE_OID = {
  // RFC 8018 appendix A, C: password-based encryption
  pbkdf2: '1.2.840.113549.1.5.12',
  pbes2: '1.2.840.113549.1.5.13',
  pbmac1: '1.2.840.113549.1.5.14',
  tripleDesCbc: '1.2.840.113549.3.7',

  // NIST CSOR: AES
  aes128Cbc: '2.16.840.1.101.3.4.1.2',
  aes192Cbc: '2.16.840.1.101.3.4.1.22',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',

  // RFC 7292 §4.2, appendix C, D: PKCS #12
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  pbeTripleDes3Key: '1.2.840.113549.1.12.1.3',
  pbeTripleDes2Key: '1.2.840.113549.1.12.1.4',
  pbeRc2128: '1.2.840.113549.1.12.1.5',
  pbeRc240: '1.2.840.113549.1.12.1.6',

  // RFC 2985 §5.5: attributes of bags
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  x509Certificate: '1.2.840.113549.1.9.22.1',

  // RFC 5652 §8: encrypted data
  encryptedData: '1.2.840.113549.1.7.6',
} as const;

/** Digests inside the HMACs of RFC 8018 §B.1. */
export const HMAC_DIGESTS: ReadonlyMap<string, 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512'> =
  new Map([
    ['1.2.840.113549.2.7', 'SHA-1'],
    ['1.2.840.113549.2.8', 'SHA-224'],
    ['1.2.840.113549.2.9', 'SHA-256'],
    ['1.2.840.113549.2.10', 'SHA-384'],
    ['1.2.840.113549.2.11', 'SHA-512'],
  ]);
