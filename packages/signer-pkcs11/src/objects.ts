/**
 * Objects on a token: found by a template, their attributes read one by one, since tokens differ in which they have.
 *
 * @see PKCS #11 v3.1 §5.7
 * @module
 */
import { endianness } from 'node:os';
import type { Attribute, Handle, Pkcs11Binding } from './binding.ts';
import { returnValueOf, tokenError } from './token-error.ts';

/** Most objects of a kind that are looked at. */
const MAX_OBJECTS = 1000;

/** How many are asked for at once. */
const AT_ONCE = 100;

/** Return values that say that an attribute is not there or is not given out. */
const NO_VALUE: readonly number[] = [0x11, 0x12, 0x13];

/** A session in which objects are looked at. */
export interface ObjectsIn {
  readonly binding: Pkcs11Binding;
  readonly session: Handle;
}

/** The objects that a template matches. */
export function findObjects({ binding, session }: ObjectsIn, template: Attribute[]): readonly Handle[] {
  try {
    binding.C_FindObjectsInit(session, template);
    const found: Handle[] = [];
    try {
      for (;;) {
        const some = binding.C_FindObjects(session, AT_ONCE);
        found.push(...some);
        if (some.length === 0 || found.length >= MAX_OBJECTS) return found;
      }
    } finally {
      binding.C_FindObjectsFinal(session);
    }
  } catch (error) {
    throw tokenError(error, 'looking for objects on the token');
  }
}

/** The value of an attribute, or `undefined` when the object does not have it or does not give it out. */
export function readAttribute(
  { binding, session }: ObjectsIn,
  object: Handle,
  type: number,
): Buffer | undefined {
  try {
    return binding.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
  } catch (error) {
    const number = returnValueOf(error);
    if (number !== undefined && NO_VALUE.includes(number)) return undefined;
    throw tokenError(error, 'reading an object of the token');
  }
}

/** An attribute that is a number (CK_ULONG in the length and byte order of the machine). */
export function readNumber(from: ObjectsIn, object: Handle, type: number): number | undefined {
  const value = readAttribute(from, object, type);
  return value === undefined || value.length === 0 ? undefined : numberOf(value);
}

/** An attribute that is a row of numbers, each as long as the number that another attribute of the object is. */
export function readNumbers(
  from: ObjectsIn,
  object: Handle,
  type: number,
  likeType: number,
): readonly number[] | undefined {
  const value = readAttribute(from, object, type);
  const width = readAttribute(from, object, likeType)?.length;
  if (value === undefined || !width) return undefined;
  return Array.from({ length: Math.floor(value.length / width) }, (_, at) =>
    numberOf(value.subarray(at * width, (at + 1) * width)),
  );
}

function numberOf(value: Buffer): number {
  // No number that is asked for has more than 6 bytes.
  const length = Math.min(value.length, 6);
  return endianness() === 'LE'
    ? value.readUIntLE(0, length)
    : value.readUIntBE(value.length - length, length);
}

/** An attribute that is true or false (CK_BBOOL). */
export function readBoolean(from: ObjectsIn, object: Handle, type: number): boolean | undefined {
  const value = readAttribute(from, object, type)?.[0];
  return value === undefined ? undefined : value !== 0;
}

/** An attribute that is a text (UTF-8). */
export function readText(from: ObjectsIn, object: Handle, type: number): string {
  return readAttribute(from, object, type)?.toString('utf8') ?? '';
}
