/**
 * `eseal plan`: until when the proof of sealed files lasts, and what keeps it; the most urgent first.
 *
 * @module
 */

import { isEsealError } from '@eseal/core';
import {
  byUrgency,
  createPinnedTrust,
  type PolicyPreset,
  planRenewal,
  type RenewalPlan,
  type ReportLanguage,
  renewalToJson,
  renewalToText,
} from '@eseal/validator';
import { Command } from 'commander';
import { readAnchors } from '../certificate-files.ts';
import { type CommonOptions, choice, languageOption, reportForm, reportOption } from '../common-options.ts';
import { type OpenWithPassword, openWithPassword, type PasswordOptions } from '../document-password.ts';
import { findFiles, openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { jsonLines } from '../json-text.ts';
import { parseTime } from '../parse-time.ts';
import { createProgress } from '../progress.ts';

/** Options of `eseal plan`. */
interface PlanOptions extends PasswordOptions, CommonOptions {
  readonly trust?: readonly string[];
  readonly policy: PolicyPreset;
  readonly at?: string;
  readonly until?: string;
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** One file with its plan, or why there is none. */
type Planned =
  | { readonly file: string; readonly plan: RenewalPlan }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

const EXAMPLE = `
Example:
  eseal plan archive sealed.pdf --until 2036-12-31 --lang ja`;

/** The command. */
export function planCommand(io: CommandIo): Command {
  return new Command('plan')
    .description('say until when the proof of seals lasts, and what keeps it; no verdict and no network')
    .argument('<file...>', 'sealed documents, or directories of them with all below')
    .option('--trust <file...>', 'anchors, whose own dates do not count')
    .addOption(choice('--policy <name>', 'constraints', ['strict', 'compat']).default('strict'))
    .option('--until <iso>', 'until when the proof is needed, default for ever')
    .option('--at <iso>', 'time of the plan, default now')
    .option('--password-env <name>', 'environment variable with the password of encrypted documents')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', EXAMPLE)
    .action((paths: string[], options: PlanOptions) => planFiles(paths, options, io));
}

async function planFiles(paths: readonly string[], options: PlanOptions, io: CommandIo): Promise<void> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await findFiles(path)));
  const { at, policy, until, trust = [] } = options;
  const shared = {
    policy,
    trust: createPinnedTrust(await readAnchors(trust)),
    now: at === undefined ? new Date() : parseTime(at),
    ...(until !== undefined && { neededUntil: parseTime(until) }),
  };
  const open = await openWithPassword(options, io);
  const planned: Planned[] = [];
  {
    using progress = createProgress(files.length, io, options);
    for (const file of files) {
      progress.next(file);
      planned.push(await planFile(file, shared, open, !paths.includes(file)));
    }
  }
  // Nothing is told of files in directories that hold neither seals nor timestamps.
  const isOfInterest = (one: Planned): boolean =>
    'error' in one || one.plan.proofs.length > 0 || paths.includes(one.file);
  io.stdout(render(planned.filter(isOfInterest).sort(mostUrgentFirst), options));
}

/** One file that cannot be read does not keep others in its directory from having a plan. */
async function planFile(
  file: string,
  shared: Parameters<typeof planRenewal>[1],
  open: OpenWithPassword,
  isFromDirectory: boolean,
): Promise<Planned> {
  try {
    return await open(file, async (password) => {
      await using document = await openInput(file);
      const options = { ...shared, ...(password !== undefined && { password }) };
      return { file, plan: await planRenewal(document, options) };
    });
  } catch (error) {
    if (!isFromDirectory || !isEsealError(error)) throw error;
    return { file, error: { code: error.code, message: error.message } };
  }
}

/** What could not be read comes first: nobody knows how urgent it is. */
function mostUrgentFirst(a: Planned, b: Planned): number {
  if ('plan' in a && 'plan' in b) return byUrgency(a.plan, b.plan);
  return Number('plan' in a) - Number('plan' in b);
}

function render(planned: readonly Planned[], options: PlanOptions): string {
  const language = options.lang;
  if (reportForm(options) === 'json') {
    const objects = planned.map((one) =>
      'plan' in one ? { file: one.file, ...renewalToJson(one.plan, { language }) } : one,
    );
    return `${jsonLines(objects.length === 1 ? objects[0] : objects)}\n`;
  }
  const texts = planned.map((one) =>
    'plan' in one
      ? `${one.file}\n${renewalToText(one.plan, { language })}`
      : `${one.file}\n${one.error.code}: ${one.error.message}`,
  );
  return `${texts.join('\n\n')}\n`;
}
