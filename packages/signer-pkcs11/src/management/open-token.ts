/**
 * A token opened to be written to: for making keys on it, and for bringing keys and certificates to it.
 *
 * @module
 */
import type { Pkcs11Binding } from '../binding.ts';
import type { TokenSelector } from '../find-token.ts';
import { openOwnModule, type Pkcs11Module } from '../module.ts';
import type { ObjectsIn } from '../objects.ts';
import { Credentials, type PinCallback } from '../pin.ts';
import { tokenError } from '../token-error.ts';
import { inSession, openTokenSessions, type TokenSessions } from '../token-sessions.ts';

/** Options of {@link openPkcs11Token}. */
export interface Pkcs11TokenOptions {
  /** Path of the vendor's library, or a module that is open already. */
  readonly module: string | Pkcs11Module;
  /** The token, by its label or serial number. */
  readonly token: TokenSelector;
  /** Gives the PIN of the user; it is left out for tokens with a keypad of their own. */
  readonly pin?: PinCallback;
  /** As in `openPkcs11Signer`. */
  readonly binding?: Pkcs11Binding;
}

/** An open token whose user is logged in. */
export interface Pkcs11Token extends AsyncDisposable {
  readonly label: string;
  readonly serial: string;
  /** The sessions that the functions of this package use. */
  readonly sessions: TokenSessions;
  /** How its PIN was presented, for keys that want it again. */
  readonly credentials: Credentials;
}

/**
 * Opens a token to make or bring keys and certificates.
 *
 * @throws what `openPkcs11Signer` throws about modules, tokens and PINs
 */
export async function openPkcs11Token(options: Pkcs11TokenOptions): Promise<Pkcs11Token> {
  const { binding, module: given, token } = options;
  const own =
    typeof given === 'string' ? await openOwnModule(given, { ...(binding && { binding }) }) : undefined;
  const module = typeof given === 'string' ? own : given;
  if (module === undefined) throw new TypeError('no module is open');
  try {
    const credentials = new Credentials(options.pin);
    const sessions = await openTokenSessions(module, { token, credentials, sessions: 1, readWrite: true });
    return {
      label: sessions.token.label,
      serial: sessions.token.serial,
      sessions,
      credentials,
      async [Symbol.asyncDispose]() {
        await sessions.close();
        own?.[Symbol.dispose]();
      },
    };
  } catch (error) {
    own?.[Symbol.dispose]();
    throw error;
  }
}

/** Does something with the objects of the token; what the binding throws becomes an error of the SDK. */
export async function withObjects<T>(
  { sessions }: Pkcs11Token,
  what: string,
  action: (from: ObjectsIn) => T | Promise<T>,
): Promise<T> {
  try {
    return await inSession(sessions, ({ handle: session }) => action({ binding: sessions.binding, session }));
  } catch (error) {
    throw tokenError(error, what);
  }
}
