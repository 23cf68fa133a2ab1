/**
 * Texts of a service as they may be shown: without the secrets that were sent to it, and without control characters.
 *
 * @module
 */
import { toBase64, toHex, utf8 } from '@eseal/core';
import type { Secret } from './secret.ts';

/** What stands in place of a secret. */
const REDACTED = '[redacted]';

/** Longest text of a service that is shown. */
const LONGEST = 300;

/** Control characters, and those that change the direction or the look of what follows (CWE-150). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text with every spelling of every secret replaced, and of what a secret was obtained with. */
export function redactSecrets(text: string, secrets: readonly Secret[]): string {
  const all = secrets.flatMap((secret) => [secret, ...(secret.obtainedWith ?? [])]);
  const spellings = all.flatMap(spellingsOf).filter((spelling) => spelling !== '');
  // The longest first, so that no part of it is left when a shorter one is within it.
  const ordered = [...new Set(spellings)].sort((a, b) => b.length - a.length);
  return ordered.reduce((shown, spelling) => shown.replaceAll(spelling, REDACTED), text);
}

/** A text of a service as part of a message: redacted, on one line, and not longer than a message bears. */
export function shownText(text: string, secrets: readonly Secret[]): string {
  const redacted = redactSecrets(text, secrets).replace(INVISIBLE, ' ').trim();
  return redacted.length > LONGEST ? `${redacted.slice(0, LONGEST)}…` : redacted;
}

function spellingsOf(secret: Secret): readonly string[] {
  const text = secret.reveal();
  const json = JSON.stringify(text).slice(1, -1);
  // Half a surrogate pair has no percent-encoding.
  const percent = /\p{Cs}/u.test(text) ? '' : encodeURIComponent(text);
  const bytes = utf8(text);
  const base64 = toBase64(bytes).replace(/=+$/, '');
  const base64url = base64.replaceAll('+', '-').replaceAll('/', '_');
  const hex = toHex(bytes);
  return [text, json, percent, base64, base64url, hex, hex.toUpperCase()];
}
