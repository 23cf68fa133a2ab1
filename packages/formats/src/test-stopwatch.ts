/**
 * How long work takes, for tests of what is made to take long: time of the processor where the runtime tells it, since other
 * programs are busy too.
 *
 * @module
 */

/** As Node has it. */
interface CpuTimes {
  cpuUsage(): { readonly user: number; readonly system: number };
}

const { process } = globalThis as { readonly process?: Partial<CpuTimes> };

/**
 * Milliseconds within which hostile input has to be done with: several times what it takes, for a slow machine (and, in a
 * browser, for other programs), and far below what it takes when nothing bounds it.
 */
export const SOON: number = process?.cpuUsage === undefined ? 20_000 : 5000;

/** Milliseconds since some time. */
function milliseconds(): number {
  const times = process?.cpuUsage?.();
  return times === undefined ? performance.now() : (times.user + times.system) / 1000;
}

/** Starts to measure; the result tells the milliseconds since. */
export function startStopwatch(): () => number {
  const started = milliseconds();
  return () => milliseconds() - started;
}
