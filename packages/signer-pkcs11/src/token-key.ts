/**
 * A private key on a token, signing: found, logged in to, and found again when the token was away.
 *
 * @module
 */
import { CoreError, equalBytes } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { publicKeysOf, readCertificates } from './certificates.ts';
import { findKey, type KeySelector } from './find-key.ts';
import type { TokenSelector } from './find-token.ts';
import { describeKey, type KeyObject } from './key-object.ts';
import { planSigning, type SigningPlan, signingMechanisms } from './mechanisms.ts';
import type { Pkcs11Module } from './module.ts';
import { Credentials, type PinCallback } from './pin.ts';
import { type SigningContext, signValue } from './sign-value.ts';
import { isLost, tokenError } from './token-error.ts';
import { inSession, openTokenSessions } from './token-sessions.ts';

/** A key that signs, in whichever thread the calls to its module run. */
export interface TokenKey {
  /** DER of the SubjectPublicKeyInfo; `undefined` where the token does not tell it. */
  readonly publicKey: Uint8Array | undefined;
  /** What it signs with, in order of preference. */
  readonly algorithms: readonly SignatureAlgorithm[];
  /** DER of the certificates on the token, in no order. */
  readonly certificates: readonly Uint8Array[];
  /** A signature value; ECDSA as DER. */
  sign(algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  /** Closes its sessions. */
  close(): Promise<void>;
}

/** Which key, and how it is got at. */
export interface TokenKeyOptions {
  readonly token: TokenSelector;
  readonly key: KeySelector;
  /** SubjectPublicKeyInfos of the certificates that are given; without, those of the token. */
  readonly publicKeys?: readonly Uint8Array[];
  readonly pin: PinCallback | undefined;
  /** Most sessions, and so most operations at a time. */
  readonly sessions: number;
  /** Whether the thread waits while the token signs. */
  readonly blocking: boolean;
}

/** The key in its sessions, until they are lost. */
interface Connection extends SigningContext {
  readonly plans: ReadonlyMap<SignatureAlgorithm, SigningPlan>;
  readonly certificates: readonly Uint8Array[];
}

/**
 * Opens a key.
 *
 * @throws EsealError why the token, the login or the key is not to be had
 */
export async function openTokenKey(module: Pkcs11Module, options: TokenKeyOptions): Promise<TokenKey> {
  const credentials = new Credentials(options.pin);
  const first = await connect(module, options, credentials);
  const { id, label } = first.key;
  const again = { ...options, key: { label, ...(id.length > 0 && { id }) } };
  const way = new WayToKey(first, async () => {
    const next = await connect(module, again, credentials);
    if (isSameKey(next.key, first.key)) return next;
    await next.sessions.close();
    throw new CoreError('SIGNER_KEY_NOT_FOUND', `the token has another key as ${describeKey(first.key)} now`);
  });
  return {
    publicKey: first.key.publicKey,
    algorithms: [...first.plans.keys()],
    certificates: first.certificates,
    sign: (algorithm, data) => way.sign(algorithm, data),
    close: () => way.close(),
  };
}

async function connect(
  module: Pkcs11Module,
  options: TokenKeyOptions,
  credentials: Credentials,
): Promise<Connection> {
  const { blocking, sessions: limit, token } = options;
  const sessions = await openTokenSessions(module, { token, credentials, sessions: limit, readWrite: false });
  try {
    const { binding } = sessions;
    return await inSession(sessions, ({ handle: session }) => {
      const from = { binding, session };
      const certificates = readCertificates(from);
      const known = options.publicKeys ?? publicKeysOf(certificates);
      const key = findKey(from, options.key, known);
      const plans = planSigning(key, signingMechanisms(binding, sessions.token.slot));
      return { sessions, key, credentials, blocking, plans, certificates };
    });
  } catch (error) {
    await sessions.close();
    throw error;
  }
}

function isSameKey(one: KeyObject, other: KeyObject): boolean {
  if (one.publicKey === undefined || other.publicKey === undefined) return one.type === other.type;
  return equalBytes(one.publicKey, other.publicKey);
}

/** The way to a key that is made anew when the token was away, for all operations under way together. */
class WayToKey {
  readonly #reconnect: () => Promise<Connection>;
  #live: Connection | undefined;
  #pending: Promise<Connection> | undefined;
  #closed = false;

  constructor(first: Connection, reconnect: () => Promise<Connection>) {
    this.#live = first;
    this.#reconnect = reconnect;
  }

  /** Signs; once more over a new connection when this one turns out to be lost. */
  async sign(algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Uint8Array> {
    const connection = this.#live ?? (await this.#connect());
    try {
      return await signWith(connection, algorithm, data);
    } catch (error) {
      // Another operation may have noticed first, and closed the sessions of this one.
      if (this.#closed || (this.#live === connection && !isLost(error))) throw tokenError(error, 'signing');
      this.#drop(connection);
    }
    const next = this.#live ?? (await this.#connect());
    return signWith(next, algorithm, data).catch((error: unknown) => {
      throw tokenError(error, 'signing');
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = this.#live ?? (await this.#pending?.catch(() => undefined));
    this.#live = undefined;
    await connection?.sessions.close();
  }

  #drop(connection: Connection): void {
    if (this.#live !== connection) return;
    this.#live = undefined;
    void connection.sessions.close();
  }

  #connect(): Promise<Connection> {
    if (this.#closed) throw new CoreError('SIGNER_UNAVAILABLE', 'the signer was disposed of');
    this.#pending ??= this.#reconnect()
      .then((connection) => {
        if (!this.#closed) this.#live = connection;
        return connection;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }
}

async function signWith(
  connection: Connection,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
): Promise<Uint8Array> {
  const plan = connection.plans.get(algorithm);
  if (plan === undefined)
    throw new CoreError('UNSUPPORTED_ALGORITHM', `the key is not offered for ${algorithm}`);
  return signValue(connection, plan, data);
}
