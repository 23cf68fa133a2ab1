/**
 * What the commands that seal have in common: format, key, level and time.
 *
 * @module
 */
import { ADES_LEVELS, type SealOptions } from '@eseal/core';
import type { Command } from 'commander';
import { choice } from './common-options.ts';
import type { PasswordOptions } from './document-password.ts';
import { FORMAT_NAMES, type FormatOptions } from './format-options.ts';
import type { CommandIo } from './io.ts';
import { addLevelOptions, type LevelCommandOptions, levelOptions } from './level-options.ts';
import { parseTime } from './parse-time.ts';
import { addSignerOptions, chooseAlgorithm, openSigner } from './signer-options.ts';
import type { SignerOptions } from './signer-way.ts';

/** Options of commands that seal. */
export interface SealingOptions
  extends SignerOptions,
    Omit<LevelCommandOptions, 'certificates'>,
    Omit<FormatOptions, 'content'>,
    PasswordOptions {
  readonly digest?: string;
  readonly signatureAlgorithm?: string;
  readonly signingTime?: string;
}

/** Adds the options to a command. */
export function addSealingOptions(command: Command): Command {
  addFormatOptions(command);
  addSignerOptions(command);
  addPdfOptions(command);
  addLevelOptions(command);
  return command.option('--signing-time <iso>', 'claimed time, default now');
}

function addFormatOptions(command: Command): void {
  command
    .addOption(choice('--format <name>', 'default by type: pdf pades, xml xades, other cades', FORMAT_NAMES))
    .addOption(choice('--container <format>', 'asic: format of the seal, default cades', ['cades', 'xades']))
    .addOption(
      choice(
        '--packaging <name>',
        'cades: detached (default), attached; xades: enveloped (default), enveloping, detached',
        ['attached', 'detached', 'enveloped', 'enveloping'],
      ),
    )
    .option(
      '--place <place>',
      'xades, enveloped: end-of-root (default), ubl-extensions, or id:ID of an element',
    )
    .addOption(choice('--level <level>', 'AdES level', ADES_LEVELS).default('B-B'));
}

function addPdfOptions(command: Command): void {
  command
    .option('--password-env <name>', 'pdf: environment variable with the password of an encrypted document')
    .addOption(choice('--certify <level>', 'pdf: certify, changes allowed afterwards', ['1', '2', '3']))
    .option('--field <name>', 'pdf: signature field, existing or new')
    .option('--page <number>', 'pdf: page of a visible seal, default 1')
    .option(
      '--box <x,y,w,h>',
      'pdf: place of a visible seal: points from the lower left, or mm from the upper left',
    )
    .option('--image <file>', 'pdf: PNG or JPEG of the seal')
    .option('--text <string>', 'pdf: text beside or below the image; \\n begins a line')
    .option('--font <file>', 'pdf: TrueType or OpenType font of the text')
    .option('--repair', 'pdf: write a document with broken cross-references anew before its first seal')
    .option('--allow-hybrid-references', 'pdf: seal a document that old readers see in another way')
    .option('--reason <text>', 'pdf: reason as the seal states it')
    .option('--location <text>', 'pdf: place as the seal states it');
}

/**
 * The options of sealing, the format aside. The caller disposes of the signer.
 *
 * @throws CliError `USAGE`, and the errors of the signer
 */
export async function openSealing(
  options: SealingOptions,
  io: CommandIo,
): Promise<Omit<SealOptions, 'format'>> {
  const signingTime = options.signingTime === undefined ? undefined : parseTime(options.signingTime);
  // The seal's own certificates go with it; --certificates here are those.
  const { certificates: _, ...levels } = options;
  const raising = await levelOptions(levels, io);
  const signer = await openSigner(options, io);
  const algorithm = await chooseAlgorithm(signer, options);
  return { ...raising, signer, algorithm, adesLevel: options.level, ...(signingTime && { signingTime }) };
}
