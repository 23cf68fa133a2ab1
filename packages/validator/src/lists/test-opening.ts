/** Lists of a world, opened from its services. */
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { createListWorld, type ListName, type ListWorld, type ListWorldOptions } from '@eseal/testkit';
import { NOW } from '../../test/judging.ts';
import type { Finding } from '../report/finding.ts';
import type { TrustedListDescription } from './build/description.ts';
import { nextTrustedList } from './build/next-list.ts';
import { type OpenTrustedListsOptions, openTrustedLists, type TrustedLists } from './open.ts';
import { EU_SCHEME } from './schemes/eu.ts';
import type { ListSource } from './store/given-lists.ts';
import type { ListProgress } from './store/online-loader.ts';

export const DAY_MS: number = 24 * 3_600_000;

/** A time some milliseconds after that of the world. */
export function after(milliseconds: number): Date {
  return new Date(NOW.getTime() + milliseconds);
}

/** A world at the time of the tests. */
export function openWorld(options: ListWorldOptions = {}): Promise<ListWorld> {
  return createListWorld({ now: NOW, ...options });
}

/** A list of the world as its relying parties name it: the list of lists by its notice, others by their signers. */
export function sourceOf(world: ListWorld, name: ListName): ListSource {
  if (name !== 'listOfLists') return { list: world.urls[name], signers: certificates(world.announced[name]) };
  return {
    list: world.urls.listOfLists,
    signers: certificates(world.journal.signers),
    pivots: { officialJournal: world.journal.uri },
  };
}

/** Options that open one list of the world, at its time. */
export function optionsFor(world: ListWorld, name: ListName): OpenTrustedListsOptions {
  return {
    lists: [sourceOf(world, name)],
    schemes: [world.scheme, EU_SCHEME],
    transport: world.transport,
    now: () => NOW,
  };
}

/** Lists with what tests look at first. */
export interface OpenedJapan extends TrustedLists {
  /** What became of each location. */
  readonly outcomes: readonly ListProgress['outcome'][];
  readonly numbers: readonly number[];
  /** What is said of the lists that are used. */
  readonly remarks: readonly Finding[];
}

/** Opens the Japanese list alone. */
export async function openJapan(
  world: ListWorld,
  options: Partial<OpenTrustedListsOptions> = {},
): Promise<OpenedJapan> {
  const outcomes: ListProgress['outcome'][] = [];
  const opened = await openTrustedLists({
    ...optionsFor(world, 'japan'),
    schemes: [world.scheme],
    onProgress: ({ outcome }) => outcomes.push(outcome),
    ...options,
  });
  return {
    ...opened,
    outcomes,
    numbers: opened.lists.map(({ reference }) => reference.sequenceNumber),
    remarks: opened.lists.flatMap(({ findings }) => findings),
  };
}

/** The list after one of the world's. */
export function nextOf(world: ListWorld, name: ListName, issueDate: Date): TrustedListDescription {
  return nextTrustedList(world.descriptions[name], {
    issueDate,
    nextUpdate: new Date(issueDate.getTime() + 30 * DAY_MS),
  });
}

/** The Japanese list with one letter changed after it was signed. */
export async function alteredList(world: ListWorld): Promise<Uint8Array> {
  const { transport } = world.withFaults({ japan: { kind: 'altered-list' } });
  return (await transport({ method: 'GET', url: world.urls.japan, headers: {} })).body;
}

function certificates(encodings: readonly Uint8Array[]): readonly Certificate[] {
  return encodings.map(parseCertificate);
}
