/// <reference path="../node-forge.d.ts" />
/**
 * Ciphers that platforms no longer have, from node-forge: Triple DES, RC2, AES with 192 bits.
 *
 * @module
 */
import type { CbcRequest } from './cbc-request.ts';

/** Decrypts with node-forge; `undefined` when the padding is wrong. */
export async function decryptWithForge(
  request: CbcRequest,
  data: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { default: util } = await import('node-forge/lib/util.js');
  const buffer = (bytes: Uint8Array): NodeForgeBuffer => util.createBuffer(toBinary(bytes));
  const cipher = await startCipher(request, buffer);
  cipher.start(buffer(request.iv));
  cipher.update(buffer(data));
  if (!cipher.finish()) return undefined;
  return Uint8Array.from(cipher.output.getBytes(), (character) => character.charCodeAt(0));
}

async function startCipher(
  { cipher, key }: CbcRequest,
  buffer: (bytes: Uint8Array) => NodeForgeBuffer,
): Promise<NodeForgeCipher> {
  switch (cipher) {
    case 'aes': {
      const { default: aes } = await import('node-forge/lib/aes.js');
      return aes.createDecryptionCipher(buffer(key), 'CBC');
    }
    case 'triple-des': {
      const { default: des } = await import('node-forge/lib/des.js');
      return des.createDecryptionCipher(buffer(key), 'CBC');
    }
    case 'rc2-40':
    case 'rc2-128': {
      const { default: rc2 } = await import('node-forge/lib/rc2.js');
      return rc2.createDecryptionCipher(buffer(key), cipher === 'rc2-40' ? 40 : 128);
    }
  }
}

function toBinary(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
