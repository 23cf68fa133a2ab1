/**
 * Where the code of the threads is: beside this module once it was built. In the sources, which tests run, it is TypeScript, and
 * tsx has to be registered in the thread first.
 *
 * @module
 */
import { Worker } from 'node:worker_threads';

/** Starts a thread. */
export function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url));
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url));
  const code = `import('tsx/esm/api').then(({ register }) => (register(), import(${source})))`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=@eseal/source'] });
}
