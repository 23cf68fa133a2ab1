/**
 * A thread with one session on a token, as the thread that uses it sees it.
 *
 * @module
 */
import type { Worker } from 'node:worker_threads';
import { assertNever, CoreError, type EsealError, isEsealError } from '@eseal/core';
import { assertPin, type Credentials, type PinRequest } from '../pin.ts';
import { errorOf, type FromWorker, type KeyDescription, type Task, type ToWorker } from './messages.ts';
import { startWorker } from './start-worker.ts';

type Result = KeyDescription | Uint8Array | undefined;

interface Pending {
  readonly outcome: Promise<Result>;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** What the caller's function for the PIN threw: the caller gets that back, not our words for it. */
  pinError?: { readonly error: unknown };
}

/** A thread that carries out one task at a time. */
export class TokenThread {
  readonly #worker: Worker;
  readonly #credentials: Credentials;
  #pending: Pending | undefined;
  #ended: EsealError | undefined;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
    this.#worker = startWorker();
    this.#worker.on('message', (message: FromWorker) => void this.#hear(message));
    this.#worker.on('error', (cause) => this.#end(cause));
    this.#worker.on('exit', () => this.#end(undefined));
    // A process may end while a signer is open.
    this.#worker.unref();
  }

  /** Whether the thread has ended. */
  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** Carries out a task, the one before which has ended. */
  run(task: Task): Promise<Result> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const pending = pendingTask();
    this.#pending = pending;
    this.#worker.ref();
    this.#tell({ kind: 'task', task });
    return pending.outcome;
  }

  /** Ends the thread, whatever it is at. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  async #hear(message: FromWorker): Promise<void> {
    switch (message.kind) {
      case 'done':
        this.#finish()?.resolve(message.result);
        break;
      case 'failed': {
        const pending = this.#finish();
        const error = this.#credentials.note(errorOf(message.error));
        pending?.reject(pending.pinError === undefined ? error : pending.pinError.error);
        break;
      }
      case 'pin':
        await this.#givePin(message.request);
        break;
      default:
        assertNever(message);
    }
  }

  #finish(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    this.#worker.unref();
    return pending;
  }

  /** Threads present PINs one after the other: the next is given when it is known what became of this one. */
  async #givePin(request: PinRequest): Promise<void> {
    const pending = this.#pending;
    try {
      await this.#credentials.inTurn(async () => {
        this.#send(await this.#askPin(request));
        await pending?.outcome.catch(() => undefined);
      });
    } catch (error) {
      if (pending !== undefined) pending.pinError = { error };
      this.#tell({ kind: 'no-pin' });
    }
  }

  async #askPin(request: PinRequest): Promise<Uint8Array<ArrayBuffer>> {
    const given = assertPin(await this.#credentials.pin?.(request));
    if (typeof given === 'string') return new TextEncoder().encode(given);
    const bytes = Uint8Array.from(given);
    given.fill(0);
    return bytes;
  }

  /** Moves the PIN over: this thread has it no longer. */
  #send(pin: Uint8Array<ArrayBuffer>): void {
    const message: ToWorker = { kind: 'pin', pin };
    this.#worker.postMessage(message, [pin.buffer]);
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #end(cause: unknown): void {
    this.#ended ??= isEsealError(cause)
      ? cause
      : new CoreError('SIGNER_UNAVAILABLE', 'the thread that uses the token has ended', {
          retryable: true,
          ...(cause !== undefined && { cause }),
        });
    this.#finish()?.reject(this.#ended);
  }
}

function pendingTask(): Pending {
  let resolve: Pending['resolve'] = () => undefined;
  let reject: Pending['reject'] = () => undefined;
  const outcome = new Promise<Result>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { outcome, resolve, reject };
}
