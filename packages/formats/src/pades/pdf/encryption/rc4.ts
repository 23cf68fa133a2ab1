/**
 * RC4, which no platform offers any more. It protects nothing; it is here so that files encrypted before AES came into
 * PDF can be read and, in their own way, extended (ISO 32000-2 §7.6.3.1).
 *
 * @module
 */

/** Encrypts, or decrypts, which is the same. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => {
    const kept = state[a] as number;
    state[a] = state[b] as number;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 0xff;
    swap(i, j);
  }
  const out = new Uint8Array(data.length);
  for (let at = 0, i = 0, j = 0; at < data.length; at++) {
    i = (i + 1) & 0xff;
    j = (j + (state[i] as number)) & 0xff;
    swap(i, j);
    const index = ((state[i] as number) + (state[j] as number)) & 0xff;
    out[at] = (data[at] as number) ^ (state[index] as number);
  }
  return out;
}
