/**
 * A key that a CA made and delivered, brought to the token: the other of the two origins that the MIC Guidelines on e-Seal (2nd edition,
 * §1.6.1) have. There is no way back out.
 *
 * @see PKCS #11 v3.1 §5.7.1
 * @module
 */
import { randomBytes } from '@eseal/core/crypto';
import type { GeneratedKey } from './generate-key.ts';
import { type Pkcs11Token, withObjects } from './open-token.ts';
import { privateKeyParts } from './private-key-parts.ts';
import { assertFree, namesOf, privateTemplate, publicTemplate } from './templates.ts';

/** Options of {@link importTokenKey}. */
export interface ImportKeyOptions {
  /** CKA_LABEL of both halves; no other private key on the token has it. */
  readonly label: string;
  /** CKA_ID of both halves, which their certificate gets too. Default 16 random bytes. */
  readonly id?: Uint8Array;
}

/**
 * Brings a key to the token: sensitive, not extractable, for signing alone. Destroy the file it came from afterwards, and have the CA
 * delete its copy (§2.5).
 *
 * @param pkcs8 - PrivateKeyInfo in DER, unencrypted; overwritten, also when this fails
 * @throws Pkcs11Error `PKCS11_LABEL_TAKEN` when a private key has the label or identifier already
 * @throws CoreError `SIGNER_KEY_UNUSABLE` for a key that seals are not made with, or that the token does not take;
 * `DECODE_FAILED` for other bytes
 * @example
 * ```ts
 * import { importTokenKey, type Pkcs11Token } from '@eseal/signer-pkcs11';
 *
 * export async function bring(token: Pkcs11Token, delivered: Uint8Array) {
 *   return importTokenKey(token, delivered, { label: 'company seal' });
 * }
 * ```
 */
export async function importTokenKey(
  token: Pkcs11Token,
  pkcs8: Uint8Array,
  options: ImportKeyOptions,
): Promise<GeneratedKey> {
  const { label } = options;
  const id = Buffer.from(options.id ?? randomBytes(16));
  try {
    const { publicKey, shared, privateHalf, publicHalf } = privateKeyParts(pkcs8);
    return await withObjects(token, 'bringing a key to the token', ({ binding, session }) => {
      assertFree({ binding, session }, label, id);
      const names = namesOf(label, id);
      const privateKey = binding.C_CreateObject(session, [
        ...privateTemplate(names),
        ...shared,
        ...privateHalf,
      ]);
      try {
        binding.C_CreateObject(session, [...publicTemplate(names), ...shared, ...publicHalf]);
      } catch (error) {
        // Half a key would be in the way of another try.
        binding.C_DestroyObject(session, privateKey);
        throw error;
      }
      return { label, id: Uint8Array.from(id), publicKey };
    });
  } finally {
    pkcs8.fill(0);
  }
}
