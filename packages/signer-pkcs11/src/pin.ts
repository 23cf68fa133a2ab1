/**
 * PINs: asked for when they are needed, handed to the token, not kept and not shown.
 *
 * @module
 */
import { CoreError, type EsealError, isEsealError } from '@eseal/core';
import type { Handle, Pkcs11Binding } from './binding.ts';
import { CKF, CKU, LOGGED_IN_STATES } from './cryptoki.ts';
import { Pkcs11Error } from './errors.ts';
import { type FoundToken, tokenInfo } from './find-token.ts';
import { CKR } from './return-values.ts';
import { returnValueOf, tokenError } from './token-error.ts';

/** What a PIN is asked for. */
export interface PinRequest {
  readonly token: { readonly label: string; readonly serial: string };
  /** `login` opens the token; `signature` is asked for each signature by keys that want it (CKA_ALWAYS_AUTHENTICATE). */
  readonly purpose: 'login' | 'signature';
  /** What the token says: `few` after a wrong PIN, `one` when the next wrong one locks it. */
  readonly triesLeft: 'unknown' | 'few' | 'one';
}

/** Gives the PIN. It is called when the PIN is needed; bytes that it returns (UTF-8) are overwritten after use. */
export type PinCallback = (request: PinRequest) => string | Uint8Array | Promise<string | Uint8Array>;

/** How one signer presents PINs: one at a time, and after a wrong one no other, since each try brings the token closer to its lock. */
export class Credentials {
  readonly pin: PinCallback | undefined;
  /** The error of the wrong PIN. */
  refused: EsealError | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(pin: PinCallback | undefined) {
    this.pin = pin;
  }

  /** Runs `present` when those before it are done, unless one of them was refused. */
  inTurn<T>(present: () => Promise<T>): Promise<T> {
    const outcome = this.#turn.then(() => {
      if (this.refused !== undefined) throw this.refused;
      return present();
    });
    this.#turn = outcome.catch(() => undefined);
    return outcome;
  }

  /** Remembers a refusal that was of the PIN: also of its length or characters, which some tokens count. */
  note(error: EsealError): EsealError {
    if (error.code === 'SIGNER_PIN_INCORRECT') this.refused = error;
    return error;
  }
}

/** A session on a token. */
interface SessionOn {
  readonly binding: Pkcs11Binding;
  readonly token: FoundToken;
  readonly session: Handle;
}

/**
 * Logs the user in, unless nobody needs to be or somebody in the process did it already.
 *
 * @returns whether it was this call that logged in
 * @throws CoreError `SIGNER_PIN_INCORRECT`, `SIGNER_PIN_LOCKED`, `SIGNER_UNAUTHORIZED`; Pkcs11Error `PKCS11_PIN_EXPIRED`
 */
export async function logIn(on: SessionOn, credentials: Credentials): Promise<boolean> {
  const { flags } = tokenInfo(on.binding, on.token.slot);
  if ((flags & CKF.LOGIN_REQUIRED) === 0 || isLoggedIn(on)) return false;
  return oneAtATime(on.token, () =>
    credentials.inTurn(async () => !isLoggedIn(on) && presentPin(on, credentials, 'login')),
  );
}

/** The last of those who log in to a token now, in this process. */
const loggingIn = new Map<string, Promise<boolean>>();

/** Signers that are opened side by side mostly have one PIN: after a wrong one those who waited present none. */
function oneAtATime({ label, serial }: FoundToken, present: () => Promise<boolean>): Promise<boolean> {
  const name = JSON.stringify([label, serial]);
  const before = loggingIn.get(name) ?? Promise.resolve(false);
  const outcome = before.then(present, (error: unknown) => {
    if (isEsealError(error) && error.code === 'SIGNER_PIN_INCORRECT') throw error;
    return present();
  });
  loggingIn.set(name, outcome);
  const forget = (): void => {
    if (loggingIn.get(name) === outcome) loggingIn.delete(name);
  };
  outcome.then(forget, forget);
  return outcome;
}

