/** Times at which something ends. */
import type { Clock } from '../../../clock.ts';

interface Timed {
  readonly clock: Clock;
}

/** Whether something has ended. */
export function isOver({ clock }: Timed, { expiresAt }: { readonly expiresAt: number }): boolean {
  return expiresAt <= clock.now().getTime();
}

/** The time some seconds from now, in milliseconds since 1970. */
export function inSeconds({ clock }: Timed, seconds: number): number {
  return clock.now().getTime() + seconds * 1000;
}
