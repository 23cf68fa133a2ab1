/**
 * Candidate paths from a certificate up to anchors, one after another, the likeliest first (RFC 4158 §3). A chain ends
 * early only where an issuer has the right name and did not sign. Whether a path holds is `validate.ts`'s to say.
 *
 * @module
 */
import { compareBytes, equalBytes } from '@eseal/core';
import type { PublicKey } from '@eseal/core/crypto';
import { type Certificate, equalNames, isSelfIssued } from '@eseal/core/x509';
import { serves } from '../trust/anchor-scope.ts';
import type { TrustAnchor, TrustPurpose, TrustSource } from '../trust/source.ts';
import type { CertificatePool } from './certificate-pool.ts';
import type { IssuerSource } from './issuer-source.ts';
import { keyIdentifiersMatch } from './key-identifiers.ts';
import type { VerifyCertificate } from './signature-cache.ts';
import { type IssuerTrace, traceIssuer } from './trace-issuer.ts';

/** Certificates from the target upwards. */
export type CertificateChain = readonly [Certificate, ...Certificate[]];

/** Why a chain could not be continued to an anchor. */
export type DeadEndReason =
  | 'issuer-not-found'
  | 'self-signed-not-trusted'
  | 'key-differs'
  | 'too-long'
  | 'too-many-paths'
  | 'too-many-questions';

/** What the search comes upon. */
export type PathCandidate =
  | { readonly kind: 'path'; readonly chain: CertificateChain; readonly anchor: TrustAnchor }
  | { readonly kind: 'dead-end'; readonly chain: CertificateChain; readonly reason: DeadEndReason };

/** Where a search looks and how long. */
export interface PathSearch {
  readonly trust: TrustSource;
  readonly pool: CertificatePool;
  /** Asked for issuers that are not at hand. Default: nobody is. */
  readonly issuers?: IssuerSource;
  /** Ends what the source of issuers does. */
  readonly signal?: AbortSignal;
  /** What the path is for: chains to anchors for other things are offered, but go on. Default: anything. */
  readonly purpose?: TrustPurpose;
  /** Certificates valid at this time are tried first. */
  readonly time: Date;
  /** Tells the issuer that signed from others of its name. */
  readonly verify: VerifyCertificate;
  /** Most certificates below the anchor. Default 12. */
  readonly maxLength?: number;
  /** Most candidates offered, dead ends included. Default 100. */
  readonly maxCandidates?: number;
  /** Most chains that are followed upwards. Default 300. */
  readonly maxChains?: number;
  /** Most questions to the source of issuers. Default 8. */
  readonly maxQuestions?: number;
  /** Most issuers of the right name that turn out to have signed nothing. Default 50. */
  readonly maxOtherKeys?: number;
}

/** A search with what is left of its limits. */
interface RunningSearch extends PathSearch {
  readonly left: { questions: number; otherKeys: number; candidates: number; chains: number };
}

/**
 * Every path from a certificate to an anchor, and every chain that ends before one: first along issuers that an anchor
 * certified, else the shorter before the longer. No certificate's name and key occur twice in a chain, so that meshes of
 * cross-certificates end.
 */
export async function* buildPaths(
  target: Certificate,
  search: PathSearch,
): AsyncGenerator<PathCandidate, void, undefined> {
  const { maxCandidates = 100, maxChains = 300, maxQuestions = 8, maxOtherKeys = 50 } = search;
  const left = {
    questions: maxQuestions,
    otherKeys: maxOtherKeys,
    candidates: maxCandidates,
    chains: maxChains,
  };
  const running: RunningSearch = { ...search, left };
  const near: CertificateChain[] = [];
  const far: CertificateChain[] = [[target]];
  for (let chain = far.shift(); chain !== undefined; chain = near.shift() ?? far.shift()) {
    left.chains--;
    for await (const step of stepsFrom(chain, running)) {
      if (left.chains < 0 || left.otherKeys < 0 || (step.kind !== 'longer' && --left.candidates < 0)) {
        yield { kind: 'dead-end', chain: [target], reason: 'too-many-paths' };
        return;
      }
      if (step.kind === 'longer') (step.near ? near : far).push(step.chain);
      else yield step;
    }
  }
}

/** What comes of a chain: paths, an end, or longer chains, near an anchor or not. */
type SearchStep =
  | PathCandidate
  | { readonly kind: 'longer'; readonly chain: CertificateChain; readonly near: boolean };

