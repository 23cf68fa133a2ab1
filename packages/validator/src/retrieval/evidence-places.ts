/**
 * The places where evidence about a certificate is: its responders, and its distribution points with their deltas.
 *
 * @module
 */
import { readable, toHex } from '@eseal/core';
import type { CertificateList } from '@eseal/core/revocation';
import { basicConstraints } from '@eseal/core/x509';
import type { RevocationEvidence, RevocationRequest } from '../revocation/provider.ts';
import { ocspUrls } from './access-urls.ts';
import { type CrlSettings, crlQuestion, type WantedCrl } from './crl-question.ts';
import { type CrlAttribute, type DirectoryHooks, directoryQuestion } from './directory-lists.ts';
import { type CrlPlace, type CrlPoint, crlPoints, deltaPoints } from './distribution-places.ts';
import type { FetchContext } from './fetch-body.ts';
import { type OcspSettings, ocspQuestion } from './ocsp-question.ts';
import type { Retriever } from './retriever.ts';

/** Everything a provider works with. */
export interface Online {
  readonly preference: 'ocsp-first' | 'crl-first';
  readonly preferUrls: readonly string[];
  readonly hooks: DirectoryHooks;
  readonly retriever: Retriever;
  readonly ocsp: { readonly context: FetchContext; readonly settings: OcspSettings };
  readonly crl: { readonly context: FetchContext; readonly settings: CrlSettings };
}

/** What one place gave, and whether any of it was kept. */
export interface Found {
  readonly evidence: readonly RevocationEvidence[];
  readonly kept: boolean;
}

/** A place with evidence: a responder, or a distribution point with its deltas. */
export interface EvidencePlace {
  readonly kind: RevocationEvidence['kind'];
  readonly urls: readonly string[];
  readonly ask: (afresh: boolean) => Promise<Found>;
}

/** Every place in the order to be asked. */
export function placesOf(request: RevocationRequest, online: Online): readonly EvidencePlace[] {
  const { certificate } = request;
  const responders = ocspUrls(certificate).map(
    (url): EvidencePlace => ({
      kind: 'ocsp',
      urls: [url],
      ask: (afresh) => askResponder(url, request, online, afresh),
    }),
  );
  const lists = crlPoints(certificate).map(
    (point): EvidencePlace => ({
      kind: 'crl',
      urls: point.places.map(addressOf),
      ask: (afresh) => askPoint(point, request, online, afresh),
    }),
  );
  const { preference, preferUrls } = online;
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
  for (const place of preferred(places, online.preferUrls, (one) => [addressOf(one)])) {
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
  { hooks, retriever, crl }: Online,
  afresh: boolean,
): Promise<FoundLists> {
  const { signal, onAttempt } = request;
  if (place.kind !== 'http') {
    const question = await directoryQuestion({ place, attribute, wanted }, request, hooks, crl.settings);
    const obtained = await retriever.obtain(question, { signal, onAttempt, afresh });
    return { lists: obtained?.answer.lists ?? [], kept: obtained?.kept === true };
  }
  const question = await crlQuestion(place.url, wanted, request, crl.context, crl.settings);
  const obtained = await retriever.obtain(question, { signal, onAttempt, afresh });
  if (obtained === undefined) return { lists: [], kept: false };
  return { lists: [obtained.answer], kept: obtained.kept };
}
