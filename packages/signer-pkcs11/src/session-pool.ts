/**
 * Sessions on a token: PKCS #11 has one operation in a session at a time, so that operations side by side need sessions of
 * their own.
 *
 * @see PKCS #11 v3.1 §5.6
 * @module
 */
import { CoreError } from '@eseal/core';
import type { Handle, Pkcs11Binding } from './binding.ts';
import { attempt } from './module.ts';
import { CKR } from './return-values.ts';
import { returnValueOf, tokenError } from './token-error.ts';

/** Longest signature value: RSA with 16384 bits. */
const MAX_VALUE = 2048;

/** A session with the memory of the operation that is under way in it. */
export interface TokenSession {
  readonly handle: Handle;
  /** Where the token writes the value. */
  readonly output: Buffer;
  /** What it is signing: the binding does not keep it from being collected. */
  input: Buffer | undefined;
}

/** What sessions are opened with. */
export interface SessionPoolOptions {
  readonly binding: Pkcs11Binding;
  readonly slot: Handle;
  /** Flags of C_OpenSession. */
  readonly flags: number;
  /** Most sessions at a time. */
  readonly limit: number;
}

/** Sessions that are opened as they are needed, up to a limit. */
export class SessionPool {
  readonly #options: SessionPoolOptions;
  readonly #idle: TokenSession[] = [];
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #limit: number;
  /** What is done in the last session before it is closed, once the pool closes. */
  #closing: { readonly last: (session: Handle) => void; readonly done: () => void } | undefined;

  constructor(options: SessionPoolOptions) {
    this.#options = options;
    this.#limit = options.limit;
  }

  /**
   * A session that nobody else uses until it is given back: an idle one, a new one, or the next that is given back.
   *
   * @throws CoreError `SIGNER_UNAVAILABLE` once the pool was closed
   */
  async acquire(): Promise<TokenSession> {
    for (;;) {
      if (this.#closing !== undefined)
        throw new CoreError('SIGNER_UNAVAILABLE', 'the way to the token was closed');
      const session = this.#idle.pop() ?? this.#openForNext();
      if (session !== undefined) return session;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Gives a session back. */
  release(session: TokenSession): void {
    session.input = undefined;
    if (this.#closing === undefined) {
      this.#idle.push(session);
      this.#waiting.shift()?.();
    } else this.discard(session);
  }

  /**
   * Gives back a session that an operation failed in, whose state is not known: another takes its place. It is opened first,
   * since the token logs out with the last session.
   */
  replace(session: TokenSession): void {
    const next = this.#closing === undefined ? this.#tryOpen() : undefined;
    if (next === undefined) {
      this.discard(session);
      return;
    }
    attempt(() => this.#options.binding.C_CloseSession(session.handle));
    this.release({ handle: next, output: session.output, input: undefined });
  }

  /** Closes a session. */
  discard(session: TokenSession): void {
    const { binding } = this.#options;
    if (this.#open === 1) this.#closing?.last(session.handle);
    attempt(() => binding.C_CloseSession(session.handle));
    this.#open--;
    this.#waiting.shift()?.();
    if (this.#open === 0) this.#closing?.done();
  }

  /**
   * Closes all sessions; those in use when they are given back.
   *
   * @param last - done in the last session before it is closed
   */
  close(last: (session: Handle) => void): Promise<void> {
    return new Promise((done) => {
      this.#closing = { last, done };
      if (this.#open === 0) done();
      for (const session of this.#idle.splice(0)) this.discard(session);
      // Nobody gets a session anymore.
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Where none can be opened, the others who wait are not to wait for one that nobody will give back. */
  #openForNext(): TokenSession | undefined {
    try {
      return this.#openNew();
    } catch (error) {
      this.#waiting.shift()?.();
      throw error;
    }
  }

  #tryOpen(): Handle | undefined {
    const { binding, slot, flags } = this.#options;
    try {
      return binding.C_OpenSession(slot, flags);
    } catch {
      return undefined;
    }
  }

  #openNew(): TokenSession | undefined {
    if (this.#open >= this.#limit) return undefined;
    const { binding, slot, flags } = this.#options;
    try {
      const handle = binding.C_OpenSession(slot, flags);
      this.#open++;
      return { handle, output: Buffer.allocUnsafeSlow(MAX_VALUE), input: undefined };
    } catch (error) {
      // The token has fewer sessions than were hoped for: make do with those there are.
      if (returnValueOf(error) !== CKR.SESSION_COUNT || this.#open === 0)
        throw tokenError(error, 'opening a session');
      this.#limit = this.#open;
      return undefined;
    }
  }
}
