/**
 * `eseal verify`: a verdict on every seal of documents.
 *
 * @module
 */
import { basename } from 'node:path';
import { assertNever } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import type { FileDocument } from '@eseal/core/node';
import {
  type JudgementOptions,
  type ReportLanguage,
  toJson,
  toText,
  type ValidationReport,
  validate,
} from '@eseal/validator';
import { Command } from 'commander';
import {
  addLaterOptions,
  type CommonOptions,
  choice,
  languageOption,
  reportForm,
  reportOption,
} from '../common-options.ts';
import { parseContentDigest } from '../content-digest.ts';
import { worstExitCode } from '../exit-code.ts';
import { assertInput, openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { createProgress } from '../progress.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from '../trust-options.ts';

/** Options of `eseal verify`. */
interface VerifyOptions extends TrustOptions, CommonOptions {
  readonly content?: readonly string[];
  readonly contentDigest?: readonly string[];
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
    .option('--content <file...>', 'documents that detached seals belong to')
    .option('--content-digest <digest...>', 'ALGORITHM:HEX of such a document')
    .addOption(
      choice('--level <process>', 'process to run; archive comes with a later version and runs time', [
        'basic',
        'time',
        'archive',
      ]).default('archive'),
    );
  return addTrustOptions(addLaterOptions(command, ['--password-env <name>']))
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
  const reports: ValidationReport[] = [];
  using progress = createProgress(inputs.length, io, options);
  for (const input of inputs) {
    progress.next(input);
    reports.push(await verifyFile(input, options, judgement));
  }
  return reports;
}

async function verifyFile(
  input: string,
  options: VerifyOptions,
  judgement: JudgementOptions,
): Promise<ValidationReport> {
  const { content = [], contentDigest = [] } = options;
  const opened: FileDocument[] = [];
  try {
    const contents: DetachedContent[] = contentDigest.map((text) => ({ source: parseContentDigest(text) }));
    for (const path of content) {
      const source = await openInput(path);
      opened.push(source);
      contents.push({ name: basename(path), source });
    }
    await using document = await openInput(input);
    const level = options.level === 'basic' ? 'basic' : 'time';
    return await validate(document, { ...judgement, contents, level, name: basename(input) });
  } finally {
    await Promise.all(opened.map((file) => file.close()));
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
