/**
 * `eseal tl build`: makes and signs a trusted list.
 *
 * @module
 */
import { dirname, resolve } from 'node:path';
import { createSealedDocument } from '@eseal/core';
import type { Finding } from '@eseal/validator';
import { Command } from 'commander';
import { readAnchors } from '../../certificate-files.ts';
import { type CommonOptions, reportForm, reportOption } from '../../common-options.ts';
import { readJsonObject } from '../../config.ts';
import { CliError } from '../../errors.ts';
import { assertInput } from '../../files.ts';
import type { CommandIo } from '../../io.ts';
import { jsonLines } from '../../json-text.ts';
import { assertOutputs, sha256OfFile, writeSealed } from '../../output.ts';
import { parseTime } from '../../parse-time.ts';
import { addSignerOptions, chooseAlgorithm, disposalOf, openSigner } from '../../signer-options.ts';
import type { SignerOptions } from '../../signer-way.ts';

/** Options of `eseal tl build`. */
interface BuildOptions extends SignerOptions, CommonOptions {
  readonly out?: string;
  readonly digest?: string;
  readonly signatureAlgorithm?: string;
  readonly signingTime?: string;
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
Example:
  LIST_PIN=… eseal tl build list.json --out list.xml --pkcs12 operator.p12 --pin-env LIST_PIN`;

/** The command. */
export function buildCommand(io: CommandIo): Command {
  const command = new Command('build')
    .description(
      'make a trusted list from its description (docs/operating-a-list.md), and sign it as the operator of the scheme',
    )
    .argument('<description>', 'JSON; files of certificates that it names are relative to it')
    .option('--out <file>', 'the signed list; needed');
  return addSignerOptions(command)
    .option('--signing-time <iso>', 'claimed time of signing, default now')
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action((description: string, options: BuildOptions) => build(description, options, io));
}

async function build(path: string, options: BuildOptions, io: CommandIo): Promise<void> {
  const { out, signingTime } = options;
  if (out === undefined) throw new CliError('USAGE', 'tl build needs --out');
  const lists = await import('@eseal/validator/trusted-lists');
  await assertInput(path);
  await assertOutputs([{ input: path, output: out }]);
  const description = await lists.parseListDescription(await readJsonObject(path), (file) =>
    readAnchors([resolve(dirname(path), file)]),
  );
  const list = lists.buildTrustedList(description);
  const signer = await openSigner(options, io);
  await using _closed = disposalOf(signer);
  const signed = await lists.signTrustedList(list, {
    signer,
    algorithm: await chooseAlgorithm(signer, options),
    signal: io.stop,
    onWarning: (warning) => warn(warning, options, io),
    ...(signingTime !== undefined && { signingTime: parseTime(signingTime) }),
  });
  await writeSealed(out, createSealedDocument(lists.LIST_MEDIA_TYPE, [signed]));
  const { sequenceNumber, territory } = description.scheme;
  const result = { output: out, territory, sequenceNumber, sha256: await sha256OfFile(out) };
  if (reportForm(options) === 'json') io.stdout(`${jsonLines(result)}\n`);
  else io.stdout(`${out}: list ${sequenceNumber} of ${territory}, signed\n`);
}

function warn({ id, message }: Finding, { quiet }: CommonOptions, io: CommandIo): void {
  if (quiet !== true) io.stderr(`eseal: warning: ${id}: ${message.en}\n`);
}
