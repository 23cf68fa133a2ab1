/**
 * `eseal extend`: raises seals that are there to a higher level, or renews their archive timestamps.
 *
 * @module
 */

import { ADES_LEVELS, type AdesLevel } from '@eseal/core';
import { augmentContainer } from '@eseal/formats/detect';
import { Command } from 'commander';
import { type CommonOptions, choice, reportForm, reportOption } from '../common-options.ts';
import { addContentOptions, type ContentOptions, openContents } from '../contents.ts';
import { describeSealed } from '../describe-sealed.ts';
import { openWithPassword, type PasswordOptions } from '../document-password.ts';
import { CliError } from '../errors.ts';
import { assertInput, openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { jsonLine } from '../json-text.ts';
import { addLevelOptions, type LevelCommandOptions, levelOptions, reachedLevel } from '../level-options.ts';
import { assertOutputs, writeSealed } from '../output.ts';

/** Options of `eseal extend`. */
interface ExtendOptions
  extends Omit<LevelCommandOptions, 'level'>,
    ContentOptions,
    PasswordOptions,
    CommonOptions {
  readonly level?: AdesLevel;
  readonly out?: string;
  readonly only?: readonly string[];
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
Example:
  eseal extend sealed.pdf --level B-LTA --out kept.pdf --tsa http://tsa.example/tsr --trust root.pem`;

/** The command. */
export function extendCommand(io: CommandIo): Command {
  const command = new Command('extend')
    .description('raise the seals of a document to a level; at B-LTA also renew them')
    .argument('<sealed>', 'sealed document of any format')
    .addOption(choice('--level <level>', 'AdES level; needed', ADES_LEVELS.slice(1)))
    .option('--out <file>', 'the raised document; needed')
    .option('--only <id...>', 'ids of the seals to be raised, as verify and inspect show them')
    .option('--certificates <file...>', 'further certificates, not trusted, for paths')
    .option('--password-env <name>', 'environment variable with the password of an encrypted PDF');
  addContentOptions(command);
  return addLevelOptions(command)
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action((input: string, options: ExtendOptions) => extendFile(input, options, io));
}

async function extendFile(input: string, options: ExtendOptions, io: CommandIo): Promise<void> {
  const { level, only, out } = options;
  if (level === undefined) throw new CliError('USAGE', 'say which level: --level B-T, B-LT or B-LTA');
  if (out === undefined) throw new CliError('USAGE', 'say where the raised document goes: --out FILE');
  await assertInput(input);
  await assertOutputs([{ input, output: out }]);
  const shared = await levelOptions({ ...options, level }, io);
  const open = await openWithPassword(options, io);
  const result = await open(input, async (password) => {
    await using beside = await openContents(options);
    await using document = await openInput(input);
    const raised = await augmentContainer(document, {
      ...shared,
      adesLevel: level,
      contents: beside.contents,
      ...(only && { only }),
      ...(password !== undefined && { password }),
    });
    await writeSealed(out, raised);
    return describeSealed(out, reachedLevel(raised, { ...options, level }, io), password);
  });
  io.stdout(
    reportForm(options) === 'json'
      ? `${jsonLine(result)}\n`
      : `${input} -> ${out} (${result.format}, ${result.level})\n`,
  );
}
