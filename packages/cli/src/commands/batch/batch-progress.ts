/**
 * How far a batch is: a bar with its rate on a terminal, a line for each hundredth elsewhere, on standard error.
 *
 * @module
 */
import { Writable } from 'node:stream';
import type { CommandIo } from '../../io.ts';

/** Tells how far one stage of a batch is, until it is disposed of. */
export interface StageProgress extends Disposable {
  /** One document more is done. */
  next(): void;
}

const SILENT: StageProgress = { next: () => undefined, [Symbol.dispose]: () => undefined };

/** Progress of a stage over `total` documents. */
export async function createStageProgress(
  stage: string,
  total: number,
  io: CommandIo,
  { quiet = false }: { readonly quiet?: boolean },
): Promise<StageProgress> {
  if (quiet) return SILENT;
  return io.stderrColumns === undefined
    ? plainLines(stage, total, io)
    : drawnBar(stage, total, io, io.stderrColumns);
}

function plainLines(stage: string, total: number, io: CommandIo): StageProgress {
  const step = Math.max(1, Math.ceil(total / 100));
  let done = 0;
  return {
    next() {
      done++;
      if (done % step === 0 || done === total) io.stderr(`${stage} ${done}/${total}\n`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

async function drawnBar(
  stage: string,
  total: number,
  io: CommandIo,
  columns: number,
): Promise<StageProgress> {
  const { default: cliProgress } = await import('cli-progress');
  const terminal = Object.assign(
    new Writable({
      write(text, _encoding, done) {
        io.stderr(String(text));
        done();
      },
    }),
    { isTTY: true, columns },
  );
  const bar = new cliProgress.SingleBar({
    stream: terminal,
    format: `${stage} [{bar}] {value}/{total} {speed}/s, {eta_formatted} left`,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  const begun = Date.now();
  let done = 0;
  bar.start(total, 0, { speed: '-' });
  return {
    next() {
      const seconds = (Date.now() - begun) / 1000;
      bar.update(++done, { speed: seconds > 0 ? Math.round(done / seconds) : '-' });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
