/**
 * What `--bridge` names: a directory with what a bridge is made of.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { Command } from 'commander';
import { readCrls } from './certificate-files.ts';
import { CliError } from './errors.ts';
import { listFiles, readSmallFile } from './files.ts';

/** The option. */
export interface BridgeOptions {
  readonly bridge?: string;
}

/** What the directory holds. */
export interface Bridge {
  readonly crossCertificates: readonly Certificate[];
  /** Lists of authorities among them, in DER. */
  readonly crls: readonly Uint8Array[];
}

/** Adds the option to a command. */
export function addBridgeOption(command: Command): Command {
  return command.option(
    '--bridge <directory>',
    'cross-certificates, pairs of them and CRLs, by which other domains are reached from --trust',
  );
}

/** Reads every file of the directory that holds certificates or lists; others are passed over. */
export async function readBridge(directory: string): Promise<Bridge> {
  const { parseCrossCertificates } = await import('@eseal/validator');
  const crossCertificates: Certificate[] = [];
  const bundled: Uint8Array[] = [];
  for (const file of await listFiles(directory)) {
    const { certificates, crls } = parseCrossCertificates(await readSmallFile(file));
    crossCertificates.push(...certificates);
    bundled.push(...crls);
  }
  if (crossCertificates.length === 0)
    throw new CliError('INPUT_UNUSABLE', `${directory} holds no cross-certificate`);
  return { crossCertificates, crls: [...bundled, ...(await readCrls([directory]))] };
}
