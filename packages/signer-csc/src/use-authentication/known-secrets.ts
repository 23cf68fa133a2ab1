/**
 * The secrets that the first step has used, so that none of them can become a factor of the second.
 *
 * @module
 */
import { equalTexts } from '../util/equal-texts.ts';
import type { Secret } from '../util/secret.ts';

/** Most secrets of each kind that are remembered: of tokens the older ones are no longer valid anywhere. */
const MOST = 32;

/** Secrets of one way of authentication. */
export interface KnownSecrets {
  /** A token, of which there may be many in the life of a process. */
  add(secret: Secret | undefined): void;
  /** What outlives tokens: a password, the secret of a client. */
  addLasting(secret: Secret | undefined): void;
  /**
   * Compares with every one of them, in constant time. Texts that differ only by spaces around them or by the form of their
   * characters (Unicode Standard Annex 15, NFKC) are the same: a service may take one for the other.
   */
  holds(text: Secret): boolean;
}

/** Makes an empty set. */
export function createKnownSecrets(): KnownSecrets {
  const tokens: string[] = [];
  const lasting: string[] = [];
  return {
    add: (secret) => remember(tokens, secret),
    addLasting: (secret) => remember(lasting, secret),
    holds: (text) => [...lasting, ...tokens].map((each) => equalTexts(each, comparable(text))).includes(true),
  };
}

/** The latest one stands last, also when it was known before. */
function remember(known: string[], secret: Secret | undefined): void {
  if (secret === undefined) return;
  const text = comparable(secret);
  const at = known.findIndex((each) => equalTexts(each, text));
  if (at >= 0) known.splice(at, 1);
  known.push(text);
  if (known.length > MOST) known.shift();
}

function comparable(secret: Secret): string {
  return secret.reveal().normalize('NFKC').trim();
}
