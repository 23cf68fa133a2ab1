/**
 * The encryption schemes of PKCS #12 (RFC 7292 appendix C): SHA-1 with Triple DES or RC2, which CAs still deliver.
 *
 * @module
 */
import { concatBytes } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { KEY_FILE_OID } from '../oids.ts';
import type { Password } from '../password.ts';
import type { WorkBudget } from './budget.ts';
import type { CbcCipher, CbcRequest } from './cbc-request.ts';
import { derivePkcs12 } from './pkcs12-derivation.ts';

const SCHEMES: ReadonlyMap<string, { readonly cipher: CbcCipher; readonly keyLength: number }> = new Map([
  [KEY_FILE_OID.pbeTripleDes3Key, { cipher: 'triple-des', keyLength: 24 }],
  [KEY_FILE_OID.pbeTripleDes2Key, { cipher: 'triple-des', keyLength: 16 }],
  [KEY_FILE_OID.pbeRc2128, { cipher: 'rc2-128', keyLength: 16 }],
  [KEY_FILE_OID.pbeRc240, { cipher: 'rc2-40', keyLength: 5 }],
]);

/** Whether a scheme is one of RFC 7292 appendix C that can be read. */
export function isPkcs12Scheme(oid: string): boolean {
  return SCHEMES.has(oid);
}

/** Key and cipher that pkcs-12PbeParams and a password make. */
export async function deriveForPkcs12(
  oid: string,
  parameters: Uint8Array,
  password: Password,
  budget: WorkBudget,
): Promise<CbcRequest> {
  const { cipher, keyLength } = SCHEMES.get(oid) ?? { cipher: 'triple-des', keyLength: 24 };
  const reader = DerReader.over(parameters, 'pkcs-12PbeParams').sequence('pkcs-12PbeParams');
  const salt = reader.octetString('salt');
  const iterations = reader.smallInteger('iterations');
  reader.end();
  const common = { digest: 'SHA-1', password: password.bmp, salt, iterations } as const;
  const key = await derivePkcs12({ ...common, purpose: 'encryption-key', length: keyLength }, budget);
  const iv = await derivePkcs12({ ...common, purpose: 'iv', length: 8 }, budget);
  // Two-key Triple DES uses its first key again.
  const twoKeys = cipher === 'triple-des' && keyLength === 16;
  return { cipher, key: twoKeys ? concatBytes([key, key.subarray(0, 8)]) : key, iv };
}
