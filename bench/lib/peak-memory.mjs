/** The most memory that another process had. */
import { readFileSync } from 'node:fs';

/**
 * VmHWM of a process in MB, as the kernel knows it; `undefined` where it does not say so, or the process is gone.
 *
 * @see proc(5)
 */
export function peakMemoryOf(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return undefined;
  }
}