async function* stepsFrom(
  chain: CertificateChain,
  search: RunningSearch,
): AsyncGenerator<SearchStep, void, undefined> {
  if (await isNamesake(chain, search)) {
    yield { kind: 'dead-end', chain, reason: 'key-differs' };
    return;
  }
  const top = topOf(chain);
  const named = await search.trust.anchorsNamed(top.issuer);
  const anchors = rank(top, named, ({ certificate }) => certificate, search);
  for (const anchor of anchors) {
    const trace = await traceCounted(top, anchor, search);
    yield trace === 'other-key'
      ? { kind: 'dead-end', chain, reason: 'key-differs' }
      : { kind: 'path', chain, anchor };
  }
  const fitting = anchors.filter((anchor) => search.purpose === undefined || serves(anchor, search.purpose));
  const hasAsked =
    fitting.some(({ certificate }) => isLikely(top, certificate)) || (await fetchIssuers(top, search));
  // The own certificate of a root that is an anchor leads nowhere else.
  const isRoot = (issuer: Certificate): boolean =>
    isSelfIssued(issuer) && anchors.some((anchor) => isSame(anchor, issuer));
  const issuers = (await issuersOf(top, search)).filter((issuer) => !holds(chain, issuer) && !isRoot(issuer));
  if (issuers.length > 0 && chain.length >= (search.maxLength ?? 12)) {
    yield { kind: 'dead-end', chain, reason: 'too-long' };
    return;
  }
  for (const issuer of issuers) {
    const near = (await search.trust.anchorsNamed(issuer.issuer)).length > 0;
    yield { kind: 'longer', chain: [...chain, issuer], near };
  }
  if (anchors.length === 0 && issuers.length === 0)
    yield { kind: 'dead-end', chain, reason: deadEnd(top, hasAsked) };
}

function topOf(chain: CertificateChain): Certificate {
  return chain[chain.length - 1] ?? chain[0];
}

/** Whether the last certificate of a chain only has the name of the one before it's issuer. */
async function isNamesake(chain: CertificateChain, search: RunningSearch): Promise<boolean> {
  const issued = chain[chain.length - 2];
  const issuer = topOf(chain);
  if (issued === undefined) return false;
  const trace = await traceCounted(issued, { publicKey: issuer.publicKey, certificate: issuer }, search);
  return trace === 'other-key';
}

function deadEnd(top: Certificate, hasAsked: boolean): DeadEndReason {
  if (!hasAsked) return 'too-many-questions';
  return isSelfIssued(top) ? 'self-signed-not-trusted' : 'issuer-not-found';
}

async function traceCounted(
  certificate: Certificate,
  issuer: Pick<TrustAnchor, 'publicKey' | 'certificate'>,
  { verify, left }: RunningSearch,
): Promise<IssuerTrace> {
  const trace = await traceIssuer(certificate, issuer, verify);
  if (trace === 'other-key') left.otherKeys--;
  return trace;
}

/**
 * Puts issuers of a certificate into the pool when none is at hand that its key identifier allows.
 *
 * @returns `false` when nobody may be asked any more
 */
async function fetchIssuers(certificate: Certificate, search: RunningSearch): Promise<boolean> {
  const { issuers, pool, signal, left } = search;
  if (issuers === undefined || isSelfIssued(certificate)) return true;
  if ((await issuersOf(certificate, search)).some((issuer) => isLikely(certificate, issuer))) return true;
  if (--left.questions < 0) return false;
  pool.add(await issuers.issuersOf(certificate, { ...(signal && { signal }) }));
  return true;
}

function isLikely(certificate: Certificate, issuer: Certificate | undefined): boolean {
  return issuer === undefined || keyIdentifiersMatch(certificate, issuer) !== false;
}

async function issuersOf(certificate: Certificate, search: PathSearch): Promise<readonly Certificate[]> {
  const { pool, trust } = search;
  const between = (await trust.certificatesNamed?.(certificate.issuer)) ?? [];
  const known = pool.withSubject(certificate.issuer);
  const others = between.filter((one) => !known.some(({ raw }) => equalBytes(raw, one.raw)));
  return rank(certificate, [...known, ...others], (issuer) => issuer, search);
}

interface NamedKey {
  readonly name: Certificate['subject'];
  readonly publicKey: PublicKey;
}

function holds(chain: CertificateChain, { subject, publicKey }: Certificate): boolean {
  return chain.some((member) => isSame({ name: subject, publicKey }, member));
}

function isSame(one: NamedKey, certificate: Certificate): boolean {
  return (
    equalBytes(one.publicKey.raw, certificate.publicKey.raw) && equalNames(one.name, certificate.subject)
  );
}

/** Possible issuers, the likeliest first; equally likely ones in the order of their bytes, so that runs are alike. */
function rank<T>(
  certificate: Certificate,
  issuers: readonly T[],
  certificateOf: (issuer: T) => Certificate | undefined,
  { time }: PathSearch,
): readonly T[] {
  if (issuers.length < 2) return issuers;
  return issuers
    .map((issuer) => ({ issuer, own: certificateOf(issuer) }))
    .map(({ issuer, own }) => ({ issuer, own, likelihood: own ? likelihood(certificate, own, time) : 0 }))
    .sort((a, b) => b.likelihood - a.likelihood || compareBytes(a.own?.raw ?? NOTHING, b.own?.raw ?? NOTHING))
    .map(({ issuer }) => issuer);
}

const NOTHING = new Uint8Array();

/** Matching key identifiers weigh most (RFC 4158 §3.5.12), then validity at the time. */
function likelihood(certificate: Certificate, issuer: Certificate, time: Date): number {
  const validity = issuer.notBefore <= time && time <= issuer.notAfter ? 1 : 0;
  const match = keyIdentifiersMatch(certificate, issuer);
  if (match === undefined) return validity;
  return match ? validity + 2 : validity - 2;
}
