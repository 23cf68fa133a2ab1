/**
 * What the levels above B-B need: timestamps, and the material that proves seals.
 *
 * @module
 */
import { type AdesLevel, includesLevel, type LevelOptions, type SealedDocument } from '@eseal/core';
import type { Command } from 'commander';
import { readCertificates } from './certificate-files.ts';
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';
import { addListOptions } from './list-options.ts';
import { addNetworkOptions, openTransport } from './network-options.ts';
import { addTimestampOptions, openTimestamps, type TimestampOptions } from './timestamp-options.ts';
import { namesTrust, openTrust, type TrustSourceOptions } from './trust-sources.ts';

/** Options about levels. */
export interface LevelCommandOptions extends TimestampOptions, Omit<TrustSourceOptions, 'at' | 'offline'> {
  readonly level: AdesLevel;
  readonly certificates?: readonly string[];
  readonly acceptLowerLevel?: boolean;
  readonly quiet?: boolean;
}

/** Adds the options to a command, the level and further certificates aside. */
export function addLevelOptions(command: Command): Command {
  addTimestampOptions(command)
    .option('--trust <file...>', 'from B-LT on: anchors of the seal and of the authorities, PEM or DER')
    .option('--accept-lower-level', 'keep what was reached when a service fails on the way');
  return addNetworkOptions(addListOptions(command));
}

/**
 * The options of sealing and augmenting for a level.
 *
 * @throws CliError `USAGE` when the level needs what is not named
 */
export async function levelOptions(options: LevelCommandOptions, io: CommandIo): Promise<LevelOptions> {
  const { acceptLowerLevel, level, tsa } = options;
  if (level !== 'B-B' && tsa === undefined) throw new CliError('USAGE', `--level ${level} needs --tsa`);
  const needsMaterial = includesLevel(level, 'B-LT');
  if (needsMaterial && !namesTrust(options))
    throw new CliError('USAGE', `--level ${level} needs --trust or --trusted-list`);
  const timestamps = level === 'B-B' ? [] : await openTimestamps(options, io);
  return {
    signal: io.stop,
    timestamps,
    ...(needsMaterial && { material: await openMaterial(options, io) }),
    ...(acceptLowerLevel === true && { acceptLowerLevel }),
  };
}

/** What is told and accepted; anything else ends the raising, and the error tells of it. */
const WARNINGS: ReadonlySet<string> = new Set(['not-fresh', 'uncovered']);

/** Material over the network, from the addresses in certificates. */
async function openMaterial(options: LevelCommandOptions, io: CommandIo) {
  const { createMaterialSource } = await import('@eseal/validator');
  return createMaterialSource({
    trust: (await openTrust(options, io)).trust,
    certificates: await readCertificates(options.certificates ?? []),
    transport: await openTransport(options),
    onAlert: ({ kind, message }) => {
      if (WARNINGS.has(kind)) warn(message, options, io);
    },
  });
}

/** The level that a document has, when it could be less than was asked for; tells of that on standard error. */
export function reachedLevel(
  { shortfall }: SealedDocument,
  options: Pick<LevelCommandOptions, 'level' | 'quiet'>,
  io: CommandIo,
): AdesLevel {
  if (shortfall === undefined) return options.level;
  const { error, reached } = shortfall;
  warn(`${reached} instead of ${options.level}: ${error.code}: ${error.message}`, options, io);
  return reached;
}

function warn(message: string, { quiet }: Pick<LevelCommandOptions, 'quiet'>, io: CommandIo): void {
  if (quiet !== true) io.stderr(`eseal: warning: ${message.replaceAll(/\s+/g, ' ')}\n`);
}
