/**
 * A world of trusted lists: the good world with the services of its list in Japan, a European world, and the lists of both, which
 * point to each other.
 *
 * @module
 */
import type { HttpRequest, Transport } from '@eseal/core/http';
import {
  buildTrustedList,
  signTrustedList,
  type TrustedListDescription,
  type TrustedListScheme,
} from '@eseal/validator/trusted-lists';
import type { Clock } from '../clock.ts';
import { createMockSigner } from '../mock-signer.ts';
import { createPki, type Entity, type Pki } from '../pki/define.ts';
import { goodEntities } from '../pki/worlds/good.ts';
import { clockOf, createWorld, type World, type WorldOptions } from '../pki/worlds/world.ts';
import { type HttpFault, isHttpFault, withHttpFault } from '../services/fault.ts';
import type { Handler } from '../services/handler.ts';
import { createMockTransport } from '../services/mock-transport.ts';
import { createRouter, type Route } from '../services/router.ts';
import { createListHandler, type ListFault, type PublishedList } from '../services/trusted-list.ts';
import {
  describeLists,
  LIST_SIGNERS,
  type ListName,
  OFFICIAL_JOURNAL,
  type PerList,
} from './describe-lists.ts';
import { europeanEntities, japaneseEntities, listSigners } from './entities.ts';
import { type JapaneseListTerms, LIST_TERMS } from './schemes.ts';

/** What is wrong with the lists. Default nothing. */
export type ListFaults = Partial<PerList<ListFault | HttpFault>>;

/** Options of {@link createListWorld}. `keyOf`, `entities` and what is about services are for the Japanese side. */
export interface ListWorldOptions extends WorldOptions {
  /** In whose terms the Japanese list is; with those of ETSI there are no agreements. Default `japanese`. */
  readonly terms?: JapaneseListTerms;
}

/** Worlds on both sides, and their lists. */
export interface ListWorld {
  /** The good world, with `withdrawn-seal`, `future-seal`, `unlisted-seal` and `lei-seal` beside its `seal`. */
  readonly japan: World;
  /** `seal` is qualified, `advanced-seal` is not. */
  readonly europe: World;
  readonly clock: Clock;
  /** Who signs the lists, and `stranger`, who signs none. */
  readonly signers: Pki;
  /** Certificates that may sign each list. */
  readonly announced: PerList<readonly Uint8Array[]>;
  /** The notice that the list of lists is traced to, and whom it names. */
  readonly journal: { readonly uri: string; readonly signers: readonly Uint8Array[] };
  /** The scheme of the Japanese list. */
  readonly scheme: TrustedListScheme;
  readonly urls: PerList<string>;
  /** What the lists say that were published first, for others that follow them. */
  readonly descriptions: PerList<TrustedListDescription>;
  /** The list that is published now. */
  published(name: ListName): PublishedList;
  /** Signs a list and publishes it in place of the one before. `signer`: default who signs the list. */
  publish(name: ListName, description: TrustedListDescription, signer?: Entity): Promise<void>;
  /** All services and lists as one function. */
  readonly handler: Handler;
  /** All services and lists as a Transport; any other address fails the test. */
  readonly transport: Transport;
  /** What went through `transport`, in order. */
  readonly requests: readonly HttpRequest[];
  /** The same lists with faults (and a request log of its own). */
  withFaults(faults: ListFaults): ListWorld;
}

const PATHS: PerList<string> = {
  japan: '/lists/jp.xml',
  member: '/lists/xe.xml',
  listOfLists: '/lists/eu-lotl.xml',
  pivot: '/lists/eu-lotl-pivot-1.xml',
};

const NAMES: readonly ListName[] = ['japan', 'member', 'listOfLists', 'pivot'];

/**
 * Makes both worlds and signs their lists.
 *
 * @example
 * ```ts
 * import { createListWorld } from '@eseal/testkit';
 *
 * const world = await createListWorld();
 * const answer = await world.transport({ method: 'GET', url: world.urls.japan, headers: {} });
 * console.log(world.scheme.id, answer.status);
 * ```
 */
export async function createListWorld(options: ListWorldOptions = {}): Promise<ListWorld> {
  const { baseUrl = 'http://eseal.test', key, keys, terms = 'japanese' } = options;
  const clock = clockOf(options);
  const common = { now: clock, ...(key && { key }), ...(keys && { keys }) };
  const japan = await createWorld((now) => [...goodEntities(now), ...japaneseEntities(now)], {
    ...options,
    ...common,
    baseUrl,
  });
  const europe = await createWorld(europeanEntities, { ...common, baseUrl: `${baseUrl}/eu` });
  const { now } = japan;
  const signers = await createPki({ entities: listSigners(now), baseUrl, ...(keys && { keys }) });
  const urls = perList((name) => baseUrl + PATHS[name]);
  // Lists have no parts of a second.
  const seconds = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const descriptions = describeLists({ japan, europe, signers, urls, now: seconds, terms });
  const lists = new Map<ListName, PublishedList>();
  const publish: ListWorld['publish'] = async (name, description, signer) => {
    const entity = signer ?? signers.entity(LIST_SIGNERS[name]);
    lists.set(name, await sign(description, entity, clock));
  };
  await Promise.all(NAMES.map((name) => publish(name, descriptions[name])));
  const { scheme } = LIST_TERMS[terms];
  const published = (name: ListName): PublishedList => {
    const list = lists.get(name);
    if (list === undefined) throw new TypeError(`the world has no list "${name}"`);
    return list;
  };
  return serve({ japan, europe, clock, signers, scheme, urls, descriptions, published, publish }, {});
}

async function sign(
  description: TrustedListDescription,
  entity: Entity,
  clock: Clock,
): Promise<PublishedList> {
  const published = description.scheme.issueDate;
  const bytes = await signTrustedList(buildTrustedList(description), {
    signer: createMockSigner(entity),
    signingTime: published,
    now: () => clock.now(),
  });
  return { bytes, published };
}

type Made = Pick<
  ListWorld,
  'clock' | 'descriptions' | 'europe' | 'japan' | 'publish' | 'published' | 'scheme' | 'signers' | 'urls'
>;

function serve(made: Made, faults: ListFaults): ListWorld {
  const { europe, japan, published, signers } = made;
  const { baseUrl } = japan.pki;
  const handler = createRouter(baseUrl, [
    ...NAMES.flatMap((name) => routes(name, () => published(name), faults[name])),
    { path: '/eu/', handler: europe.handler },
    { path: '/', handler: japan.handler },
  ]);
  const signer = (entity: string): Uint8Array => signers.entity(entity).certificate;
  return {
    ...made,
    announced: perList((name) => [signer(LIST_SIGNERS[name])]),
    journal: { uri: OFFICIAL_JOURNAL, signers: [signer(LIST_SIGNERS.pivot)] },
    handler,
    ...createMockTransport({ [new URL(baseUrl).origin]: handler }),
    withFaults: (others) => serve(made, others),
  };
}

function routes(
  name: ListName,
  current: () => PublishedList,
  fault: ListFault | HttpFault | undefined,
): readonly Route[] {
  const path = PATHS[name];
  const handler =
    fault !== undefined && isHttpFault(fault)
      ? withHttpFault(createListHandler({ current }), fault)
      : createListHandler({ current, ...(fault && { fault }) });
  return [
    { path, handler },
    { path: path.replace(/xml$/, 'sha2'), handler },
  ];
}

function perList<T>(of: (name: ListName) => T): PerList<T> {
  return { japan: of('japan'), member: of('member'), listOfLists: of('listOfLists'), pivot: of('pivot') };
}
