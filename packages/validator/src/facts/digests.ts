/**
 * Every digest a validation needs, computed together: each document is read once for each algorithm, however many seals
 * cover parts of it. What the seals of a PDF cover begins alike, so the digest of the common beginning is shared.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import { equalBytes, readChunks } from '@eseal/core';
import { type ByteRange, type DigestInput, updateDigest } from '@eseal/core/container';
import { createDigest, type DigestAlgorithm, digestBytes, type StreamingDigest } from '@eseal/core/crypto';

/** A digest that is wanted. */
export interface DigestRequest {
  readonly algorithm: DigestAlgorithm;
  readonly input: DigestInput;
}

/** The digests that were computed. */
export interface DigestTable {
  /** `undefined` when only a digest by another algorithm is known. */
  get(algorithm: DigestAlgorithm, input: DigestInput): Uint8Array | undefined;
}

/** One digest over parts of a document, and the inputs that ask for it. */
interface Job {
  readonly algorithm: DigestAlgorithm;
  readonly ranges: readonly ByteRange[];
  readonly inputs: DigestInput[];
}

const WHOLE: readonly ByteRange[] = [{ start: 0, end: Number.POSITIVE_INFINITY }];

/**
 * Computes digests.
 *
 * @param checkpoint - called between pieces of large documents; throws when the validation has to end
 */
export async function computeDigests(
  requests: readonly DigestRequest[],
  checkpoint: () => void,
): Promise<DigestTable> {
  const results = new Map<DigestInput, Map<DigestAlgorithm, Uint8Array>>();
  const store = (algorithm: DigestAlgorithm, input: DigestInput, digest: Uint8Array): void => {
    const byAlgorithm = results.get(input) ?? new Map<DigestAlgorithm, Uint8Array>();
    results.set(input, byAlgorithm.set(algorithm, digest));
  };
  for (const { algorithm, input } of requests) {
    if (input.kind === 'bytes') store(algorithm, input, await digestPieces(algorithm, input.pieces));
    if (input.kind === 'digest' && input.algorithm === algorithm) store(algorithm, input, input.digest);
    if (input.kind === 'sequence') {
      const hash = await createDigest(algorithm);
      if (await updateDigest(hash, input, checkpoint)) store(algorithm, input, await hash.digest());
    }
  }
  for (const [source, jobs] of jobsBySource(requests)) {
    for (const { job, digest } of await digestSource(source, jobs, checkpoint)) {
      for (const input of job.inputs) store(job.algorithm, input, digest);
    }
  }
  return { get: (algorithm, input) => results.get(input)?.get(algorithm) };
}

/** Digest of bytes in pieces. */
export async function digestPieces(
  algorithm: DigestAlgorithm,
  pieces: readonly Uint8Array[],
): Promise<Uint8Array> {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return digestBytes(algorithm, first);
  const hash = await createDigest(algorithm);
  for (const piece of pieces) await hash.update(piece);
  return hash.digest();
}

function jobsBySource(requests: readonly DigestRequest[]): ReadonlyMap<DocumentSource, readonly Job[]> {
  const bySource = new Map<DocumentSource, Job[]>();
  for (const { algorithm, input } of requests) {
    if (input.kind !== 'ranges' && input.kind !== 'document') continue;
    const ranges = input.kind === 'ranges' ? input.ranges : WHOLE;
    const jobs = bySource.get(input.source) ?? [];
    bySource.set(input.source, jobs);
    const same = jobs.find((job) => job.algorithm === algorithm && equalRanges(job.ranges, ranges));
    if (same === undefined) jobs.push({ algorithm, ranges, inputs: [input] });
    else same.inputs.push(input);
  }
  return bySource;
}

function equalRanges(a: readonly ByteRange[], b: readonly ByteRange[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, end }, index) => start === b[index]?.start && end === b[index]?.end)
  );
}

interface JobResult {
  readonly job: Job;
  readonly digest: Uint8Array;
}

async function digestSource(
  source: DocumentSource,
  jobs: readonly Job[],
  checkpoint: () => void,
): Promise<readonly JobResult[]> {
  if ('getReader' in source) return digestStream(source, jobs, checkpoint);
  const algorithms = [...new Set(jobs.map(({ algorithm }) => algorithm))];
  const results: JobResult[] = [];
  for (const algorithm of algorithms) {
    const own = jobs.filter((job) => job.algorithm === algorithm);
    results.push(...(await digestParts({ source, algorithm, checkpoint }, own)));
  }
  return results;
}

/** A stream can be read once: all algorithms see its chunks together. Only its whole can be asked for. */
async function digestStream(
  source: ReadableStream<Uint8Array>,
  jobs: readonly Job[],
  checkpoint: () => void,
): Promise<readonly JobResult[]> {
  const whole = jobs.filter(({ ranges }) => ranges === WHOLE);
  const hashes = await Promise.all(
    whole.map(async (job) => ({ job, hash: await createDigest(job.algorithm) })),
  );
  for await (const chunk of readChunks(source)) {
    checkpoint();
    for (const { hash } of hashes) await hash.update(chunk);
  }
  return Promise.all(hashes.map(async ({ job, hash }) => ({ job, digest: await hash.digest() })));
}

interface Reading {
  readonly source: DocumentSource;
  readonly algorithm: DigestAlgorithm;
  readonly checkpoint: () => void;
}

/** Jobs of one algorithm over a document that can be read by position. */
async function digestParts(reading: Reading, jobs: readonly Job[]): Promise<readonly JobResult[]> {
  const { source, algorithm, checkpoint } = reading;
  const [only] = jobs;
  if (jobs.length === 1 && only?.ranges === WHOLE && source instanceof Uint8Array)
    return [{ job: only, digest: await digestBytes(algorithm, source) }];
  const results: JobResult[] = [];
  const sorted = [...jobs].sort((a, b) => endOfFirst(a) - endOfFirst(b));
  const beginning = await createDigest(algorithm);
  let position = 0;
  for (const job of sorted) {
    const [first, ...others] = job.ranges;
    let hash: StreamingDigest;
    if (first?.start === 0) {
      await update(beginning, source, checkpoint, position, first.end);
      position = first.end;
      hash = beginning.copy();
    } else {
      hash = await createDigest(algorithm);
      if (first !== undefined) await update(hash, source, checkpoint, first.start, first.end);
    }
    for (const { start, end } of others) await update(hash, source, checkpoint, start, end);
    results.push({ job, digest: await hash.digest() });
  }
  return results;
}

function endOfFirst({ ranges }: Job): number {
  return ranges[0]?.start === 0 ? ranges[0].end : -1;
}

/** Bytes of a document in memory that are digested between two checkpoints. */
const STEP = 1 << 24;

async function update(
  hash: StreamingDigest,
  source: DocumentSource,
  checkpoint: () => void,
  start: number,
  end: number,
): Promise<void> {
  if (!(source instanceof Uint8Array)) {
    const chunks =
      end === Number.POSITIVE_INFINITY ? readChunks(source, start) : readChunks(source, start, end);
    for await (const chunk of chunks) {
      checkpoint();
      await hash.update(chunk);
    }
    return;
  }
  const last = Math.min(end, source.length);
  for (let from = start; from < last; from += STEP) {
    checkpoint();
    await hash.update(source.subarray(from, Math.min(from + STEP, last)));
  }
}

/** Whether a digest that was found is the one that was computed. */
export function digestMatches(expected: Uint8Array, actual: Uint8Array | undefined): boolean {
  return actual !== undefined && equalBytes(expected, actual);
}
