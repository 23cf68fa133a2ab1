/**
 * Where a secret comes from: asked for at the time of its use, so that no option and no file holds it.
 *
 * @module
 */
import { type Secret, secret } from './secret.ts';

/** Gives a secret each time it is needed. */
export type SecretSource = () => string | Secret | Promise<string | Secret>;

/** A text as a secret; a secret as it is. */
export function asSecret(value: string | Secret): Secret {
  return typeof value === 'string' ? secret(value) : value;
}

/** Asks for a secret. */
export async function askForSecret(source: SecretSource): Promise<Secret> {
  return asSecret(await source());
}
