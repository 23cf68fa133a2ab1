/**
 * Trusted lists that the options name: addresses, files, or what `eseal tl fetch` wrote.
 *
 * @module
 */
import type { JapaneseRules } from '@eseal/validator';
import type {
  ListSnapshot,
  ListSource,
  ListUseOptions,
  OpenTrustedListsOptions,
  TrustedLists,
} from '@eseal/validator/trusted-lists';
import type { Command } from 'commander';
import { readAnchors } from './certificate-files.ts';
import { readJsonObject } from './config.ts';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { type NetworkOptions, openTransport } from './network-options.ts';
import { parseTime } from './parse-time.ts';

/** Options that name lists. */
export interface ListOptions extends NetworkOptions {
  readonly trustedList?: readonly string[];
  readonly listSigner?: readonly string[];
  readonly listJournal?: string;
  readonly listScheme?: readonly string[];
  readonly listTerritory?: readonly string[];
  readonly listGrace?: string;
  readonly listStore?: string;
  readonly at?: string;
}

/** Adds the options to a command. */
export function addListOptions(command: Command, storeFlag = '--list-store'): Command {
  return command
    .option('--trusted-list <source...>', 'trusted lists: addresses, files, or what `tl fetch` wrote')
    .option('--list-signer <file...>', 'certificates that may sign them: PEM or DER, or directories')
    .option(
      '--list-journal <uri>',
      'notice in the official journal with the certificates of --list-signer, for lists with pivots',
    )
    .option('--list-scheme <file...>', 'JSON of schemes other than that of the EU (docs/trusted-lists.md)')
    .option('--list-territory <code...>', 'of the lists that they point to, those of JP, DE…; default all')
    .option('--list-grace <days>', 'for how long a list is used after its next update was due, default 0')
    .option(`${storeFlag} <directory>`, 'where lists are kept from one run to the next');
}

/** What the options name. */
export interface OpenedLists {
  readonly lists: TrustedLists;
  /** What files of schemes say of that of Japan. */
  readonly japan: JapaneseRules | undefined;
}

/**
 * Opens the lists; `undefined` when none is named.
 *
 * @throws CliError `USAGE`, `LIST_REFUSED`
 */
export async function openLists(
  options: ListOptions,
  io: CommandIo,
  load: Pick<OpenTrustedListsOptions, 'onProgress' | 'retryAfterMs'> = {},
): Promise<OpenedLists | undefined> {
  const { trustedList = [] } = options;
  if (trustedList.length === 0) return undefined;
  const signers = await readAnchors(options.listSigner ?? []);
  if (signers.length === 0) throw new CliError('USAGE', '--trusted-list needs --list-signer');
  const { japan, ...use } = await readUse(options);
  const pivots =
    options.listJournal === undefined ? {} : { pivots: { officialJournal: options.listJournal } };
  const rooted = (list: ListSource['list']): ListSource => ({ list, signers, ...pivots });
  const { openSnapshot, openTrustedLists } = await import('@eseal/validator/trusted-lists');
  const sources = await Promise.all(trustedList.map(readSource));
  const snapshot = await onlySnapshot(sources);
  if (snapshot !== undefined) {
    if (snapshot.roots.length === 0)
      throw new CliError('LIST_REFUSED', 'the files of --trusted-list do not say which list they begin with');
    const lists = await openSnapshot(snapshot, { ...use, lists: snapshot.roots.map(rooted) });
    return { lists, japan };
  }
  const lists = await openTrustedLists({
    ...use,
    ...load,
    lists: sources.map(rooted),
    transport: options.offline === true ? 'offline' : await openTransport(withNamedHosts(options)),
    signal: io.stop,
    ...(await storeOption(options.listStore)),
  });
  return { lists, japan };
}

/** An address as it is, and the bytes of a file. */
async function readSource(source: string): Promise<string | Uint8Array> {
  return isAddress(source) ? source : readSmallFile(source);
}

/** Snapshots as one, where the sources are snapshots. */
async function onlySnapshot(sources: readonly (string | Uint8Array)[]): Promise<ListSnapshot | undefined> {
  const { isSnapshot, mergeSnapshots, readSnapshot } = await import('@eseal/validator/trusted-lists');
  const files = sources.filter((one): one is Uint8Array => typeof one !== 'string' && isSnapshot(one));
  if (files.length === 0) return undefined;
  if (files.length < sources.length)
    throw new CliError('USAGE', '--trusted-list names either lists or what `tl fetch` wrote, not both');
  return mergeSnapshots(...(await Promise.all(files.map(readSnapshot))));
}

/** How lists are used. */
async function readUse({
  at,
  listGrace,
  listScheme = [],
  listTerritory,
}: ListOptions): Promise<Omit<ListUseOptions, 'lists'> & Pick<OpenedLists, 'japan'>> {
  const { EU_SCHEME, parseSchemeFile } = await import('@eseal/validator/trusted-lists');
  const files = await Promise.all(
    listScheme.map(async (path) => parseSchemeFile(await readJsonObject(path))),
  );
  return {
    schemes: [...files.map(({ scheme }) => scheme), EU_SCHEME],
    japan: files.find(({ japan }) => japan !== undefined)?.japan,
    ...(listTerritory !== undefined && { territories: listTerritory }),
    ...(listGrace !== undefined && { graceMs: parseDays(listGrace) }),
    ...(at !== undefined && { at: parseTime(at) }),
  };
}

const DAY_MS = 86_400_000;

function parseDays(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new CliError('USAGE', `--list-grace ${text} is no number of days`);
  return Number(text) * DAY_MS;
}

async function storeOption(folder: string | undefined): Promise<Pick<OpenTrustedListsOptions, 'store'>> {
  if (folder === undefined) return {};
  const { createFolderCache } = await import('@eseal/core/node');
  return { store: createFolderCache(folder) };
}

/** Whether a text is an address rather than a file. */
export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** Hosts that the user names are called whatever their address; those that lists name are guarded. */
export function withNamedHosts({ allowHost = [], trustedList = [] }: ListOptions): NetworkOptions {
  const named = trustedList.filter((source) => isAddress(source) && URL.canParse(source));
  return { allowHost: [...allowHost, ...named.map((source) => new URL(source).host)] };
}
