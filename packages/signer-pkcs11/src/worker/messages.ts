/**
 * What a thread that waits for a token and the thread that is not to wait say to each other.
 *
 * @module
 */
import { CoreError, type CoreErrorCode, type EsealError, isEsealError } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { Pkcs11Error, type Pkcs11ErrorCode } from '../errors.ts';
import type { PinRequest } from '../pin.ts';
import type { TokenKey, TokenKeyOptions } from '../token-key.ts';

/** What is known of a key without asking for more. */
export type KeyDescription = Pick<TokenKey, 'publicKey' | 'algorithms' | 'certificates'>;

/** What the thread is to do. */
export type Task =
  | {
      readonly kind: 'open';
      readonly module: string;
      readonly options: Omit<TokenKeyOptions, 'pin' | 'sessions' | 'blocking'>;
      /** Whether there is somebody who gives the PIN. */
      readonly hasPin: boolean;
    }
  | { readonly kind: 'sign'; readonly algorithm: SignatureAlgorithm; readonly data: Uint8Array }
  | { readonly kind: 'close' };

/** To the thread: a task, or the PIN it asked for. */
export type ToWorker =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'pin'; readonly pin: Uint8Array }
  | { readonly kind: 'no-pin' };

/** From the thread: the outcome of its task, or its wish for the PIN. */
export type FromWorker =
  | { readonly kind: 'done'; readonly result: KeyDescription | Uint8Array | undefined }
  | { readonly kind: 'failed'; readonly error: PlainError }
  | { readonly kind: 'pin'; readonly request: PinRequest };

/** An error as it crosses between threads: classes do not. */
export interface PlainError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly facts: EsealError['facts'];
  /** Message of the cause, such as the name of a return value. */
  readonly cause: string;
}

/** An error made plain. */
export function plainError(error: unknown): PlainError {
  const own = isEsealError(error) ? error : new CoreError('UNEXPECTED', 'a thread failed', { cause: error });
  const { code, message, retryable, facts, cause } = own;
  return { code, message, retryable, facts, cause: cause instanceof Error ? cause.message : '' };
}

/** The error that was made plain. */
export function errorOf({ code, message, retryable, facts, cause }: PlainError): EsealError {
  const details = { retryable, facts, ...(cause !== '' && { cause: new Error(cause) }) };
  if (code.startsWith('PKCS11_')) return new Pkcs11Error(code as Pkcs11ErrorCode, message, details);
  // The codes of this package's two unions are all that a thread has.
  return new CoreError(code as CoreErrorCode, message, details);
}
