/** Where a PKI's keys come from. */
import { fromBase64 } from '@eseal/core';
import { FIXED_RSA_KEYS } from './fixed-rsa-keys.ts';
import { generateKey, importKey, type KeyKind, type TestKey } from './key.ts';

/** Gives the key of a certificate; asked once for each. */
export type KeySource = (kind: KeyKind) => Promise<TestKey>;

const MODULUS_LENGTH: Readonly<Partial<Record<KeyKind, 2048 | 3072>>> = {
  'rsa-2048': 2048,
  'rsa-pss-2048': 2048,
  'rsa-3072': 3072,
  'rsa-pss-3072': 3072,
};

/**
 * Keys quick to have: RSA of 2048 and 3072 bits from a published table, a different one each time while it lasts;
 * the others are generated. Each source counts on its own.
 */
export function fixedKeys(): KeySource {
  const used = { 2048: 0, 3072: 0 };
  return async (kind) => {
    const length = MODULUS_LENGTH[kind];
    const encoded = length === undefined ? undefined : FIXED_RSA_KEYS[length][used[length]++];
    const pkcs8 = encoded === undefined ? undefined : fromBase64(encoded);
    return pkcs8 === undefined ? generateKey(kind) : importKey(kind, pkcs8);
  };
}

/** Keys nobody else has, for services that outlive a test. */
export function freshKeys(): KeySource {
  return generateKey;
}