/** Presents the PIN for the signature that was begun in the session (PKCS #11 v3.1 §5.6.8, CKU_CONTEXT_SPECIFIC). */
export async function authorizeSignature(on: SessionOn, credentials: Credentials): Promise<void> {
  await credentials.inTurn(() => presentPin(on, credentials, 'signature'));
}

async function presentPin(
  on: SessionOn,
  credentials: Credentials,
  purpose: PinRequest['purpose'],
): Promise<boolean> {
  const { binding, token, session } = on;
  const { flags } = tokenInfo(binding, token.slot);
  assertUsable(flags, token);
  const given = await askPin(credentials.pin, flags, {
    token: { label: token.label, serial: token.serial },
    purpose,
    triesLeft: triesLeft(flags),
  });
  try {
    binding.C_Login(session, purpose === 'login' ? CKU.USER : CKU.CONTEXT_SPECIFIC, given);
    return true;
  } catch (error) {
    if (returnValueOf(error) === CKR.USER_ALREADY_LOGGED_IN) return false;
    const what = `logging in to token "${token.label}"`;
    throw credentials.note(tokenError(error, what, { pinTriesLeft: pinState(on) }));
  }
}

/** The text of the PIN: the binding takes no bytes. Without a callback only a token with a keypad of its own can go on. */
async function askPin(pin: PinCallback | undefined, flags: number, request: PinRequest): Promise<string> {
  if (pin === undefined) {
    if ((flags & CKF.PROTECTED_AUTHENTICATION_PATH) !== 0) return '';
    throw new CoreError(
      'SIGNER_UNAUTHORIZED',
      `token "${request.token.label}" wants a PIN and none was given`,
    );
  }
  const text = textOf(assertPin(await pin(request)));
  if (text !== '' || (flags & CKF.PROTECTED_AUTHENTICATION_PATH) !== 0) return text;
  // Tokens may count it as a wrong one.
  throw new CoreError(
    'SIGNER_UNAUTHORIZED',
    `the PIN that was given for token "${request.token.label}" is empty`,
  );
}

/**
 * What a function gave, when it can be a PIN: callers in JavaScript give numbers, or nothing, and no message repeats that.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertPin(given: unknown): string | Uint8Array {
  if (typeof given === 'string' || given instanceof Uint8Array) return given;
  throw new CoreError('INVALID_ARGUMENT', 'the function for the PIN gave neither text nor bytes');
}

function textOf(given: string | Uint8Array): string {
  if (typeof given === 'string') return given;
  const text = new TextDecoder().decode(given);
  given.fill(0);
  return text;
}

/** The token's word after a failure; it does not count as one of its own. */
function pinState({ binding, token }: SessionOn): string {
  try {
    const { flags } = binding.C_GetTokenInfo(token.slot);
    return (flags & CKF.USER_PIN_LOCKED) !== 0 ? 'none' : triesLeft(flags);
  } catch {
    return 'unknown';
  }
}

function triesLeft(flags: number): PinRequest['triesLeft'] {
  if ((flags & CKF.USER_PIN_FINAL_TRY) !== 0) return 'one';
  return (flags & CKF.USER_PIN_COUNT_LOW) !== 0 ? 'few' : 'unknown';
}

/** Refuses a token whose flags say that no PIN will do, before one is asked for. */
function assertUsable(flags: number, { label }: FoundToken): void {
  if ((flags & CKF.USER_PIN_LOCKED) !== 0)
    throw new CoreError('SIGNER_PIN_LOCKED', `the PIN of token "${label}" is locked`);
  if ((flags & CKF.USER_PIN_TO_BE_CHANGED) !== 0)
    throw new Pkcs11Error('PKCS11_PIN_EXPIRED', `the PIN of token "${label}" must be changed first`);
  if ((flags & CKF.USER_PIN_INITIALIZED) === 0)
    throw new CoreError('SIGNER_UNAUTHORIZED', `the user of token "${label}" has no PIN yet`);
}

function isLoggedIn({ binding, session }: SessionOn): boolean {
  try {
    return LOGGED_IN_STATES.includes(binding.C_GetSessionInfo(session).state);
  } catch (error) {
    throw tokenError(error, 'asking for the state of the session');
  }
}
