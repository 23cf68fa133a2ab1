/**
 * `eseal batch`: seals any number of documents, and goes on where it was interrupted.
 *
 * @module
 */
import { resolve } from 'node:path';
import { isEsealError, type SealManyOptions } from '@eseal/core';
import { openFileJournal } from '@eseal/core/node';
import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, reportForm, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import { EXIT } from '../../exit-code.ts';
import { systemCode } from '../../files.ts';
import { openFormats } from '../../format-options.ts';
import type { CommandIo } from '../../io.ts';
import { jsonLine } from '../../json-text.ts';
import { makeDirectory } from '../../output.ts';
import { addSealingOptions, openSealing, type SealingOptions } from '../../sealing-options.ts';
import { readSecret } from '../../secrets.ts';
import { disposalOf } from '../../signer-options.ts';
import { batchFiles, decideManifest } from './batch-files.ts';
import { createStageProgress } from './batch-progress.ts';
import { planBatch } from './plan-batch.ts';
import { readList } from './read-list.ts';
import { batchReport, batchReportText } from './report-batch.ts';
import { createResultFile } from './result-file.ts';
import { interrupted, runBatch } from './run-batch.ts';
import { certificateCheck } from './watch-certificate.ts';

/** Options of `eseal batch`. */
interface BatchOptions extends SealingOptions, CommonOptions {
  readonly outDir?: string;
  readonly journal?: string;
  readonly resume?: boolean;
  readonly chunkSize?: number;
  readonly stopOnError?: boolean;
  readonly maxFailures?: number;
  readonly offline?: boolean;
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
The list: a folder, whose files are sealed in the order of their paths; CSV in UTF-8 with a first line
id,path[,name,mediaType,digest]; or JSON, an array of objects with these members. Paths are relative to the list.
Beside the sealed files stand the journal, the frozen list and a line of JSON for each document.
The same command again goes on where it was interrupted. Exit code 0: all are sealed; 65: some failed.

Example:
  SEAL_PIN=… eseal batch invoices/ --out-dir sealed --pkcs12 seal.p12 --pin-env SEAL_PIN`;

/** The command. */
export function batchCommand(io: CommandIo, setExitCode: (code: number) => void): Command {
  const command = new Command('batch')
    .description('seal many documents: with a frozen list, a journal, and an authorisation per chunk')
    .argument('<list>', 'folder of documents, or a list of them: CSV or JSON')
    .option('--out-dir <directory>', 'directory of the sealed files, made when it is not there; needed')
    .option('--journal <file>', 'what was done, default eseal-batch.jsonl in --out-dir')
    .option(
      '--resume',
      'go on with the list as the journal was begun with it, whatever became of the documents',
    )
    .option('--chunk-size <number>', 'documents of one authorisation, default as the key allows', parseCount)
    .option('--stop-on-error', 'end after the chunk in which a document fails')
    .option('--max-failures <number>', 'end after the chunk in which more than these fail', parseCount);
  return addSealingOptions(command)
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action(async (list: string, options: BatchOptions, self: Command) => {
      const isGiven = (name: string): boolean => self.getOptionValueSource(name) === 'cli';
      setExitCode(await sealBatch(list, options, isGiven, io));
    });
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It has to be a number from 1 on.');
  return Number(text);
}

async function sealBatch(
  list: string,
  options: BatchOptions,
  isGiven: (option: string) => boolean,
  io: CommandIo,
): Promise<number> {
  const { outDir } = options;
  if (outDir === undefined) throw new CliError('USAGE', 'say where the sealed files go: --out-dir DIR');
  const tasks = await planBatch(await readList(list, outDir), options, isGiven);
  await makeDirectory(outDir);
  const files = batchFiles(resolve(outDir), options.journal);
  await using journal = await openJournal(files.journal);
  const head = await journal.head();
  const manifest = await (async () => {
    using progress = await createStageProgress('freezing', tasks.size, io, options);
    const onFrozen = (): void => progress.next();
    const { resume = false } = options;
    return decideManifest({ files, head, resume, outDir, tasks, signal: io.stop, onFrozen });
  })();
  const sealing = await openBatchSealing(options, io);
  await using _closed = disposalOf(sealing.signer);
  const formats = await openFormats(
    [...tasks.values()].map(({ format }) => format),
    options,
  );
  const { passwordEnv } = options;
  const password = passwordEnv === undefined ? undefined : await readSecret(io, passwordEnv, 'password');
  await using results = await createResultFile(files.results);
  const begun = Date.now();
  const result = await (async () => {
    using progress = await createStageProgress('sealing', tasks.size, io, options);
    return runBatch({
      ...{ tasks, manifest, journal, outDir, results, sealing },
      createFormat: (format) => formats(format, { password, contents: [] }),
      stop: io.stop,
      maxFailures: options.stopOnError === true ? 0 : (options.maxFailures ?? Number.POSITIVE_INFINITY),
      onOutcome: () => progress.next(),
    });
  })();
  const seconds = (Date.now() - begun) / 1000;
  const summary = batchReport({ counts: result.counts, manifest, files, seconds });
  io.stdout(reportForm(options) === 'json' ? `${jsonLine(summary)}\n` : batchReportText(summary));
  const { stop, counts } = result;
  if (stop?.code === 'ABORTED') throw interrupted(counts, manifest.entries.length);
  if (stop !== undefined) throw stop;
  return counts.failed === 0 && counts.stopped === 0 ? EXIT.done : EXIT.inputUnusable;
}

async function openJournal(path: string) {
  try {
    return await openFileJournal(path);
  } catch (cause) {
    if (isEsealError(cause)) throw cause;
    throw new CliError('OUTPUT_FAILED', `${path} cannot be opened (${systemCode(cause)})`, { cause });
  }
}

/** What documents are sealed with; what is begun is finished also when the process is told to stop. */
async function openBatchSealing(
  options: BatchOptions,
  io: CommandIo,
): Promise<Omit<SealManyOptions, 'format' | 'signal'>> {
  const { signal: _, ...sealing } = await openSealing(options, io);
  const issuers = sealing.signer.certificates.slice(1).map(({ raw }) => raw);
  const checkCertificate = await certificateCheck(options, issuers, io);
  const { chunkSize } = options;
  return {
    ...sealing,
    ...(checkCertificate && { checkCertificate }),
    ...(chunkSize !== undefined && { chunkSize }),
  };
}
