/**
 * Runs targets on inputs in a thread, and begins another thread where one was lost.
 *
 * @module
 */
import { Worker } from 'node:worker_threads';
import type { Problem } from './judge.ts';
import type { Message, Progress, Work } from './worker.ts';

/** An input that shows a problem. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
  readonly problem: Problem;
  /** `undefined` when the thread was lost: it can be made again from seed and number. */
  readonly input: Uint8Array | undefined;
}

/** What to run, and how much of it. */
export type Extent = Omit<Work, 'progress'>;

/** Who is told what. */
export interface Listener {
  found(finding: Finding): void;
  done(target: string, inputs: number): void;
}

/** After how many seconds an input counts as endless: long, since the machine may be busy. */
const ENDLESS = 60;

/** Most memory of the thread's own heap in megabytes; more than any input may take beside what the thread has. */
const HEAP = 700;

/** Runs each target in turn. */
export async function fuzz(extent: Extent, listener: Listener): Promise<void> {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const { seed, targets } = extent;
  for (;;) {
    const before = Atomics.load(progress, 1);
    const problem = await runThread({ ...extent, progress }, listener);
    const target = targets[Atomics.load(progress, 0)];
    if (target === undefined) return;
    if (problem === undefined) throw new Error(`the thread ended early, at ${target}`);
    const number = Atomics.load(progress, 1);
    if (number === 0 && before === 0 && problem.kind === 'exception') throw new Error(problem.message);
    listener.found({ target, seed, number, input: undefined, problem });
    Atomics.add(progress, 1, 1);
  }
}

/** Node 20 reads TypeScript in a thread only after this. */
const BOOTSTRAP = `
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL('./worker.ts', import.meta.url).href)});
  });
`;

/** What ended the thread before its work was done; `undefined` when nothing did. */
function runThread(work: Work, listener: Listener): Promise<Problem | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(BOOTSTRAP, {
      eval: true,
      workerData: work,
      execArgv: ['--conditions=@eseal/source'],
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
    });
    const end = (problem?: Problem): void => {
      clearInterval(watch);
      resolve(problem);
      void worker.terminate();
    };
    const watch = watchProgress(work.progress, () =>
      end({ kind: 'never-ended', message: `no end after ${ENDLESS} s` }),
    );
    worker.on('message', (message: Message) => {
      if (message.kind === 'problem') listener.found({ ...message, seed: work.seed });
      else listener.done(message.target, message.inputs);
    });
    worker.on('error', (error) =>
      end({
        kind: 'exception',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    worker.on('exit', (code) =>
      end(code === 0 ? undefined : { kind: 'never-ended', message: `the thread ended with ${code}` }),
    );
  });
}

/** Calls back when the same input is at work for too long. */
function watchProgress(progress: Progress, stuck: () => void): NodeJS.Timeout {
  let last = '';
  let since = Date.now();
  return setInterval(() => {
    const at = `${Atomics.load(progress, 0)} ${Atomics.load(progress, 1)}`;
    if (at !== last) since = Date.now();
    else if (Date.now() - since > ENDLESS * 1000) stuck();
    last = at;
  }, 500);
}
