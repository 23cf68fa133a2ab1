/**
 * The thread that inputs run in: it can be ended when one of them never does.
 *
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { makeInput } from './input.ts';
import { judgeInput, type Problem } from './judge.ts';
import { targetNamed } from './targets/index.ts';

/** What a thread is to do. */
export interface Work {
  readonly targets: readonly string[];
  readonly seed: number;
  /** Most inputs of each target. */
  readonly inputs: number;
  /** Most seconds for each target. */
  readonly seconds: number;
  /** Where the thread tells how far it is, and goes on from where another was lost. */
  readonly progress: Progress;
}

/** Position of the target in the list, and number of its input. */
export type Progress = Int32Array<SharedArrayBuffer>;

/** What a thread tells. */
export type Message =
  | {
      readonly kind: 'problem';
      readonly target: string;
      readonly number: number;
      readonly input: Uint8Array;
      readonly problem: Problem;
    }
  | { readonly kind: 'done'; readonly target: string; readonly inputs: number };

const send = (message: Message): void => parentPort?.postMessage(message);

async function fuzz(name: string, { seed, inputs, seconds, progress }: Work): Promise<void> {
  const target = targetNamed(name);
  const seeds = await target.seeds();
  const deadline = Date.now() + seconds * 1000;
  let number = Atomics.load(progress, 1);
  for (; number < inputs && Date.now() < deadline; number++) {
    Atomics.store(progress, 1, number);
    const input = makeInput(target, seeds, seed, number);
    const problem = await judgeInput(target, input);
    if (problem !== undefined) send({ kind: 'problem', target: name, number, input, problem });
  }
  send({ kind: 'done', target: name, inputs: number });
}

async function work(all: Work): Promise<void> {
  const { progress, targets } = all;
  for (const name of targets.slice(Atomics.load(progress, 0))) {
    await fuzz(name, all);
    Atomics.store(progress, 1, 0);
    Atomics.add(progress, 0, 1);
  }
}

// An error that nobody waits for is one that nobody handles: the thread ends with it.
await work(workerData);
