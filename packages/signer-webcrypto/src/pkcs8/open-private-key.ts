/**
 * A PKCS #8 file, plain or encrypted (RFC 5958 §2, §3; textual forms RFC 7468 §10, §11).
 *
 * @module
 */
import { CoreError, isEsealError } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { readAlgorithmIdentifier } from '@eseal/core/crypto';
import { parsePem } from '@eseal/core/x509';
import { type Password, type PasswordInput, passwordIncorrect, withPassword } from '../password.ts';
import { createWorkBudget, type WorkBudget } from '../pbe/budget.ts';
import { decryptWithPassword } from '../pbe/decrypt.ts';
import { type PrivateKey, parsePrivateKeyInfo } from './private-key-info.ts';

/** Largest key file: a 16384-bit RSA key in PEM needs a fifth of it. */
const MAX_SIZE = 64 * 1024;

/**
 * Opens a PKCS #8 file.
 *
 * @param password - asked for only when the key is encrypted
 */
export async function openPrivateKey(
  file: string | Uint8Array,
  password: PasswordInput | undefined,
): Promise<PrivateKey> {
  if (file.length > MAX_SIZE)
    throw new CoreError('BUDGET_EXCEEDED', `a key file has at most ${MAX_SIZE} bytes`);
  const bytes = toDerBytes(file);
  if (!isEncrypted(bytes)) return parsePrivateKeyInfo(bytes);
  if (password === undefined)
    throw new CoreError('SIGNER_PIN_INCORRECT', 'the private key is encrypted: its password is needed');
  return withPassword(password, (known) => decryptPrivateKey(bytes, known, createWorkBudget()));
}

/** Decrypts an EncryptedPrivateKeyInfo (RFC 5958 §3). */
export async function decryptPrivateKey(
  bytes: Uint8Array,
  password: Password,
  budget: WorkBudget,
): Promise<PrivateKey> {
  const outer = DerReader.over(bytes, 'EncryptedPrivateKeyInfo', { encoding: 'ber' });
  const reader = outer.sequence('EncryptedPrivateKeyInfo');
  outer.end();
  const algorithm = readAlgorithmIdentifier(reader, 'encryptionAlgorithm');
  const encrypted = reader.octetString('encryptedData');
  reader.end();
  const plain = await decryptWithPassword(algorithm, encrypted, password, budget);
  try {
    return parsePrivateKeyInfo(plain);
  } catch (error) {
    // CBC has no integrity: now and then a wrong password leaves a padding that looks right.
    if (isEsealError(error) && error.code === 'DECODE_FAILED') throw passwordIncorrect('the private key');
    throw error;
  } finally {
    plain.fill(0);
  }
}

/** EncryptedPrivateKeyInfo begins with an AlgorithmIdentifier, PrivateKeyInfo with a version. */
function isEncrypted(bytes: Uint8Array): boolean {
  return DerReader.over(bytes, 'PKCS #8', { encoding: 'ber' }).sequence('PKCS #8').has(0x30);
}

function toDerBytes(file: string | Uint8Array): Uint8Array {
  if (typeof file !== 'string' && file[0] === 0x30) return file;
  const text = typeof file === 'string' ? file : new TextDecoder('latin1').decode(file);
  const labels: string[] = [];
  for (const { label, bytes } of parsePem(text)) {
    if (label === 'PRIVATE KEY' || label === 'ENCRYPTED PRIVATE KEY') return bytes;
    labels.push(label);
  }
  const found = /BEGIN [A-Z ]*PRIVATE KEY/.test(text) ? ['an older form of key'] : labels;
  throw new CoreError(
    'SIGNER_KEY_NOT_FOUND',
    `no PKCS #8 key in the file (found: ${found.join(', ') || 'nothing'}); openssl pkcs8 -topk8 converts older forms`,
  );
}
