/**
 * A trusted list out of a file or from its address.
 *
 * @module
 */
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { isAddress, withNamedHosts } from './list-options.ts';
import { type NetworkOptions, openTransport } from './network-options.ts';

/** Largest list that is asked for. */
const MAX_BYTES = 24 << 20;

/**
 * Reads what a file holds, or what is at an address.
 *
 * @throws CliError `USAGE` for an address without a network, `LIST_UNAVAILABLE` for one without a list
 */
export async function readList(source: string, options: NetworkOptions, io: CommandIo): Promise<Uint8Array> {
  if (!isAddress(source)) return readSmallFile(source);
  if (options.offline === true)
    throw new CliError('USAGE', `${source} is an address, and --offline was given`);
  const transport = await openTransport(withNamedHosts({ ...options, trustedList: [source] }));
  const { body, status } = await transport(
    { method: 'GET', url: source, headers: {} },
    { maxBytes: MAX_BYTES, signal: io.stop },
  );
  if (status !== 200) throw new CliError('LIST_UNAVAILABLE', `${source} answers with status ${status}`);
  return body;
}
