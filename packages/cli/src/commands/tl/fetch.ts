/**
 * `eseal tl fetch`: fetches trusted lists and keeps them in one file for use without a network.
 *
 * @module
 */
import { createSealedDocument } from '@eseal/core';
import { displayText } from '@eseal/core/identity';
import type { TrustedLists } from '@eseal/validator/trusted-lists';
import { Command } from 'commander';
import { type CommonOptions, reportForm, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import { EXIT } from '../../exit-code.ts';
import type { CommandIo } from '../../io.ts';
import { jsonLines } from '../../json-text.ts';
import { addListOptions, type ListOptions, openLists } from '../../list-options.ts';
import { addNetworkOptions } from '../../network-options.ts';
import { writeSealed } from '../../output.ts';

/** Options of `eseal tl fetch`. */
interface FetchOptions extends Omit<ListOptions, 'listStore'>, CommonOptions {
  readonly out?: string;
  readonly store?: string;
  readonly report?: 'text' | 'json';
}

type SetExitCode = (code: number) => void;
type Refused = TrustedLists['refused'][number];

const EXAMPLE = `
Example:
  eseal tl fetch --trusted-list https://list.example/jp.xml --list-signer operator.pem \\
      --store lists --out lists.snapshot`;

/** The command. */
export function fetchCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  const command = new Command('fetch')
    .description('fetch trusted lists and those they point to, verify them, and keep them in one file')
    .option('--out <file>', 'the file that holds them all; needed');
  return addNetworkOptions(addListOptions(command, '--store'))
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action((options: FetchOptions) => fetchLists(options, io, setExitCode));
}

async function fetchLists(options: FetchOptions, io: CommandIo, setExitCode: SetExitCode): Promise<void> {
  const { out, store, ...others } = options;
  if (out === undefined) throw new CliError('USAGE', 'tl fetch needs --out');
  const opened = await openLists({ ...others, ...(store !== undefined && { listStore: store }) }, io, {
    // Whoever fetches by hand wants it now.
    retryAfterMs: 0,
    onProgress: ({ done, known, location, outcome }) => {
      if (options.quiet !== true) io.stderr(`${done}/${known} ${outcome} ${displayText(location)}\n`);
    },
  });
  if (opened === undefined) throw new CliError('USAGE', 'tl fetch needs --trusted-list');
  const { lists } = opened;
  assertRoots(lists);
  const { writeSnapshot } = await import('@eseal/validator/trusted-lists');
  const file = await writeSnapshot(lists.snapshot);
  await writeSealed(out, createSealedDocument('application/octet-stream', [file]));
  for (const message of warnings(lists)) io.stderr(`${message}\n`);
  io.stdout(reportForm(options) === 'json' ? `${jsonLines(toJson(out, lists))}\n` : toText(lists));
  setExitCode(worstOf(lists.refused));
}

/** A file without what was asked for by name is not written. */
function assertRoots({ refused, snapshot }: TrustedLists): void {
  const first = refused.find(({ location }) => snapshot.roots.includes(location));
  if (first === undefined) return;
  throw new CliError(isUnavailable(first) ? 'LIST_UNAVAILABLE' : 'LIST_REFUSED', first.finding.message.en);
}

function isUnavailable({ finding }: Refused): boolean {
  return finding.id === 'LIST_UNAVAILABLE';
}

/** What others pointed to and could not be had, or must not be used, leaves a gap that is not passed over. */
function worstOf(refused: readonly Refused[]): number {
  if (refused.length === 0) return EXIT.done;
  return refused.some(isUnavailable) ? EXIT.serviceUnavailable : EXIT.inputUnusable;
}

/** Last good copies among them. */
function warnings({ findings, lists, refused }: TrustedLists): readonly string[] {
  const all = [
    ...refused.map(({ finding }) => finding),
    ...lists.flatMap((list) => list.findings),
    ...findings,
  ];
  return [...new Set(all.map(({ id, message, severity }) => `eseal: ${severity}: ${id}: ${message.en}`))];
}

function toJson(output: string, { findings, lists, refused, snapshot }: TrustedLists): object {
  const fetchedAt = new Map(snapshot.copies.map((copy) => [copy.location, copy.fetchedAt]));
  const inShort = ({ id, message, severity }: Refused['finding']): object => ({
    id,
    severity,
    message: message.en,
  });
  return {
    output,
    lists: lists.map(({ findings: own, reference }) => ({
      territory: reference.territory,
      location: reference.location ?? null,
      sequenceNumber: reference.sequenceNumber,
      issueDate: reference.issueDate,
      nextUpdate: reference.nextUpdate ?? null,
      fetchedAt: fetchedAt.get(reference.location ?? '') ?? null,
      sha256: reference.sha256,
      findings: own.map(inShort),
    })),
    refused: refused.map(({ finding, location, territory }) => ({
      location,
      territory: territory ?? null,
      reason: inShort(finding),
    })),
    findings: findings.map(inShort),
  };
}

function toText({ lists }: TrustedLists): string {
  return lists
    .map(({ reference: { issueDate, location = '', sequenceNumber, territory } }) => {
      const issued = issueDate.toISOString().slice(0, 10);
      return `${territory}  ${String(sequenceNumber).padStart(5)}  ${issued}  ${displayText(location)}\n`;
    })
    .join('');
}
