/**
 * Seals with keys on a token, SoftHSM's.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPkcs11Module, openPkcs11Signer, type Pkcs11Signer } from '@eseal/signer-pkcs11';
import { createGoodWorld, systemClock, toPem } from '@eseal/testkit';
import { openSoftHsm, type SoftHsm } from '@eseal/testkit/server';
import { type AlgorithmCase, algorithmNamed } from '../lib/algorithms.ts';
import { type SealingWorld, sealingWorldOf } from '../lib/sealing-world.ts';
import type { Workbench } from '../lib/workbench.ts';

/** What SoftHSM can sign with. */
export const tokenAlgorithms: readonly AlgorithmCase[] = [
  'RSA-2048',
  'RSA-PSS',
  'P-256',
  'P-384',
  'P-521',
  'Ed25519',
].map(algorithmNamed);

/** A token with the keys of worlds. */
export interface TokenWorlds extends AsyncDisposable {
  /** A world whose seal certificate is of a key on the token. */
  open(algorithm: AlgorithmCase, bench: Workbench): Promise<SealingWorld>;
}

/** Makes a token; its library is in this process until it is disposed of. */
export async function openTokenWorlds(): Promise<TokenWorlds> {
  const hsm = openSoftHsm();
  const module = await openPkcs11Module(hsm.module);
  const signers: Pkcs11Signer[] = [];
  return {
    async open({ name, key, algorithm }, bench) {
      const world = await createGoodWorld({ now: systemClock, keyOf: { seal: key() } });
      const label = importKey(hsm, name, world.seal.pkcs8);
      const signer = await openPkcs11Signer({
        module,
        token: hsm.token,
        key: { label },
        certificates: [...world.chain],
        algorithms: [algorithm],
        pin: () => hsm.token.pin,
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

/** Puts a key on the token by SoftHSM's own program; gives its label. */
function importKey({ directory, token, environment }: SoftHsm, name: string, pkcs8: Uint8Array): string {
  const label = name.replaceAll(' ', '-');
  const file = join(directory, `${label}.pem`);
  writeFileSync(file, toPem('PRIVATE KEY', pkcs8), { mode: 0o600 });
  const id = Buffer.from(label).toString('hex');
  const where = ['--token', token.label, '--pin', token.pin];
  const { status, stderr } = spawnSync(
    'softhsm2-util',
    ['--import', file, '--label', label, '--id', id, ...where],
    { encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  if (status !== 0) throw new Error(`the token did not take the key: ${stderr}`);
  return label;
}
