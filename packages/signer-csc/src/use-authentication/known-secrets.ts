/**
 * The secrets that the first step has used, so that none of them can become a factor of the second.
 *
 * @module
 */
import { equalTexts } from '../util/equal-texts.ts';
import type { Secret } from '../util/secret.ts';

/** Most secrets that are remembered; older ones are no longer valid anywhere. */
const MOST = 32;

/** Secrets of one way of authentication. */
export interface KnownSecrets {
  add(secret: Secret | undefined): void;
  /** Compares with every one of them, in constant time. */
  holds(text: Secret): boolean;
}

/** Makes an empty set. */
export function createKnownSecrets(): KnownSecrets {
  const known: Secret[] = [];
  return {
    add(secret) {
      if (secret === undefined || known.some((each) => equalTexts(each.reveal(), secret.reveal()))) return;
      known.push(secret);
      if (known.length > MOST) known.shift();
    },
    holds: (text) => known.map((each) => equalTexts(each.reveal(), text.reveal())).includes(true),
  };
}
