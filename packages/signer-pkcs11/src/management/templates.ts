/**
 * What the keys that we put on tokens are like.
 *
 * @see PKCS #11 v3.1 §4.8, §4.9
 * @module
 */
import type { Attribute } from '../binding.ts';
import { CKA, CKO } from '../cryptoki.ts';
import { Pkcs11Error } from '../errors.ts';
import { findObjects, type ObjectsIn } from '../objects.ts';

/** CKA_TOKEN, CKA_LABEL and CKA_ID of an object that stays. */
export function namesOf(label: string, id: Buffer): readonly Attribute[] {
  return [
    { type: CKA.TOKEN, value: true },
    { type: CKA.LABEL, value: Buffer.from(label) },
    { type: CKA.ID, value: id },
  ];
}

/** What every private key of ours is: to sign with, and never to leave the token. */
export function privateTemplate(names: readonly Attribute[]): Attribute[] {
  return [
    ...names,
    { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
    { type: CKA.PRIVATE, value: true },
    { type: CKA.SENSITIVE, value: true },
    { type: CKA.EXTRACTABLE, value: false },
    { type: CKA.SIGN, value: true },
    { type: CKA.DECRYPT, value: false },
    { type: CKA.UNWRAP, value: false },
  ];
}

/** What every public key of ours is. */
export function publicTemplate(names: readonly Attribute[]): Attribute[] {
  return [...names, { type: CKA.CLASS, value: CKO.PUBLIC_KEY }, { type: CKA.VERIFY, value: true }];
}

/**
 * Refuses names that would make a key ambiguous from now on.
 *
 * @throws Pkcs11Error `PKCS11_LABEL_TAKEN`
 */
export function assertFree(from: ObjectsIn, label: string, id: Buffer): void {
  for (const [what, attribute] of [
    [`label ${JSON.stringify(label)}`, { type: CKA.LABEL, value: Buffer.from(label) }],
    [`id ${id.toString('hex')}`, { type: CKA.ID, value: id }],
  ] as const) {
    const found = findObjects(from, [{ type: CKA.CLASS, value: CKO.PRIVATE_KEY }, attribute]);
    if (found.length > 0)
      throw new Pkcs11Error('PKCS11_LABEL_TAKEN', `a private key on the token has the ${what} already`);
  }
}
