/**
 * Seals with keys that were made on a token, SoftHSM's.
 *
 * @module
 */
import {
  generateTokenKey,
  openPkcs11Module,
  openPkcs11Signer,
  openPkcs11Token,
  type Pkcs11Signer,
  type TokenKeyKind,
} from '@eseal/signer-pkcs11';
import { createGoodWorld, systemClock } from '@eseal/testkit';
import { openSoftHsm } from '@eseal/testkit/server';
import { type AlgorithmCase, algorithmNamed } from '../lib/algorithms.ts';
import { certifySeal } from '../lib/certify-seal.ts';
import { type SealingWorld, sealingWorldOf } from '../lib/sealing-world.ts';
import type { Workbench } from '../lib/workbench.ts';

/** What SoftHSM signs with, by names of the matrix: the key that is made for it. */
const KINDS: Readonly<Record<string, TokenKeyKind>> = {
  'RSA-2048': 'rsa-2048',
  'RSA-PSS': 'rsa-2048',
  'P-256': 'p256',
  'P-384': 'p384',
  'P-521': 'p521',
  Ed25519: 'ed25519',
};

/** Their algorithms. */
export const tokenAlgorithms: readonly AlgorithmCase[] = Object.keys(KINDS).map(algorithmNamed);

/** A token with the keys of worlds. */
export interface TokenWorlds extends AsyncDisposable {
  /** A world with a seal certificate for a key on the token. */
  open(algorithm: AlgorithmCase, bench: Workbench): Promise<SealingWorld>;
}

/** Makes a token; its library is in this process until it is disposed of. */
export async function openTokenWorlds(): Promise<TokenWorlds> {
  const hsm = openSoftHsm();
  const module = await openPkcs11Module(hsm.module);
  const options = { module, token: { serial: hsm.token.serial }, pin: () => hsm.token.pin };
  const signers: Pkcs11Signer[] = [];
  return {
    async open({ name, algorithm }, bench) {
      const kind = KINDS[name];
      if (kind === undefined) throw new TypeError(`the token has no key for ${name}`);
      const world = await createGoodWorld({ now: systemClock });
      await using token = await openPkcs11Token(options);
      const { id, publicKey } = await generateTokenKey(token, { label: name, kind });
      const certificates = [...(await certifySeal(world, publicKey))];
      const signer = await openPkcs11Signer({
        ...options,
        key: { id },
        certificates,
        algorithms: [algorithm],
      });
      signers.push(signer);
      return sealingWorldOf(world, signer, bench, `token-${name}`);
    },
    async [Symbol.asyncDispose]() {
      for (const signer of signers) await signer[Symbol.asyncDispose]();
      module[Symbol.dispose]();
      hsm[Symbol.dispose]();
    },
  };
}
