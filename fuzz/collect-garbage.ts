/**
 * Frees what is not in use any more, so that it is not counted again.
 *
 * @module
 */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects garbage, and waits until buffers are given back, which happens beside. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  await setTimeout(20);
  collect();
}
