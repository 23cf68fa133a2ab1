/**
 * `eseal verify`: a verdict on every seal of documents.
 *
 * @module
 */
import { basename } from 'node:path';
import { assertNever, EsealError } from '@eseal/core';
import {
  type JudgementOptions,
  type ReportLanguage,
  toJson,
  toText,
  type ValidationReport,
  validate,
} from '@eseal/validator';
import { Command } from 'commander';
import { type CommonOptions, choice, languageOption, reportForm, reportOption } from '../common-options.ts';
import { addContentOptions, type ContentOptions, openContents } from '../contents.ts';
import { type OpenWithPassword, openWithPassword, type PasswordOptions } from '../document-password.ts';
import { worstExitCode } from '../exit-code.ts';
import { assertInput, openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { createProgress } from '../progress.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from '../trust-options.ts';

/** Options of `eseal verify`. */
interface VerifyOptions extends TrustOptions, ContentOptions, PasswordOptions, CommonOptions {
  readonly level: 'basic' | 'time' | 'archive';
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

const EXAMPLE = `
Example:
  eseal verify sealed.pdf --trust root.pem --revocation none --report text --lang ja`;

/** The command. */
export function verifyCommand(io: CommandIo, setExitCode: (code: number) => void): Command {
  const command = new Command('verify')
    .description('verify the seals of documents')
    .argument('<sealed...>', 'sealed documents')
    .option('--password-env <name>', 'environment variable with the password of encrypted documents')
    .addOption(
      choice('--level <process>', 'process to run; archive comes with a later version and runs time', [
        'basic',
        'time',
        'archive',
      ]).default('archive'),
    );
  return addTrustOptions(addContentOptions(command))
    .addOption(reportOption(['etsi-xml', 'html']))
    .addOption(languageOption())
    .addHelpText('after', EXAMPLE)
    .action(async (inputs: string[], options: VerifyOptions) => {
      const reports = await verifyFiles(inputs, options, io);
      io.stdout(render(reports, options));
      setExitCode(worstExitCode(reports.map((report) => report.conclusion.indication)));
    });
}

async function verifyFiles(
  inputs: readonly string[],
  options: VerifyOptions,
  io: CommandIo,
): Promise<readonly ValidationReport[]> {
  for (const path of [...inputs, ...(options.content ?? [])]) await assertInput(path);
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
  const level = options.level === 'basic' ? 'basic' : 'time';
  const shared = { ...judgement, contents: beside.contents, level, name: basename(input) } as const;
  return await open(input, async (password) => {
    const report = await validate(document, { ...shared, ...(password !== undefined && { password }) });
    assertOpened(report);
    return report;
  });
}

/** Nothing can be said of a document that no password opens: that is no verdict on its seals. */
function assertOpened({ findings }: ValidationReport): void {
  for (const { facts, message } of findings) {
    const { code } = facts;
    if (code === 'PDF_PASSWORD_REQUIRED' || code === 'PDF_PASSWORD_WRONG')
      throw new EsealError(code, message.en);
  }
}

function render(reports: readonly ValidationReport[], options: VerifyOptions): string {
  const form = reportForm(options);
  const language = options.lang;
  switch (form) {
    case 'json': {
      const objects = reports.map((report) => toJson(report, { language }));
      return `${JSON.stringify(objects.length === 1 ? objects[0] : objects, undefined, 2)}\n`;
    }
    case 'text':
      return `${reports.map((report) => toText(report, { language })).join('\n\n')}\n`;
    default:
      return assertNever(form);
  }
}
