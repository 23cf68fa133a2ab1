/**
 * One signature value by a key on a token.
 *
 * @see PKCS #11 v3.1 §5.13
 * @module
 */
import { ecdsaRawToDer } from '@eseal/core/crypto';
import type { KeyObject } from './key-object.ts';
import type { SigningPlan } from './mechanisms.ts';
import { authorizeSignature, type Credentials } from './pin.ts';
import type { TokenSession } from './session-pool.ts';
import type { TokenSessions } from './token-sessions.ts';

/** A key with the sessions it is used in. */
export interface SigningContext {
  readonly sessions: TokenSessions;
  readonly key: KeyObject;
  readonly credentials: Credentials;
  /** Whether the thread waits while the token signs, as those that do nothing else may. */
  readonly blocking: boolean;
}

/**
 * Signs data. ECDSA values are DER.
 *
 * @throws what the binding throws
 */
export async function signValue(
  context: SigningContext,
  plan: SigningPlan,
  data: Uint8Array,
): Promise<Uint8Array> {
  const prepared = plan.prepare(data);
  const input = prepared instanceof Uint8Array ? prepared : await prepared;
  const { pool } = context.sessions;
  const session = await pool.acquire();
  try {
    const value = await signInSession(context, session, plan, input);
    pool.release(session);
    return value;
  } catch (error) {
    pool.replace(session);
    throw error;
  }
}

async function signInSession(
  { sessions, key, credentials, blocking }: SigningContext,
  session: TokenSession,
  { mechanism, isRaw }: SigningPlan,
  input: Uint8Array,
): Promise<Uint8Array> {
  const { binding, token } = sessions;
  const { handle, output } = session;
  // Nothing at all is handed over as a place without length: modules refuse none.
  session.input =
    input.length === 0
      ? output.subarray(0, 0)
      : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  binding.C_SignInit(handle, mechanism, key.handle);
  if (key.alwaysAuthenticate) await authorizeSignature({ binding, token, session: handle }, credentials);
  const written = blocking
    ? binding.C_Sign(handle, session.input, output)
    : await binding.C_SignAsync(handle, session.input, output);
  return isRaw ? ecdsaRawToDer(written) : new Uint8Array(written);
}
