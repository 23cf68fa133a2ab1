/**
 * The private key that is meant: by label, identifier, or the certificate that it belongs to.
 *
 * @module
 */
import { CoreError, equalBytes } from '@eseal/core';
import type { Attribute, Handle } from './binding.ts';
import { CKA, CKO } from './cryptoki.ts';
import { Pkcs11Error } from './errors.ts';
import { describeKey, type KeyObject, readKeyObject } from './key-object.ts';
import { findObjects, type ObjectsIn, readAttribute, readText } from './objects.ts';

/** Which private key: what is given must match. Without either the key is found by the certificates. */
export interface KeySelector {
  /** CKA_LABEL. */
  readonly label?: string;
  /** CKA_ID. */
  readonly id?: Uint8Array;
}

/**
 * The one private key that is meant.
 *
 * @param publicKeys - SubjectPublicKeyInfos of the certificates; where several keys match a selector of nothing, the key is
 * the one that has its certificate among them
 * @throws CoreError `SIGNER_KEY_NOT_FOUND`, `SIGNER_KEY_UNUSABLE`; Pkcs11Error `PKCS11_KEY_AMBIGUOUS`
 */
export function findKey(
  from: ObjectsIn,
  selector: KeySelector,
  publicKeys: readonly Uint8Array[],
): KeyObject {
  const handles = findObjects(from, templateOf(selector));
  const [only, ...others] = handles;
  if (only === undefined) throw notFound(from, selector);
  if (others.length === 0) return readKeyObject(from, only);
  if (selector.label !== undefined || selector.id !== undefined) throw ambiguous(from, handles);
  const certified = handles
    .flatMap((handle) => readable(from, handle))
    .filter(({ publicKey }) => publicKey && publicKeys.some((known) => equalBytes(known, publicKey)));
  const [own, ...more] = certified;
  if (own === undefined || more.length > 0) throw ambiguous(from, handles);
  return own;
}

function templateOf({ label, id }: KeySelector): Attribute[] {
  return [
    { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
    ...(label === undefined ? [] : [{ type: CKA.LABEL, value: Buffer.from(label) }]),
    ...(id === undefined ? [] : [{ type: CKA.ID, value: Buffer.from(id) }]),
  ];
}

/** Keys of other kinds stand beside those that seal. */
function readable(from: ObjectsIn, handle: Handle): readonly KeyObject[] {
  try {
    return [readKeyObject(from, handle)];
  } catch {
    return [];
  }
}

function notFound(from: ObjectsIn, selector: KeySelector): CoreError {
  const present = findObjects(from, templateOf({})).map((handle) => nameOf(from, handle));
  const wanted =
    selector.label === undefined && selector.id === undefined
      ? 'there is no private key'
      : `no private key ${describeSelector(selector)}`;
  return new CoreError(
    'SIGNER_KEY_NOT_FOUND',
    `${wanted} on the token; those present: ${present.join(', ') || 'none'}`,
  );
}

function ambiguous(from: ObjectsIn, handles: readonly Handle[]): Pkcs11Error {
  const names = handles.map((handle) => nameOf(from, handle)).join(', ');
  return new Pkcs11Error(
    'PKCS11_KEY_AMBIGUOUS',
    `${handles.length} private keys match; choose one by its id: ${names}`,
  );
}

function nameOf(from: ObjectsIn, handle: Handle): string {
  const id = readAttribute(from, handle, CKA.ID) ?? Buffer.alloc(0);
  return describeKey({ id, label: readText(from, handle, CKA.LABEL) });
}

function describeSelector({ label, id }: KeySelector): string {
  const parts = [
    ...(label === undefined ? [] : [`labelled ${JSON.stringify(label)}`]),
    ...(id === undefined ? [] : [`with id ${Buffer.from(id).toString('hex')}`]),
  ];
  return parts.join(' and ');
}
