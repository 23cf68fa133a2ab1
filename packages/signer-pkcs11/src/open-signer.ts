/**
 * A Signer over a private key on a token.
 *
 * @module
 */
import { type CallOptions, CoreError, type Signer, type SignRequest, untilAborted } from '@eseal/core';
import { chooseAlgorithms, type SignatureAlgorithm, throwIfAborted } from '@eseal/core/crypto';
import { type CertificateInput, orderChain, toCertificates } from '@eseal/core/x509';
import type { Pkcs11Binding } from './binding.ts';
import { ownCertificate, parseReadable } from './certificates.ts';
import type { KeySelector } from './find-key.ts';
import type { TokenSelector } from './find-token.ts';
import { openOwnModule, type Pkcs11Module } from './module.ts';
import type { PinCallback } from './pin.ts';
import { openTokenKey, type TokenKey, type TokenKeyOptions } from './token-key.ts';
import { openWorkerKey } from './worker/worker-key.ts';

/** Options of {@link openPkcs11Signer}. */
export interface Pkcs11SignerOptions {
  /** Path of the vendor's library, or a module that several signers share. */
  readonly module: string | Pkcs11Module;
  /** The token, by its label or serial number. */
  readonly token: TokenSelector;
  /** The private key, by its label or identifier. Default the key that a certificate belongs to. */
  readonly key?: KeySelector;
  /** The seal's certificate and its issuers, in any order. Those on the token are used beside them. */
  readonly certificates?: CertificateInput;
  /** Gives the PIN when the token wants it; it is left out for tokens with a keypad of their own. */
  readonly pin?: PinCallback;
  /** Which of the key's algorithms to offer, in order of preference. Default: all, shortest digest first. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** Most operations at a time, each in a session of its own. Default 4. */
  readonly sessions?: number;
  /**
   * Where the token is waited for: `threadpool` signs in Node's thread pool, and waits for everything else where it is called;
   * `worker` has a thread for each session, so that a slow network to the HSM holds up nothing. Default `threadpool`.
   */
  readonly mode?: 'threadpool' | 'worker';
  /** An instance of the class `PKCS11` of pkcs11js, or one with the same functions. Not in workers. */
  readonly binding?: Pkcs11Binding;
}

/** A Signer that holds sessions on a token. */
export type Pkcs11Signer = Signer & AsyncDisposable;

/** Most requests in one call: a token authorises a login, not a number. */
const MAX_BATCH = 1000;

const DEFAULT_SESSIONS = 4;

/** Most sessions: threads of a process, and what HSMs give one client. */
const MAX_SESSIONS = 64;

/**
 * Opens a key on a token. The user is logged in once, and again when the token was away; after a wrong PIN the signer tries
 * no other.
 *
 * @throws Pkcs11Error `PKCS11_BINDING_MISSING`, `PKCS11_MODULE_UNUSABLE`, `PKCS11_TOKEN_NOT_FOUND`,
 * `PKCS11_TOKEN_AMBIGUOUS`, `PKCS11_KEY_AMBIGUOUS`, `PKCS11_PIN_EXPIRED`
 * @throws CoreError `SIGNER_PIN_INCORRECT`, `SIGNER_PIN_LOCKED`, `SIGNER_UNAUTHORIZED`, `SIGNER_KEY_NOT_FOUND`,
 * `SIGNER_KEY_UNUSABLE`, `SIGNER_UNAVAILABLE`, `CERTIFICATE_KEY_MISMATCH`, `UNSUPPORTED_ALGORITHM`, `INVALID_ARGUMENT`
 * @example
 * ```ts
 * import { seal } from '@eseal/core';
 * import { pades } from '@eseal/formats/pades';
 * import { openPkcs11Signer } from '@eseal/signer-pkcs11';
 *
 * export async function sealWithHsm(pdf: Uint8Array, askPin: () => Promise<string>) {
 *   await using signer = await openPkcs11Signer({
 *     module: '/usr/lib/softhsm/libsofthsm2.so',
 *     token: { label: 'seals' },
 *     key: { label: 'company seal' },
 *     pin: askPin,
 *   });
 *   return seal(pdf, { signer, format: pades() });
 * }
 * ```
 */
