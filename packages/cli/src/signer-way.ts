/**
 * What a way to name a signer is: one file for each way, all of them listed in `signer-options.ts`.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import type { Command } from 'commander';
import type { CommandIo } from './io.ts';

/** Options that choose a key, those of every way together. */
export interface SignerOptions {
  readonly pkcs12?: string;
  readonly key?: string;
  /** Library of a token. */
  readonly pkcs11?: string;
  readonly token?: string;
  readonly tokenSerial?: string;
  readonly keyId?: string;
  /** Base address of a remote provider. */
  readonly csc?: string;
  readonly cscConfig?: string;
  /** Hosts that may be called although they are private. */
  readonly allowHost?: readonly string[];
  /** Certificates beside the key; all ways but that of remote keys. */
  readonly certificates?: string;
  /** Name of the key where there are several. */
  readonly keyLabel?: string;
  /** Environment variable with the PIN or password. */
  readonly pinEnv?: string;
}

/** A way to name a signer on the command line. */
export interface SignerWay {
  /** The option that chooses it; exactly one of all ways is given. */
  readonly chosenBy: keyof SignerOptions;
  /** How it is written, for messages. */
  readonly usage: string;
  /** Adds the options that this way alone has. */
  readonly addOptions: (command: Command) => void;
  /** Opens the signer. The caller disposes of it. */
  readonly open: (options: SignerOptions, io: CommandIo) => Promise<Signer>;
}
