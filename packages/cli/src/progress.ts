/**
 * How far a run over several documents is: a bar on a terminal, a line for each document elsewhere, on standard error.
 *
 * @module
 */
import type { CommandIo } from './io.ts';

/** Tells of progress until it is disposed of. */
export interface Progress extends Disposable {
  /** Begins with the next document. */
  next(name: string): void;
  /** Takes the bar away, for what else is to be written. */
  clear(): void;
}

const SILENT: Progress = { next: () => undefined, clear: () => undefined, [Symbol.dispose]: () => undefined };

/** Carriage return, then erase to the end of the line (ECMA-48 §8.3.41). */
const CLEAR_LINE = '\r\u001b[K';
const WIDTH = 24;

/** Progress over `total` documents; silent for one alone, and with `--quiet`. */
export function createProgress(
  total: number,
  io: CommandIo,
  { quiet = false }: { readonly quiet?: boolean },
): Progress {
  if (quiet || total < 2) return SILENT;
  const columns = io.stderrColumns;
  let begun = 0;
  const clear = (): void => {
    if (columns !== undefined) io.stderr(CLEAR_LINE);
  };
  return {
    next(name) {
      const line = columns === undefined ? '' : drawBar(begun, total, name, columns);
      begun++;
      io.stderr(columns === undefined ? `${begun}/${total} ${name}\n` : `${CLEAR_LINE}${line}`);
    },
    clear,
    [Symbol.dispose]: clear,
  };
}

function drawBar(done: number, total: number, name: string, columns: number): string {
  const filled = Math.floor((done / total) * WIDTH);
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} `;
  // Japanese characters take two columns.
  return bar + name.slice(0, Math.max(0, Math.floor((columns - bar.length - 1) / 2)));
}