export async function openPkcs11Signer(options: Pkcs11SignerOptions): Promise<Pkcs11Signer> {
  const sessions = assertSessions(options.sessions ?? DEFAULT_SESSIONS);
  const given = options.certificates === undefined ? [] : toCertificates(options.certificates);
  const key = await openKey(options, {
    token: options.token,
    key: options.key ?? {},
    ...(given.length > 0 && { publicKeys: given.map(({ publicKey }) => publicKey.raw) }),
    pin: options.pin,
    sessions,
    blocking: false,
  });
  try {
    const pool = [...given, ...parseReadable(key.certificates)];
    const algorithms = chooseAlgorithms(key.algorithms, options.algorithms);
    const own = await ownCertificate(key, given.length > 0 ? given : pool);
    return {
      certificates: orderChain(own, pool),
      algorithms,
      maxBatch: MAX_BATCH,
      sign: (requests, call = {}) => signAll(key, { requests, algorithms, sessions }, call),
      [Symbol.asyncDispose]: () => key.close(),
    };
  } catch (error) {
    await key.close();
    throw error;
  }
}

function assertSessions(sessions: number): number {
  if (Number.isInteger(sessions) && sessions >= 1 && sessions <= MAX_SESSIONS) return sessions;
  throw new CoreError('INVALID_ARGUMENT', `sessions is ${sessions}; 1 to ${MAX_SESSIONS} are possible`);
}

async function openKey(options: Pkcs11SignerOptions, keyOptions: TokenKeyOptions): Promise<TokenKey> {
  const { module, mode = 'threadpool', binding } = options;
  if (mode === 'worker') {
    if (binding !== undefined)
      throw new CoreError('INVALID_ARGUMENT', 'a binding cannot be handed to workers');
    return openWorkerKey(typeof module === 'string' ? module : module.path, keyOptions);
  }
  if (typeof module !== 'string') return openTokenKey(module, keyOptions);
  const own = await openOwnModule(module, { ...(binding && { binding }) });
  return closingAfter(
    own,
    await openTokenKey(own, keyOptions).catch((error: unknown) => {
      own[Symbol.dispose]();
      throw error;
    }),
  );
}

/** The key, closing the module that was opened for it after it. */
function closingAfter(module: Pkcs11Module, key: TokenKey): TokenKey {
  return {
    ...key,
    close: async () => {
      await key.close();
      module[Symbol.dispose]();
    },
  };
}

interface Batch {
  readonly requests: readonly SignRequest[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly sessions: number;
}

async function signAll(
  key: TokenKey,
  { requests, algorithms, sessions }: Batch,
  { signal }: CallOptions,
): Promise<readonly Uint8Array[]> {
  if (requests.length === 0 || requests.length > MAX_BATCH)
    throw new CoreError(
      'INVALID_ARGUMENT',
      `${requests.length} requests in a call; 1 to ${MAX_BATCH} are taken`,
    );
  const foreign = requests.find(({ algorithm }) => !algorithms.includes(algorithm));
  if (foreign !== undefined)
    throw new CoreError('UNSUPPORTED_ALGORITHM', `the key is not offered for ${foreign.algorithm}`);
  throwIfAborted(signal);
  const values: Uint8Array[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      throwIfAborted(signal);
      const { algorithm, dataToBeSigned } = requests[index] as SignRequest;
      values[index] = await key.sign(algorithm, dataToBeSigned).catch((error: unknown) => {
        // One that fails ends the call: the token is spared the others.
        next = requests.length;
        throw error;
      });
    }
  };
  const all = Promise.all(Array.from({ length: Math.min(sessions, requests.length) }, work));
  // What the token is at cannot be taken back; its value is not used.
  await untilAborted(all, signal);
  return values;
}
