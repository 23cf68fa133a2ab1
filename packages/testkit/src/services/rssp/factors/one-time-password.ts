/**
 * One-time passwords by time (RFC 6238): six digits, steps of 30 seconds, HMAC with SHA-1.
 *
 * @module
 */
import { utf8 } from '@eseal/core';

const STEP = 30_000;

/** The step that a time lies in. */
export function stepOf(time: Date): number {
  return Math.floor(time.getTime() / STEP);
}

/** The password of a step. */
export async function oneTimePassword(secret: string, step: number): Promise<string> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await subtle.sign(algorithm, key, counter));
  // Dynamic truncation (RFC 4226 §5.3).
  const offset = mac.getUint8(mac.byteLength - 1) & 0xf;
  return String((mac.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
