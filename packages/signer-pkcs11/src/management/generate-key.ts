/**
 * Keys made on the token: the private half is never anywhere else (MIC Guidelines on e-Seal, 2nd edition, §1.6.1 and §2.5).
 *
 * @see PKCS #11 v3.1 §5.18.2
 * @module
 */
import { CoreError } from '@eseal/core';
import { encode, OID, objectIdentifier } from '@eseal/core/asn1';
import { CURVES, randomBytes } from '@eseal/core/crypto';
import type { Attribute, Handle } from '../binding.ts';
import { CKA, CKM } from '../cryptoki.ts';
import { readKeyObject } from '../key-object.ts';
import type { ObjectsIn } from '../objects.ts';
import { type Pkcs11Token, withObjects } from './open-token.ts';
import { assertFree, namesOf, privateTemplate, publicTemplate } from './templates.ts';

/** Kinds of key for new seals (CRYPTREC LS-0003, TS 119 312 §6.2.2). */
export type TokenKeyKind = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p256' | 'p384' | 'p521' | 'ed25519';

/** Options of {@link generateTokenKey}. */
export interface GenerateKeyOptions {
  /** CKA_LABEL of both halves; no other private key on the token has it. */
  readonly label: string;
  /** Default `rsa-3072`. */
  readonly kind?: TokenKeyKind;
  /** CKA_ID of both halves, which their certificate gets too. Default 16 random bytes. */
  readonly id?: Uint8Array;
}

/** A key pair on a token. */
export interface GeneratedKey {
  readonly label: string;
  readonly id: Uint8Array;
  /** DER of the SubjectPublicKeyInfo: what goes to the CA. */
  readonly publicKey: Uint8Array;
}

interface KindRow {
  readonly mechanism: number;
  /** What the public half is made with. */
  readonly parameters: readonly Attribute[];
}

const rsa = (bits: number): KindRow => ({
  mechanism: CKM.RSA_PKCS_KEY_PAIR_GEN,
  parameters: [
    { type: CKA.MODULUS_BITS, value: bits },
    { type: CKA.PUBLIC_EXPONENT, value: Buffer.of(1, 0, 1) },
  ],
});

const curve = (mechanism: number, oid: string): KindRow => ({
  mechanism,
  parameters: [{ type: CKA.EC_PARAMS, value: Buffer.from(encode(objectIdentifier(oid))) }],
});

const nist = (name: string): KindRow =>
  curve(CKM.EC_KEY_PAIR_GEN, CURVES.find((row) => row.name === name)?.oid ?? '');

const KINDS: Readonly<Record<TokenKeyKind, KindRow>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  p256: nist('P-256'),
  p384: nist('P-384'),
  p521: nist('P-521'),
  ed25519: curve(CKM.EC_EDWARDS_KEY_PAIR_GEN, OID.ed25519),
};

/**
 * Makes a key pair on the token: sensitive, not extractable, for signing alone.
 *
 * @throws Pkcs11Error `PKCS11_LABEL_TAKEN` when a private key has the label or identifier already
 * @throws CoreError `INVALID_ARGUMENT` for a kind that new seals do not use, `UNSUPPORTED_ALGORITHM` or `SIGNER_KEY_UNUSABLE` for
 * one that the token does not make
 * @example
 * ```ts
 * import { generateTokenKey, openPkcs11Token } from '@eseal/signer-pkcs11';
 *
 * export async function makeKey(pin: () => Promise<string>) {
 *   await using token = await openPkcs11Token({ module: '/usr/lib/softhsm/libsofthsm2.so', token: { label: 'seals' }, pin });
 *   return generateTokenKey(token, { label: 'company seal', kind: 'p256' });
 * }
 * ```
 */
export async function generateTokenKey(
  token: Pkcs11Token,
  options: GenerateKeyOptions,
): Promise<GeneratedKey> {
  const { kind = 'rsa-3072', label } = options;
  const row = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (row === undefined)
    throw new CoreError('INVALID_ARGUMENT', `${kind} is none of ${Object.keys(KINDS).join(', ')}`);
  const id = Buffer.from(options.id ?? randomBytes(16));
  return withObjects(token, `making a ${kind} key`, async (from) => {
    assertFree(from, label, id);
    const names = namesOf(label, id);
    const { privateKey } = await from.binding.C_GenerateKeyPairAsync(
      from.session,
      { mechanism: row.mechanism },
      [...publicTemplate(names), ...row.parameters],
      privateTemplate(names),
    );
    return { label, id: Uint8Array.from(id), publicKey: publicKeyOf(from, privateKey) };
  });
}

function publicKeyOf(from: ObjectsIn, privateKey: Handle): Uint8Array {
  const { publicKey } = readKeyObject(from, privateKey);
  if (publicKey === undefined)
    throw new CoreError('SIGNER_KEY_UNUSABLE', 'the token made a key and does not tell its public half');
  return publicKey;
}
