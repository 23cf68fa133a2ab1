/** The parts of node-forge that are used, by file, so that nothing else of it is loaded. */

interface NodeForgeBuffer {
  getBytes(): string;
}

interface NodeForgeCipher {
  readonly output: NodeForgeBuffer;
  start(iv: NodeForgeBuffer): void;
  update(input: NodeForgeBuffer): void;
  finish(): boolean;
}

interface NodeForgeBlockCipher {
  createDecryptionCipher(key: NodeForgeBuffer, mode: 'CBC'): NodeForgeCipher;
}

declare module 'node-forge/lib/util.js' {
  const util: { createBuffer(binary: string): NodeForgeBuffer };
  export = util;
}

declare module 'node-forge/lib/aes.js' {
  const aes: NodeForgeBlockCipher;
  export = aes;
}

declare module 'node-forge/lib/des.js' {
  const des: NodeForgeBlockCipher;
  export = des;
}

declare module 'node-forge/lib/rc2.js' {
  const rc2: { createDecryptionCipher(key: NodeForgeBuffer, effectiveBits: number): NodeForgeCipher };
  export = rc2;
}
