/**
 * A key on a token that is waited for in threads, one for each session: for HSMs behind a network, where every call takes a
 * round trip.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { Credentials } from '../pin.ts';
import type { TokenKey, TokenKeyOptions } from '../token-key.ts';
import type { KeyDescription, Task } from './messages.ts';
import { TokenThread } from './token-thread.ts';

/**
 * Opens a key in threads.
 *
 * @param module - path of the vendor's library
 * @throws what `openTokenKey` throws
 */
export async function openWorkerKey(module: string, options: TokenKeyOptions): Promise<TokenKey> {
  const { pin, sessions, blocking: _, ...rest } = options;
  const credentials = new Credentials(pin);
  const opening: Task = { kind: 'open', module, options: rest, hasPin: pin !== undefined };
  const threads: TokenThread[] = [];
  try {
    let key: KeyDescription | undefined;
    // One after the other: the first initialises the module and logs in, for the process.
    for (let count = 0; count < sessions; count++) {
      const opened = await openThread(credentials, opening);
      threads.push(opened.thread);
      key ??= opened.key;
    }
    if (key === undefined) throw new CoreError('INVALID_ARGUMENT', 'no session is asked for');
    return new WorkerKey(key, threads, () => openThread(credentials, opening));
  } catch (error) {
    await closeThreads(threads);
    throw error;
  }
}

interface OpenedThread {
  readonly thread: TokenThread;
  readonly key: KeyDescription;
}

async function openThread(credentials: Credentials, opening: Task): Promise<OpenedThread> {
  const thread = new TokenThread(credentials);
  try {
    const key = await thread.run(opening);
    if (key === undefined || key instanceof Uint8Array)
      throw new CoreError('UNEXPECTED', 'a thread opened no key');
    return { thread, key };
  } catch (error) {
    await closeThreads([thread]);
    throw error;
  }
}

/** The first to be opened is closed last: it is the one that may shut the module down. */
async function closeThreads(threads: readonly TokenThread[]): Promise<void> {
  for (const thread of threads.toReversed()) {
    await thread.run({ kind: 'close' }).catch(() => undefined);
    await thread.terminate();
  }
}

/** A key whose threads take what there is to sign in turn. */
class WorkerKey implements TokenKey {
  readonly publicKey: TokenKey['publicKey'];
  readonly algorithms: TokenKey['algorithms'];
  readonly certificates: TokenKey['certificates'];
  readonly #threads: TokenThread[];
  readonly #idle: TokenThread[];
  readonly #waiting: (() => void)[] = [];
  readonly #open: () => Promise<OpenedThread>;
  #closed = false;

  constructor(key: KeyDescription, threads: TokenThread[], open: () => Promise<OpenedThread>) {
    this.publicKey = key.publicKey;
    this.algorithms = key.algorithms;
    this.certificates = key.certificates;
    this.#threads = threads;
    this.#idle = [...threads];
    this.#open = open;
  }

  async sign(algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Uint8Array> {
    const thread = await this.#take();
    try {
      const value = await thread.run({ kind: 'sign', algorithm, data });
      if (value instanceof Uint8Array) return value;
      throw new CoreError('SIGNER_ANSWER_INVALID', 'a thread returned no value');
    } finally {
      await this.#giveBack(thread);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    while (this.#idle.length < this.#threads.length)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await closeThreads(this.#threads.splice(0));
  }

  async #take(): Promise<TokenThread> {
    for (;;) {
      if (this.#closed) throw new CoreError('SIGNER_UNAVAILABLE', 'the signer was disposed of');
      const thread = this.#idle.pop();
      if (thread !== undefined) return thread;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** A thread that has ended is replaced; where that fails, the next who takes it gets the reason. */
  async #giveBack(thread: TokenThread): Promise<void> {
    const next = thread.ended && !this.#closed ? await this.#replace(thread) : thread;
    this.#idle.push(next);
    this.#waiting.shift()?.();
  }

  async #replace(ended: TokenThread): Promise<TokenThread> {
    try {
      const { thread } = await this.#open();
      this.#threads.splice(this.#threads.indexOf(ended), 1, thread);
      return thread;
    } catch {
      return ended;
    }
  }
}
