/**
 * Password-based decryption of key files: PBES2 and the schemes of PKCS #12.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import type { AlgorithmIdentifier } from '@eseal/core/crypto';
import { KEY_FILE_OID } from '../oids.ts';
import { type Password, passwordIncorrect } from '../password.ts';
import type { WorkBudget } from './budget.ts';
import { decryptCbc } from './cbc.ts';
import { deriveForPbes2 } from './pbes2.ts';
import { deriveForPkcs12, isPkcs12Scheme } from './pkcs12-scheme.ts';

/**
 * Decrypts what an AlgorithmIdentifier of password-based encryption describes.
 *
 * @returns bytes of the caller's own, to be overwritten after use
 * @throws CoreError `SIGNER_PIN_INCORRECT`, `UNSUPPORTED_ALGORITHM` or `BUDGET_EXCEEDED`
 */
export async function decryptWithPassword(
  algorithm: AlgorithmIdentifier,
  encrypted: Uint8Array,
  password: Password,
  budget: WorkBudget,
): Promise<Uint8Array> {
  const parameters = algorithm.parameters ?? new Uint8Array();
  const request = isPkcs12Scheme(algorithm.oid)
    ? await deriveForPkcs12(algorithm.oid, parameters, password, budget)
    : await derivePbes2(algorithm.oid, parameters, password, budget);
  try {
    const plain = await decryptCbc(request, encrypted);
    if (plain === undefined) throw passwordIncorrect('the encrypted key or certificates');
    return plain;
  } finally {
    request.key.fill(0);
  }
}

function derivePbes2(oid: string, parameters: Uint8Array, password: Password, budget: WorkBudget) {
  if (oid !== KEY_FILE_OID.pbes2)
    throw new CoreError('UNSUPPORTED_ALGORITHM', `the file is encrypted by ${oid}, which is not supported`);
  return deriveForPbes2(parameters, password, budget);
}
