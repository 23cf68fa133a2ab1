/**
 * `eseal timestamp`: a timestamp over a document, without a seal.
 *
 * @module
 */

import { basename } from 'node:path';
import {
  assertNever,
  createSealedDocument,
  openSealedDocument,
  type RandomAccess,
  type SealedDocument,
} from '@eseal/core';
import { type TimestampSource, timestampDocument } from '@eseal/core/timestamp';
import { Command } from 'commander';
import { type CommonOptions, choice, reportForm, reportOption } from '../common-options.ts';
import { describeSealed } from '../describe-sealed.ts';
import { openWithPassword, type PasswordOptions } from '../document-password.ts';
import { CliError } from '../errors.ts';
import { assertInput, openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { jsonLine } from '../json-text.ts';
import { assertOutputs, writeSealed } from '../output.ts';
import { addTimestampOptions, openTimestamps, type TimestampOptions } from '../timestamp-options.ts';

/** Where the timestamp stands: in a file of its own, in the PDF, or in one container with the document. */
type TimestampFormat = 'tst' | 'pades' | 'asic-s' | 'asic-e';

/** Options of `eseal timestamp`. */
interface TimestampCommandOptions extends TimestampOptions, PasswordOptions, CommonOptions {
  readonly out?: string;
  readonly format: TimestampFormat;
  readonly report?: 'text' | 'json';
}

/** The command. */
export function timestampCommand(io: CommandIo): Command {
  const command = new Command('timestamp')
    .description('prove that a document existed: a timestamp without a seal')
    .argument('<file>', 'document of any kind')
    .option('--out <file>', 'the timestamp, or the document with it; needed')
    .addOption(
      choice(
        '--format <name>',
        'tst: the timestamp alone; pades: inside the PDF; asic-s, asic-e: a container',
        ['tst', 'pades', 'asic-s', 'asic-e'],
      ).default('tst'),
    )
    .option('--password-env <name>', 'environment variable with the password of an encrypted PDF');
  return addTimestampOptions(command)
    .addOption(reportOption())
    .addHelpText(
      'after',
      '\nExample:\n  eseal timestamp invoice.pdf --out invoice.tst --tsa http://tsa.example/tsr',
    )
    .action((input: string, options: TimestampCommandOptions) => timestampFile(input, options, io));
}

async function timestampFile(input: string, options: TimestampCommandOptions, io: CommandIo): Promise<void> {
  const { format, out } = options;
  if (out === undefined) throw new CliError('USAGE', 'say where the timestamp goes: --out FILE');
  await assertInput(input);
  await assertOutputs([{ input, output: out }]);
  const sources = await openTimestamps(options, io);
  assertCount(format, sources.length);
  const open = await openWithPassword(options, io);
  const result = await open(input, async (password) => {
    await using document = await openInput(input);
    const subject = { document, name: basename(input), password, signal: io.stop };
    await writeSealed(out, await stamp(format, subject, sources));
    return describeSealed(out, null, password);
  });
  io.stdout(reportForm(options) === 'json' ? `${jsonLine(result)}\n` : `${input} -> ${out} (${format})\n`);
}

/** A PDF and ASiC-E have room for timestamps of several authorities. */
function assertCount(format: TimestampFormat, count: number): void {
  if (count === 0) throw new CliError('USAGE', 'a timestamp needs --tsa');
  const hasRoom = format === 'pades' || format === 'asic-e';
  if (count > 1 && !hasRoom)
    throw new CliError('USAGE', `--format ${format} has one timestamp; pades and asic-e take several`);
}

/** What is stamped. */
interface Subject {
  readonly document: RandomAccess;
  readonly name: string;
  readonly password: string | undefined;
  readonly signal: AbortSignal;
}

async function stamp(
  format: TimestampFormat,
  { document, name, password, signal }: Subject,
  sources: readonly TimestampSource[],
): Promise<SealedDocument> {
  switch (format) {
    case 'tst':
      return stampEach(document, sources, (source, one) => timestampDocument(one, source, { signal }));
    case 'pades': {
      const { stampDocument } = await import('@eseal/formats/pades');
      const options = { signal, ...(password !== undefined && { password }) };
      return stampEach(document, sources, (source, one) => stampDocument(one, source, options));
    }
    case 'asic-s':
    case 'asic-e': {
      const { stampAsic } = await import('@eseal/formats/asic');
      return stampAsic([{ name, source: document }], sources, { type: format, signal });
    }
    default:
      return assertNever(format);
  }
}

/** The document stamped by one authority after the other. */
async function stampEach(
  document: RandomAccess,
  sources: readonly TimestampSource[],
  stampBy: (source: TimestampSource, document: RandomAccess) => Promise<SealedDocument>,
): Promise<SealedDocument> {
  let stamped = createSealedDocument('application/octet-stream', [document]);
  for (const source of sources) stamped = await stampBy(source, await openSealedDocument(stamped));
  return stamped;
}
