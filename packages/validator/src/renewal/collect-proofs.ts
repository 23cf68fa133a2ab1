/**
 * What the proof of a seal stands on: the seal itself, the timestamps over its signature, and those over all of it. Facts as
 * they stand in the file, nothing judged.
 *
 * @module
 */
import type { ParsedContainer, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { type DigestAlgorithm, identifySignature, type SignatureAlgorithm } from '@eseal/core/crypto';
import { type Certificate, isSelfIssued, orderChain } from '@eseal/core/x509';
import type { DigestTable } from '../facts/digests.ts';
import { collectSignatureFacts, type VerifiableSignature } from '../facts/signature-facts.ts';
import { collectTimestampFacts, readTimestamp } from '../facts/timestamp-facts.ts';
import { type CertificatePool, createCertificatePool } from '../path/certificate-pool.ts';
import { partsOfSignature } from '../policy/assess-algorithm.ts';
import type { TrustSource } from '../trust/source.ts';
import type { Proof, ProofLayer, UsedAlgorithm } from './proof.ts';

/** Forms with the material that proves the seal. */
const WITH_MATERIAL: ReadonlySet<ParsedSignature['form']> = new Set([
  'B-LT',
  'B-LTA',
  'LT',
  'LTV',
  'XL',
  'A',
]);

/** Kinds of timestamps that stand over all that belongs to a seal. */
const OVER_ALL: ReadonlySet<ParsedTimestamp['type']> = new Set(['archive', 'document', 'container']);

/** Kinds of timestamps that stand over the signature. */
const OVER_SIGNATURE: ReadonlySet<ParsedTimestamp['type']> = new Set(['signature', 'sig-and-refs']);

/** The proofs of a container: of each seal, or, where it has none, of each of its timestamps. */
export async function collectProofs(
  container: ParsedContainer,
  trust: TrustSource | undefined,
): Promise<readonly Proof[]> {
  const pool = createCertificatePool();
  for (const { certificates } of container.signatures) pool.add(certificates);
  if (container.material !== undefined) pool.add(container.material.certificates);
  const context: LayerContext = { pool, trust };
  const own = await layersOf(container.timestamps, OVER_ALL, context);
  if (container.signatures.length === 0) return own.map(({ layer }) => timestampProof(layer));
  const proofs: Proof[] = [];
  for (const parsed of container.signatures) proofs.push(await sealProof(parsed, own, context));
  return proofs;
}

interface LayerContext {
  readonly pool: CertificatePool;
  readonly trust: TrustSource | undefined;
}

function timestampProof(own: ProofLayer): Proof {
  return {
    kind: 'timestamp',
    id: own.id,
    hasMaterial: true,
    own,
    timestamps: [],
    archiveTimestamps: [],
    crls: [],
    ocspResponses: [],
  };
}

interface TimestampLayer {
  readonly parsed: ParsedTimestamp;
  readonly layer: ProofLayer;
}

async function sealProof(
  parsed: ParsedSignature,
  ofContainer: readonly TimestampLayer[],
  context: LayerContext,
): Promise<Proof> {
  const candidates = context.pool.add(parsed.certificates);
  const layers = await layersOf(parsed.timestamps, OVER_ALL, context);
  const over = await layersOf(parsed.timestamps, OVER_SIGNATURE, context);
  return {
    kind: 'seal',
    id: parsed.id,
    hasMaterial: WITH_MATERIAL.has(parsed.form),
    own: await layerOf(parsed.id, parsed, candidates, context),
    timestamps: over.map(({ layer }) => layer),
    archiveTimestamps: [...layers, ...ofContainer.filter((one) => covers(one.parsed, parsed))].map(
      ({ layer }) => layer,
    ),
    crls: parsed.crls,
    ocspResponses: parsed.ocspResponses,
  };
}

/**
 * A timestamp over a PDF covers the seals of the revisions up to its own; one of a container of files those whose files its
 * manifest names (EN 319 162-1 §A.7), which one over documents alone does not.
 */
function covers(
  { input, references = [], type }: ParsedTimestamp,
  { file, scope }: ParsedSignature,
): boolean {
  if (type === 'container') return references.some(({ uri }) => uri !== undefined && nameOf(uri) === file);
  const sealed = scope.pdf?.byteRange;
  if (input?.kind !== 'ranges' || sealed === undefined) return true;
  const end = Math.max(...input.ranges.map((range) => range.end));
  return end > (sealed[2] ?? 0) + (sealed[3] ?? 0);
}

/** The name that a reference in a manifest spells (RFC 3986 §2.1); itself where its percent signs are no escapes. */
function nameOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

const NO_DIGESTS: DigestTable = { get: () => undefined };

/** The layers of timestamps of some kinds; tokens that cannot be read or do not hold prove nothing and are left out. */
async function layersOf(
  timestamps: readonly ParsedTimestamp[],
  kinds: ReadonlySet<ParsedTimestamp['type']>,
  context: LayerContext,
): Promise<readonly TimestampLayer[]> {
  const layers: TimestampLayer[] = [];
  for (const parsed of timestamps) {
    if (!kinds.has(parsed.type)) continue;
    const { pool } = context;
    const facts = await collectTimestampFacts(readTimestamp(parsed), pool.all(), NO_DIGESTS, {
      pool,
      checkpoint: () => undefined,
    });
    if (facts.kind === 'unreadable') continue;
    const candidates = pool.add(facts.token.signedData.certificates);
    const layer = await layerOf(parsed.id, facts.signed, [...candidates, ...pool.all()], context);
    const imprint: UsedAlgorithm = { algorithm: facts.token.tstInfo.imprintAlgorithm };
    if (layer.intact)
      layers.push({ parsed, layer: { ...layer, algorithms: [imprint, ...layer.algorithms] } });
  }
  return layers;
}

async function layerOf(
  id: string,
  signature: VerifiableSignature,
  candidates: readonly Certificate[],
  context: LayerContext,
): Promise<ProofLayer> {
  const { signingCertificate, value } = await collectSignatureFacts(signature, candidates, NO_DIGESTS);
  const certificate = signingCertificate.identified ?? signingCertificate.hinted;
  const chain = certificate === undefined ? [] : await belowAnchor(certificate, context);
  const digests = new Set<DigestAlgorithm | undefined>(
    signature.references.map(({ digestAlgorithm }) => digestAlgorithm),
  );
  return {
    id,
    chain,
    algorithms: [
      ...[...digests].map((algorithm) => ({ algorithm })),
      ...used(signature.signature.algorithm, certificate?.publicKey.size),
      ...chain.slice(1).flatMap((issuer, at) => signatureOfCertificate(chain[at], issuer)),
    ],
    intact: value.kind !== 'broken',
  };
}

/** The chain as far as the file has it, without the anchor, whose own dates say nothing (RFC 5280 §6.1.1 (d)). */
async function belowAnchor(
  certificate: Certificate,
  { pool, trust }: LayerContext,
): Promise<readonly Certificate[]> {
  const chain: Certificate[] = [];
  for (const member of orderChain(certificate, pool.all())) {
    if (chain.length > 0 && isSelfIssued(member)) break;
    chain.push(member);
    if (((await trust?.anchorsNamed(member.issuer)) ?? []).length > 0) break;
  }
  return chain;
}

function signatureOfCertificate(
  certificate: Certificate | undefined,
  issuer: Certificate,
): readonly UsedAlgorithm[] {
  if (certificate === undefined) return [];
  return used(identifySignature(certificate.signatureAlgorithm)?.algorithm, issuer.publicKey.size);
}

function used(
  algorithm: SignatureAlgorithm | undefined,
  keySize: number | undefined,
): readonly UsedAlgorithm[] {
  if (algorithm === undefined) return [{ algorithm: undefined }];
  // The time is of no interest here: only what the suite would be asked about.
  const use = { algorithm, at: new Date(0), ...(keySize !== undefined && { keySize }) };
  return partsOfSignature(use).map((part) => ({
    algorithm: part.algorithm,
    ...(part.keySize !== undefined && { keySize: part.keySize }),
  }));
}
