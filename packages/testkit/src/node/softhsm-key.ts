/**
 * Keys of the provider of remote keys that lie in SoftHSM. They are made and used by OpenSC's `pkcs11-tool`, a process for each
 * signature: slow, and in the way of nobody who has SoftHSM open in this process.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestInfo, HASHES } from '../services/rssp/keys/digest-info.ts';
import type { HashOid, HashScheme, RsspKey } from '../services/rssp/keys/rssp-key.ts';
import type { SoftHsm } from './softhsm.ts';

/** Kinds of key that {@link openSoftHsmKey} makes; `pkcs11-tool` of OpenSC 0.23 cannot read the public half of P-384 keys. */
export type SoftHsmKeyKind = 'rsa-2048' | 'rsa-3072' | 'p256' | 'p521';

type KindRow = Pick<RsspKey, 'bits' | 'curve' | 'scheme'> & { readonly type: string };

const KINDS: Readonly<Record<SoftHsmKeyKind, KindRow>> = {
  'rsa-2048': { scheme: 'rsa', type: 'rsa:2048', bits: 2048, curve: undefined },
  'rsa-3072': { scheme: 'rsa', type: 'rsa:3072', bits: 3072, curve: undefined },
  p256: { scheme: 'ecdsa', type: 'EC:prime256v1', bits: 256, curve: '1.2.840.10045.3.1.7' },
  p521: { scheme: 'ecdsa', type: 'EC:secp521r1', bits: 521, curve: '1.3.132.0.35' },
};

/**
 * Makes a key in a token of SoftHSM, for a credential of `createRssp`. No other module is taken: this is for tests.
 *
 * @throws Error where `pkcs11-tool` is missing or refuses
 * @example
 * ```ts
 * import { createRssp } from '@eseal/testkit';
 * import { openSoftHsm, openSoftHsmKey } from '@eseal/testkit/server';
 *
 * using hsm = openSoftHsm();
 * const key = await openSoftHsmKey(hsm, 'p256');
 * const rssp = await createRssp({ credentials: [{ id: 'seal', user: 'keiri', key, authorization: { mode: 'implicit' } }] });
 * console.log(rssp.urls.v2);
 * ```
 */
export async function openSoftHsmKey(hsm: SoftHsm, kind: SoftHsmKeyKind): Promise<RsspKey> {
  const { type, ...row } = KINDS[kind];
  const id = Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(8))).toString('hex');
  await runTool(hsm, ['--keypairgen', '--key-type', type, '--id', id, '--label', `rssp-${id}`]);
  const publicKey = await withFiles(hsm, async (path) => {
    const out = path('public');
    await runTool(hsm, ['--read-object', '--type', 'pubkey', '--id', id, '--output-file', out]);
    return Uint8Array.from(await readFile(out));
  });
  return {
    kind: 'rssp-key',
    ...row,
    publicKey,
    signHash: (scheme, hashOid, hash) =>
      withFiles(hsm, async (path) => {
        const { input, mechanism } = operation(scheme, hashOid, hash);
        const [from, to] = [path('input'), path('value')];
        await writeFile(from, input);
        await runTool(hsm, ['--sign', '--id', id, ...mechanism, '--input-file', from, '--output-file', to]);
        return Uint8Array.from(await readFile(to));
      }),
  };
}

interface Operation {
  readonly input: Uint8Array;
  readonly mechanism: readonly string[];
}

/** What the token is given, and by which mechanism it signs (PKCS #11 v3.1 §6.1.6, §6.1.10, §6.3.12). */
function operation(scheme: HashScheme, hashOid: HashOid, hash: Uint8Array): Operation {
  const { length, name } = HASHES[hashOid];
  const digest = name.replace('-', '');
  const pss = ['--hash-algorithm', digest, '--mgf', `MGF1-${digest}`, '--salt-len', String(length)];
  const operations: Readonly<Record<HashScheme, Operation>> = {
    'rsa-pkcs1': { input: digestInfo(hashOid, hash), mechanism: ['--mechanism', 'RSA-PKCS'] },
    'rsa-bare': { input: hash, mechanism: ['--mechanism', 'RSA-PKCS'] },
    'rsa-pss': { input: hash, mechanism: ['--mechanism', 'RSA-PKCS-PSS', ...pss] },
    ecdsa: { input: hash, mechanism: ['--mechanism', 'ECDSA', '--signature-format', 'openssl'] },
  };
  return operations[scheme];
}

/** Runs something with files that are removed after it. */
async function withFiles<Result>(
  { directory }: SoftHsm,
  use: (path: (name: string) => string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(directory, 'rssp-'));
  try {
    return await use((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runTool({ module, token, environment }: SoftHsm, args: readonly string[]): Promise<void> {
  const common = ['--module', module, '--token-label', token.label, '--login', '--pin', token.pin];
  const child = spawn('pkcs11-tool', [...common, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    const errors: string[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`pkcs11-tool failed: ${errors.join('')}`));
    });
  });
}
