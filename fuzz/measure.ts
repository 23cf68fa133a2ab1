/**
 * What one input costs: CPU time of the process, since other programs are busy too, and the most memory it took at once.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What an input may cost at most. */
const LIMITS = { milliseconds: 1000, bytes: 200e6 } as const;

/** What an input cost, and what came of it. */
export interface Measurement {
  readonly milliseconds: number;
  /** How much the memory of the process grew, at its highest. */
  readonly bytes: number;
  /** What was thrown; `undefined` for nothing. */
  readonly error: unknown;
}

/** Runs something and measures it. Nothing else may run in the process at the same time. */
export async function measure(run: () => Promise<unknown>): Promise<Measurement> {
  const memory = startMemory();
  const before = process.cpuUsage();
  let error: unknown;
  try {
    await run();
  } catch (thrown) {
    error = thrown;
  }
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, bytes: memory(), error };
}

/** Whether a measurement is beyond the limits. */
export function isTooMuch({ milliseconds, bytes }: Measurement): boolean {
  return milliseconds > LIMITS.milliseconds || bytes > LIMITS.bytes;
}

/** Where Linux keeps the memory of a process, and forgets the highest when 5 is written there (proc(5)). */
const STATUS = '/proc/self/status';
const CLEAR = '/proc/self/clear_refs';

/** How far the highest may lie above the present before it is forgotten, which takes a while. */
const SLACK = 32e6;

/** Notes the memory of now; the result tells the growth up to the highest since, or {@link SLACK} at most too much. */
function startMemory(): () => number {
  if (!existsSync(CLEAR)) {
    // Elsewhere than on Linux: what is left in the end.
    const before = heapBytes();
    return () => heapBytes() - before;
  }
  const before = residentBytes('VmRSS');
  if (residentBytes('VmHWM') - before > SLACK) writeFileSync(CLEAR, '5');
  return () => residentBytes('VmHWM') - before;
}

function residentBytes(field: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(STATUS, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function heapBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
