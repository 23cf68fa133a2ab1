/**
 * Revocation data over the network: OCSP and lists at the addresses that certificates name.
 *
 * @module
 */
import { readable, toHex } from '@eseal/core';
import type { CertificateList } from '@eseal/core/revocation';
import { basicConstraints } from '@eseal/core/x509';
import type { RevocationEvidence, RevocationProvider, RevocationRequest } from '../revocation/provider.ts';
import { ocspUrls } from './access-urls.ts';
import { type CrlSettings, crlQuestion, type WantedCrl } from './crl-question.ts';
import { type CrlAttribute, type DirectoryHooks, directoryLists } from './directory-lists.ts';
import { type CrlPlace, type CrlPoint, crlPoints, deltaPoints } from './distribution-places.ts';
import type { FetchContext } from './fetch-body.ts';
import { type NoncePolicy, type OcspSettings, ocspQuestion } from './ocsp-question.ts';
import { fetchContextOf, type RetrievalOptions } from './options.ts';
import { createRetriever, type Retriever } from './retriever.ts';
import { createMemoryStore, type RetrievalStore } from './store.ts';

/** Options of {@link createOnlineRevocation}. */
export interface OnlineRevocationOptions extends RetrievalOptions, DirectoryHooks {
  /** What is asked first; the other is asked when that does not decide the status. Default `ocsp-first`. */
  readonly preference?: 'ocsp-first' | 'crl-first';
  /** Addresses, or beginnings of them, that are asked before others which a certificate names, in this order. */
  readonly preferUrls?: readonly string[];
  /** Default: a nonce is sent and none is required. */
  readonly nonce?: NoncePolicy;
  /** `GET` for requests that are short enough, which without a nonce they are. Default `POST`. */
  readonly ocspMethod?: OcspSettings['method'];
  /** Most bytes of a list. Default 64 MiB. */
  readonly maxCrlBytes?: number;
  /** Where answers are kept. Default a memory store of its own. */
  readonly store?: RetrievalStore;
  /** For how long answers are kept at most, in milliseconds; never beyond their next update. Default one hour. */
  readonly lifetimeMs?: number;
}

/** Largest answer of a responder. */
const MAX_OCSP_BYTES = 1 << 20;

const HOUR = 3_600_000;

/** Everything a provider works with. */
interface Online {
  readonly options: OnlineRevocationOptions;
  readonly retriever: Retriever;
  readonly ocsp: { readonly context: FetchContext; readonly settings: OcspSettings };
  readonly crl: { readonly context: FetchContext; readonly settings: CrlSettings };
}

/**
 * A provider that asks responders and fetches lists, with a cache of its own. It judges nothing: every answer, kept or
 * fresh, is verified by whoever asked. Services that fail are told to `onAttempt` of the request and nobody else.
 *
 * @example
 * ```ts
 * import { createOnlineRevocation, validate } from '@eseal/validator';
 *
 * const revocationProvider = createOnlineRevocation({ preference: 'crl-first' });
 *
 * export async function isGenuine(pdf: Uint8Array, rootDer: Uint8Array): Promise<boolean> {
 *   const report = await validate(pdf, { trust: [rootDer], revocationProvider });
 *   return report.conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 * @see RFC 6960; RFC 5280 §4.2.1.13, §6.3.3
 */
export function createOnlineRevocation(options: OnlineRevocationOptions = {}): RevocationProvider {
  const { now = () => new Date(), lifetimeMs = HOUR, negativeLifetimeMs = 60_000 } = options;
  const { nonce = { send: true, require: false }, ocspMethod: method = 'POST' } = options;
  const online: Online = {
    options,
    retriever: createRetriever({ store: options.store ?? createMemoryStore(), negativeLifetimeMs, now }),
    ocsp: {
      context: fetchContextOf(options, MAX_OCSP_BYTES),
      settings: { nonce, method, now, lifetimeMs },
    },
    crl: { context: fetchContextOf(options, options.maxCrlBytes ?? 64 << 20), settings: { now, lifetimeMs } },
  };
  return { collect: (request) => collect(request, online) };
}

/** Asks place after place until what was found decides the status. */
async function collect(request: RevocationRequest, online: Online): Promise<readonly RevocationEvidence[]> {
  const { suffices = (found) => found.length > 0 } = request;
  let found: readonly RevocationEvidence[] = [];
  for (const place of placesOf(request, online)) {
    for (const afresh of [false, true]) {
      const { evidence, kept } = await place.ask(afresh);
      const all = [...found, ...evidence];
      if (evidence.length > 0 && (await suffices(all))) return all;
      // What was kept and decides nothing may be old, or not what it was: the service itself is asked.
      if (kept) continue;
      found = all;
      break;
    }
  }
  return found;
}

