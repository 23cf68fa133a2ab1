/**
 * `eseal verify`: a verdict on every seal of documents.
 *
 * @module
 */
import { basename } from 'node:path';
import type { JudgementOptions, ValidationLevel, ValidationReport } from '@eseal/validator';
import { Command } from 'commander';
import { type CommonOptions, choice } from '../common-options.ts';
import { addContentOptions, type ContentOptions, openContents } from '../contents.ts';
import {
  assertOpened,
  type OpenWithPassword,
  openWithPassword,
  type PasswordOptions,
} from '../document-password.ts';
import { CliError } from '../errors.ts';
import {
  addEvidenceOptions,
  assertBundle,
  assertReplay,
  type EvidenceOptions,
  replayBundle,
  validateFor,
} from '../evidence-options.ts';
import { worstExitCode } from '../exit-code.ts';
import { assertInput, openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { createProgress } from '../progress.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from '../trust-options.ts';
import {
  addVerificationReportOptions,
  renderReports,
  type VerificationReportOptions,
} from '../verification-report.ts';

/** Options of `eseal verify`. */
interface VerifyOptions
  extends TrustOptions,
    ContentOptions,
    PasswordOptions,
    EvidenceOptions,
    VerificationReportOptions,
    CommonOptions {
  readonly level: ValidationLevel;
}

const EXAMPLE = `
Example:
  eseal verify sealed.pdf --trust root.pem --revocation none --report text --lang ja`;

/** The command. */
export function verifyCommand(io: CommandIo, setExitCode: (code: number) => void): Command {
  const command = new Command('verify')
    .description('verify the seals of documents')
    .argument('[sealed...]', 'sealed documents; with --replay the documents that stand beside the bundle')
    .option('--password-env <name>', 'environment variable with the password of encrypted documents')
    .addOption(
      choice('--level <process>', 'which proofs of time count', ['basic', 'time', 'archive']).default(
        'archive',
      ),
    );
  return addVerificationReportOptions(addTrustOptions(addContentOptions(addEvidenceOptions(command))))
    .addHelpText('after', EXAMPLE)
    .action(async (inputs: string[], options: VerifyOptions, called: Command) => {
      assertReplay(called);
      const reports =
        options.replay === undefined
          ? await verifyFiles(inputs, options, io)
          : [await replayBundle(options.replay, inputs, options, io)];
      io.stdout(await renderReports(reports, options));
      setExitCode(worstExitCode(reports.map((report) => report.conclusion.indication)));
    });
}

async function verifyFiles(
  inputs: readonly string[],
  options: VerifyOptions,
  io: CommandIo,
): Promise<readonly ValidationReport[]> {
  if (inputs.length === 0) throw new CliError('USAGE', 'say what to verify: a sealed document, or --replay');
  for (const path of [...inputs, ...(options.content ?? [])]) await assertInput(path);
  await assertBundle(inputs, options);
  const judgement = await judgementOptions(options, io);
  const open = await openWithPassword(options, io);
  const reports: ValidationReport[] = [];
  using progress = createProgress(inputs.length, io, options);
  for (const input of inputs) {
    progress.next(input);
    reports.push(await verifyFile(input, options, judgement, open));
  }
  return reports;
}

async function verifyFile(
  input: string,
  options: VerifyOptions,
  judgement: JudgementOptions,
  open: OpenWithPassword,
): Promise<ValidationReport> {
  await using beside = await openContents(options);
  await using document = await openInput(input);
  const { level } = options;
  const shared = { ...judgement, contents: beside.contents, level, name: basename(input) } as const;
  return await open(input, async (password) => {
    const own = { ...shared, ...(password !== undefined && { password }) };
    const { report, bundle } = await validateFor(document, own, options);
    assertOpened(report);
    await bundle?.save();
    return report;
  });
}
