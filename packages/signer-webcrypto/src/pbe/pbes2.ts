/**
 * PBES2 (RFC 8018 §6.2, appendix A.4) with PBKDF2.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { type AlgorithmIdentifier, pbkdf2, readAlgorithmIdentifier } from '@eseal/core/crypto';
import { HMAC_DIGESTS, KEY_FILE_OID } from '../oids.ts';
import type { Password } from '../password.ts';
import type { WorkBudget } from './budget.ts';
import type { CbcCipher, CbcRequest } from './cbc-request.ts';

const CIPHERS: ReadonlyMap<string, { readonly cipher: CbcCipher; readonly keyLength: number }> = new Map([
  [KEY_FILE_OID.aes128Cbc, { cipher: 'aes', keyLength: 16 }],
  [KEY_FILE_OID.aes192Cbc, { cipher: 'aes', keyLength: 24 }],
  [KEY_FILE_OID.aes256Cbc, { cipher: 'aes', keyLength: 32 }],
  [KEY_FILE_OID.tripleDesCbc, { cipher: 'triple-des', keyLength: 24 }],
]);

/** Key and cipher that PBES2-params and a password make. */
export async function deriveForPbes2(
  parameters: Uint8Array,
  password: Password,
  budget: WorkBudget,
): Promise<CbcRequest> {
  const reader = DerReader.over(parameters, 'PBES2-params').sequence('PBES2-params');
  const keyDerivation = readAlgorithmIdentifier(reader, 'keyDerivationFunc');
  const encryption = readAlgorithmIdentifier(reader, 'encryptionScheme');
  reader.end();
  const found = CIPHERS.get(encryption.oid);
  if (found === undefined) throw unsupported('cipher', encryption.oid);
  const iv = DerReader.over(encryption.parameters ?? new Uint8Array(), 'encryptionScheme').octetString('iv');
  const { cipher, keyLength } = found;
  return { cipher, key: await derivePbkdf2(keyDerivation, password.utf8, keyLength, budget), iv };
}

/**
 * A key by PBKDF2 as PBKDF2-params (RFC 8018 §A.2) describe it.
 *
 * @param keyLength - `undefined` to take the length that the parameters give
 */
export async function derivePbkdf2(
  { oid, parameters }: AlgorithmIdentifier,
  password: Uint8Array,
  keyLength: number | undefined,
  budget: WorkBudget,
): Promise<Uint8Array> {
  if (oid !== KEY_FILE_OID.pbkdf2) throw unsupported('key derivation', oid);
  const reader = DerReader.over(parameters ?? new Uint8Array(), 'PBKDF2-params').sequence('PBKDF2-params');
  const salt = reader.octetString('salt');
  const iterations = reader.smallInteger('iterationCount');
  const stated = reader.has(0x02) ? reader.smallInteger('keyLength') : undefined;
  const prf = reader.atEnd ? undefined : readAlgorithmIdentifier(reader, 'prf');
  reader.end();
  const hash = prf === undefined ? 'SHA-1' : HMAC_DIGESTS.get(prf.oid);
  if (hash === undefined) throw unsupported('PRF', prf?.oid ?? '');
  const length = keyLength ?? stated;
  if (length === undefined || length < 1 || length > 64 || (stated ?? length) !== length)
    throw unsupported('key length', String(stated));
  budget.spend(iterations);
  return Uint8Array.from(await pbkdf2({ password, salt, iterations, keyLength: length, hash }));
}

function unsupported(what: string, value: string): CoreError {
  return new CoreError('UNSUPPORTED_ALGORITHM', `the file uses a ${what} that is not supported: ${value}`);
}