/** What one place gave, and whether any of it was kept. */
interface Found {
  readonly evidence: readonly RevocationEvidence[];
  readonly kept: boolean;
}

/** A place with evidence: a responder, or a distribution point with its deltas. */
interface EvidencePlace {
  readonly urls: readonly string[];
  readonly ask: (afresh: boolean) => Promise<Found>;
}

/** Every place in the order to be asked. */
function placesOf(request: RevocationRequest, online: Online): readonly EvidencePlace[] {
  const { certificate } = request;
  const responders = ocspUrls(certificate).map((url) => ({
    urls: [url],
    ask: (afresh: boolean) => askResponder(url, request, online, afresh),
  }));
  const lists = crlPoints(certificate).map((point) => ({
    urls: point.places.map(addressOf),
    ask: (afresh: boolean) => askPoint(point, request, online, afresh),
  }));
  const { preference, preferUrls } = online.options;
  const places = preference === 'crl-first' ? [...lists, ...responders] : [...responders, ...lists];
  return preferred(places, preferUrls, ({ urls }) => urls);
}

const addressOf = (place: CrlPlace): string => (place.kind === 'directory' ? '' : place.url);

/** In the order given, but what the caller prefers first. */
function preferred<T>(
  places: readonly T[],
  preferUrls: readonly string[] = [],
  urlsOf: (place: T) => readonly string[],
): readonly T[] {
  const rank = (place: T): number => {
    const at = preferUrls.findIndex((start) => urlsOf(place).some((url) => url.startsWith(start)));
    return at < 0 ? preferUrls.length : at;
  };
  return [...places].sort((a, b) => rank(a) - rank(b));
}

async function askResponder(
  url: string,
  request: RevocationRequest,
  { retriever, ocsp }: Online,
  afresh: boolean,
): Promise<Found> {
  const question = await ocspQuestion(url, request, ocsp.context, ocsp.settings);
  const { signal, onAttempt } = request;
  const obtained = await retriever.obtain(question, { signal, onAttempt, afresh });
  if (obtained === undefined) return { evidence: [], kept: false };
  return { evidence: [{ kind: 'ocsp', encoded: obtained.answer.raw }], kept: obtained.kept };
}

/** A base list of a distribution point, and the deltas that it or the certificate names. */
async function askPoint(
  point: CrlPoint,
  request: RevocationRequest,
  online: Online,
  afresh: boolean,
): Promise<Found> {
  const isAuthority = readable(() => basicConstraints(request.certificate)?.cA) === true;
  const attribute = isAuthority ? 'authorityRevocationList' : 'certificateRevocationList';
  const base = await askPlaces(point, attribute, request, online, afresh);
  const holders = [request.certificate, ...base.lists];
  const found = [base];
  for (const holder of base.lists.length > 0 ? holders : []) {
    for (const delta of deltaPoints(holder, request.issuerName))
      found.push(await askPlaces(delta, 'deltaRevocationList', request, online, afresh));
  }
  const lists = new Map(found.flatMap((one) => one.lists).map((list) => [toHex(list.signatureValue), list]));
  return {
    evidence: [...lists.values()].map(({ raw }) => ({ kind: 'crl', encoded: raw })),
    kept: found.some(({ kept }) => kept),
  };
}

interface FoundLists {
  readonly lists: readonly CertificateList[];
  readonly kept: boolean;
}

/** The lists at the first place of a point that has any: all places have the same. */
async function askPlaces(
  { places, issuers }: CrlPoint,
  attribute: CrlAttribute,
  request: RevocationRequest,
  online: Online,
  afresh: boolean,
): Promise<FoundLists> {
  const wanted = { issuers, issuedAfter: request.issuedAfter };
  for (const place of preferred(places, online.options.preferUrls, (one) => [addressOf(one)])) {
    const found = await askPlace(place, attribute, wanted, request, online, afresh);
    if (found.lists.length > 0) return found;
  }
  return { lists: [], kept: false };
}

async function askPlace(
  place: CrlPlace,
  attribute: CrlAttribute,
  wanted: WantedCrl,
  request: RevocationRequest,
  { options, retriever, crl }: Online,
  afresh: boolean,
): Promise<FoundLists> {
  const { signal, onAttempt } = request;
  if (place.kind !== 'http')
    return { lists: await directoryLists(place, attribute, wanted, options, onAttempt), kept: false };
  const question = await crlQuestion(place.url, wanted, request, crl.context, crl.settings);
  const obtained = await retriever.obtain(question, { signal, onAttempt, afresh });
  if (obtained === undefined) return { lists: [], kept: false };
  return { lists: [obtained.answer], kept: obtained.kept };
}
