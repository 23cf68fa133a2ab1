/**
 * Passwords of key files: asked for at the time of use, never kept, never shown.
 *
 * @module
 */
import { CoreError } from '@eseal/core';

/**
 * A password: its UTF-8 bytes, or a function that is called once when it is needed. Bytes that the function returns are
 * overwritten after use.
 */
export type PasswordInput = Uint8Array | (() => string | Uint8Array | Promise<string | Uint8Array>);

/** A password in the two encodings that key files derive keys from. */
export interface Password {
  /** UTF-8, for PBES2 (RFC 8018 §5.2). */
  readonly utf8: Uint8Array;
  /** Big-endian UTF-16 with a terminating zero, for the schemes of PKCS #12 (RFC 7292 §B.1). */
  readonly bmp: Uint8Array;
}

/**
 * Obtains the password, gives it to `use`, and overwrites the copies made of it.
 *
 * @param input - absent: the empty password, which some files are protected with
 */
export async function withPassword<T>(
  input: PasswordInput | undefined,
  use: (password: Password) => Promise<T>,
): Promise<T> {
  const given = typeof input === 'function' ? await input() : (input ?? '');
  const utf8 = typeof given === 'string' ? new TextEncoder().encode(given) : Uint8Array.from(given);
  if (typeof input === 'function' && given instanceof Uint8Array) given.fill(0);
  const bmp = toBmp(utf8);
  try {
    return await use({ utf8, bmp });
  } finally {
    utf8.fill(0);
    bmp.fill(0);
  }
}

function toBmp(utf8: Uint8Array): Uint8Array {
  const text = decode(utf8);
  const bmp = new Uint8Array(2 * text.length + 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bmp[2 * i] = unit >> 8;
    bmp[2 * i + 1] = unit & 0xff;
  }
  return bmp;
}

function decode(utf8: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch {
    // No cause: a platform's message could quote what was decoded.
    throw new CoreError('INVALID_ARGUMENT', 'the password is not UTF-8');
  }
}

/** The error for a password that opens nothing. */
export function passwordIncorrect(what: string): CoreError {
  return new CoreError('SIGNER_PIN_INCORRECT', `${what}: wrong password, or a damaged file`);
}
