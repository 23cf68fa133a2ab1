/**
 * `eseal tl show`: what a trusted list says, whoever signed it.
 *
 * @module
 */
import type { ReportLanguage } from '@eseal/validator';
import type { TrustedList } from '@eseal/validator/trusted-lists';
import { Command } from 'commander';
import { type CommonOptions, languageOption, reportForm, reportOption } from '../../common-options.ts';
import type { CommandIo } from '../../io.ts';
import { jsonLines } from '../../json-text.ts';
import { addNetworkOptions, type NetworkOptions } from '../../network-options.ts';
import { parseTime } from '../../parse-time.ts';
import { readList } from '../../read-list.ts';

/** Options of `eseal tl show`. */
interface ShowOptions extends NetworkOptions, CommonOptions {
  readonly at?: string;
  readonly territory?: readonly string[];
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** The command. */
export function showCommand(io: CommandIo): Command {
  const command = new Command('show')
    .description('show the services of a trusted list with their status; no verdict on its signature')
    .argument('<list>', 'file or address, or what `tl fetch` wrote');
  return addNetworkOptions(command)
    .option('--at <iso>', 'time of the statuses, default now')
    .option('--territory <code...>', 'of the lists, and of the lists that they point to; default all')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal tl show list.xml --at 2026-01-01T00:00:00Z --lang ja')
    .action(async (source: string, options: ShowOptions) => {
      const time = options.at === undefined ? new Date() : parseTime(options.at);
      const lists = (await readLists(await readList(source, options, io))).flatMap((list) =>
        selectTerritories(list, options.territory),
      );
      io.stdout(`${await textOf(lists, time, options)}\n`);
    });
}

/** A list, or all of a file of lists. */
async function readLists(file: Uint8Array): Promise<readonly TrustedList[]> {
  const { isSnapshot, parseTrustedList, readSnapshot } = await import('@eseal/validator/trusted-lists');
  const files = isSnapshot(file) ? (await readSnapshot(file)).copies.map(({ bytes }) => bytes) : [file];
  return files.map((one) => parseTrustedList(one));
}

/** The list where it is of the territories, else what it says of lists that are. */
function selectTerritories(
  list: TrustedList,
  territories: readonly string[] | undefined,
): readonly TrustedList[] {
  if (territories === undefined || territories.includes(list.scheme.territory ?? '')) return [list];
  const pointers = list.pointers.filter(({ territory = '' }) => territories.includes(territory));
  return pointers.length === 0 ? [] : [{ ...list, providers: [], pointers }];
}

async function textOf(lists: readonly TrustedList[], time: Date, options: ShowOptions): Promise<string> {
  const { listToJson, listToText } = await import('@eseal/validator/trusted-lists');
  if (reportForm(options) === 'json') {
    const [only, ...others] = lists.map((list) => listToJson(list, { time }));
    return jsonLines(
      only !== undefined && others.length === 0 ? only : lists.map((list) => listToJson(list, { time })),
    );
  }
  return lists.map((list) => listToText(list, { time, language: options.lang })).join('\n\n');
}
