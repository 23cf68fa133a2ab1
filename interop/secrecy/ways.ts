/**
 * The ways of the command to a key, each with its secrets in the environment and its files in a folder that is not searched.
 *
 * @module
 */
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  generateTokenKey,
  installCertificates,
  openPkcs11Module,
  openPkcs11Token,
} from '@eseal/signer-pkcs11';
import { createGoodWorld, createPfx, systemClock, toPem, type World } from '@eseal/testkit';
import { openSoftHsm, type SoftHsm } from '@eseal/testkit/server';
import { certifySeal } from '../lib/certify-seal.ts';
import { type Canary, canariesOf, secretsOfRsaKey } from './canaries.ts';
import { type MarkedService, SECRETS } from './marked-service.ts';

/** A way of the command to a key. */
export type Way = 'pkcs12' | 'pem' | 'pkcs11' | 'csc' | 'csc-v1';

/** What the command is given. */
export interface Given {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Every way, and what must be nowhere. */
export interface Ways extends Disposable {
  given(way: Way, config?: Readonly<Record<string, unknown>>): Given;
  readonly canaries: readonly Canary[];
}

/** Puts keys where the ways lead. */
export async function openWays(folder: string, service: MarkedService): Promise<Ways> {
  mkdirSync(folder, { recursive: true });
  const world = await createGoodWorld({ key: 'rsa-2048', now: systemClock });
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const { pkcs8 } = world.seal;
  const p12 = write(
    'seal.p12',
    await createPfx({ pkcs8, certificates: world.chain, friendlyName: 'seal' }, SECRETS.pin),
  );
  const key = write('seal.key.pem', toPem('PRIVATE KEY', pkcs8));
  const certificates = write('seal.chain.pem', toPem('CERTIFICATE', ...world.chain));
  const hsm = await openToken(world);
  const csc = (url: string, config: Readonly<Record<string, unknown>>): Given => ({
    args: [
      '--csc',
      url,
      '--csc-config',
      write('csc.json', JSON.stringify({ ...CONFIG, ...config })),
      '--allow-host',
      '127.0.0.1',
    ],
    env: { SECRET: SECRETS.clientSecret, PASSWORD: SECRETS.userPassword, PIN: SECRETS.pin },
  });
  const withPin = (args: readonly string[]): Given => ({
    args: [...args, '--pin-env', 'PIN'],
    env: { PIN: SECRETS.pin },
  });
  const ways: Readonly<Record<Way, (config: Readonly<Record<string, unknown>>) => Given>> = {
    pkcs12: () => withPin(['--pkcs12', p12]),
    pem: () => ({ args: ['--key', key, '--certificates', certificates], env: {} }),
    pkcs11: () => {
      const { args, env } = withPin(['--pkcs11', hsm.module, '--token', hsm.token.label]);
      return { args, env: { ...env, ...hsm.environment } };
    },
    csc: (config) => csc(service.v2, config),
    'csc-v1': (config) => csc(service.v1, config),
  };
  return {
    given: (way, config = {}) => ways[way](config),
    canaries: canariesOf({
      ...SECRETS,
      ...secretsOfRsaKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })),
    }),
    [Symbol.dispose]: () => hsm[Symbol.dispose](),
  };
}

/** The configuration of `--csc`. */
const CONFIG = {
  credentialId: 'seal',
  authentication: { kind: 'oauth2client', clientId: 'sealing-app', clientSecretEnv: 'SECRET' },
  authorization: { kind: 'factors', factorsEnv: { PIN: 'PIN' } },
};

/** A token with a marked PIN, and a key that was made on it. */
async function openToken(world: World): Promise<SoftHsm> {
  const hsm = openSoftHsm({ tokens: [{ label: 'seals', pin: SECRETS.pin }] });
  using module = await openPkcs11Module(hsm.module);
  await using token = await openPkcs11Token({ module, token: hsm.token, pin: () => SECRETS.pin });
  const { publicKey } = await generateTokenKey(token, { label: 'seal', kind: 'p256' });
  await installCertificates(token, { label: 'seal' }, await certifySeal(world, publicKey));
  return hsm;
}
