/**
 * Whether and whom a command may ask when it follows addresses out of certificates.
 *
 * @module
 */
import { lookup } from 'node:dns/promises';
import type { Transport } from '@eseal/core/http';
import type { Command } from 'commander';

/** Options about the network. */
export interface NetworkOptions {
  readonly offline?: boolean;
  readonly allowHost?: readonly string[];
}

/** Adds the options to a command. */
export function addNetworkOptions(command: Command): Command {
  return command
    .option('--offline', 'no network')
    .option('--allow-host <host...>', 'HOST or HOST:PORT with a private address that may be called');
}

/** What asks the addresses in certificates: public hosts, and those that are allowed. */
export async function openTransport({ allowHost = [] }: NetworkOptions): Promise<Transport> {
  const { createGuardedTransport } = await import('@eseal/core/http');
  return createGuardedTransport({
    allowHosts: allowHost,
    resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  });
}
