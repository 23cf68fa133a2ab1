/**
 * `eseal verify`: a verdict on every seal of documents.
 *
 * @module
 */
import { basename } from 'node:path';
import { assertNever, fromHex } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { DIGEST_ALGORITHMS } from '@eseal/core/crypto';
import { toJson, toText, type ValidationReport, validate } from '@eseal/validator';
import { Command, Option } from 'commander';
import { applyConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { worstExitCode } from '../exit-code.ts';
import { openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from '../trust-options.ts';

/** Options of `eseal verify`. */
interface VerifyOptions extends TrustOptions {
  readonly content?: readonly string[];
  readonly contentDigest?: readonly string[];
  readonly level: 'basic' | 'time' | 'archive';
  readonly report: 'text' | 'json';
  readonly lang: 'ja' | 'en';
}

const EXAMPLE = `
Example:
  eseal verify sealed.pdf --trust root.pem --revocation none --report text --lang ja`;

/** The command. */
export function verifyCommand(io: CommandIo, setExitCode: (code: number) => void): Command {
  const command = new Command('verify')
    .description('verify the seals of documents')
    .argument('<sealed...>', 'sealed documents')
    .option('--content <file...>', 'documents that detached seals belong to')
    .option('--content-digest <digest...>', 'ALGORITHM:HEX of such a document')
    .addOption(
      new Option('--level <process>', 'process to run; archive comes with a later version and runs time')
        .choices(['basic', 'time', 'archive'])
        .default('archive'),
    )
    .addOption(new Option('--report <form>', 'form of the report').choices(['text', 'json']).default('text'))
    .addOption(new Option('--lang <language>', 'of the text').choices(['ja', 'en']).default('en'))
    .option('--config <file>', 'JSON file with these options')
    .option('--json', 'errors as JSON')
    .addHelpText('after', EXAMPLE);
  return addTrustOptions(command).action(async (inputs: string[], _options, self: Command) => {
    await applyConfig(self);
    const options = self.opts<VerifyOptions>();
    const reports: ValidationReport[] = [];
    for (const input of inputs) reports.push(await verifyFile(input, options, io));
    io.stdout(render(reports, options));
    setExitCode(worstExitCode(reports.map((report) => report.conclusion.indication)));
  });
}

async function verifyFile(input: string, options: VerifyOptions, io: CommandIo): Promise<ValidationReport> {
  const judgement = await judgementOptions(options, io);
  await using files = new AsyncDisposableStack();
  const contents: DetachedContent[] = (options.contentDigest ?? []).map((text) => ({
    source: parseDigest(text),
  }));
  for (const path of options.content ?? []) {
    contents.push({ name: basename(path), source: files.use(await openInput(path)) });
  }
  const document = files.use(await openInput(input));
  const level = options.level === 'basic' ? 'basic' : 'time';
  return validate(document, { ...judgement, contents, level, name: basename(input) });
}

/** `ALGORITHM:HEX`, the algorithm named as OpenSSL or the standards do. */
function parseDigest(text: string): {
  algorithm: (typeof DIGEST_ALGORITHMS)[number]['name'];
  digest: Uint8Array;
} {
  const [, name = '', hex = ''] = /^([^:]+):([0-9a-fA-F]+)$/.exec(text) ?? [];
  const row = DIGEST_ALGORITHMS.find((one) =>
    [one.openssl, one.name.toLowerCase()].includes(name.toLowerCase()),
  );
  const digest = fromHex(hex);
  if (row === undefined || digest?.length !== row.length) {
    throw new CliError('USAGE', `--content-digest ${text} is not ALGORITHM:HEX`);
  }
  return { algorithm: row.name, digest };
}

function render(reports: readonly ValidationReport[], options: VerifyOptions): string {
  switch (options.report) {
    case 'json': {
      const [only] = reports;
      const value = reports.length === 1 && only !== undefined ? toJson(only) : reports.map(toJson);
      return `${JSON.stringify(value, undefined, 2)}\n`;
    }
    case 'text':
      return `${reports.map((report) => toText(report, { language: options.lang })).join('\n\n')}\n`;
    default:
      return assertNever(options.report);
  }
}
