import { provider } from '#crypto';

/** Random bytes of the platform's generator. */
export function randomBytes(length: number): Uint8Array {
  return provider.randomBytes(length);
}
