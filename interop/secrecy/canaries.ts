/**
 * Secrets that can be told from everything else, and the ways in which they could have got out.
 *
 * @module
 */
import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';

/** A secret that must be nowhere. */
export interface Canary {
  /** What it is, in reports of this suite. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes of a secret that are looked for; of a long one (a key, a token) its beginning gives it away. */
const ENOUGH = 24;

/** Canaries of texts and bytes by their names. */
export function canariesOf(secrets: Readonly<Record<string, string | Uint8Array>>): readonly Canary[] {
  return Object.entries(secrets).map(([name, secret]) => ({
    name,
    bytes: typeof secret === 'string' ? Buffer.from(secret) : secret,
  }));
}

/** The numbers of an RSA key that nobody else may know (RFC 8017 §3.2). */
export function secretsOfRsaKey(key: KeyObject): Readonly<Record<string, Uint8Array>> {
  const jwk = key.export({ format: 'jwk' });
  const names = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;
  return Object.fromEntries(names.map((name) => [`key ${name}`, Buffer.from(jwk[name] ?? '', 'base64url')]));
}

/** Names of the canaries that a text or file contains, in whatever way it is written. */
export function findCanaries(content: string | Uint8Array, canaries: readonly Canary[]): readonly string[] {
  const text = Buffer.from(content).toString('latin1');
  // Base64 in lines, bytes in columns.
  const together = text.replaceAll(/\s+/g, '');
  const isIn = (form: string): boolean => text.includes(form) || together.includes(form);
  return canaries.filter(({ bytes }) => formsOf(bytes).some(isIn)).map(({ name }) => name);
}

/** Every form of a secret, as Latin-1 text so that bytes of files can be searched. */
export function formsOf(secret: Uint8Array): readonly string[] {
  const bytes = Buffer.from(secret.subarray(0, ENOUGH));
  const text = bytes.toString('utf8');
  const hex = bytes.toString('hex');
  const forms = [
    bytes.toString('latin1'),
    hex,
    hex.toUpperCase(),
    // As Node shows an array of bytes.
    [...bytes].join(','),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+'),
    new URLSearchParams([['', text]]).toString().slice(1),
    ...[0, 1, 2].flatMap((before) => base64Forms(bytes, before)),
  ];
  return [...new Set(forms.map((form) => Buffer.from(form, 'latin1').toString('latin1')))];
}

/** Base64 of a secret that stands after so many other bytes (modulo 3), without the digits that depend on its neighbours. */
function base64Forms(bytes: Buffer, before: number): readonly string[] {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const whole = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [whole, whole.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(whole)];
}
