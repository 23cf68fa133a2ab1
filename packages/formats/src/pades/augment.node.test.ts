/**
 * Signed PDFs of others, raised: nothing that is there is touched, what is appended is told to be harmless, and what its
 * source says must be refused is.
 *
 * @module
 */
import { type AdesLevel, equalBytes, type MaterialSource } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatsError } from '../errors.ts';
import { type CorpusCase, openCorpus } from '../test-corpus.node.ts';
import { pades } from './pades.ts';
import { parsePades } from './parse/parse.ts';

/** What is said of a case. */
interface Expect {
  readonly augmentation?: 'refused' | 'accepted';
  readonly augmentTo?: AdesLevel;
}

type Case = CorpusCase<Expect>;

const { cases, present, read } = openCorpus<Expect>('pades', 'signed PDFs of others are not raised');

/** What is not raised, since it does not hold, or since nobody can tell. */
const REFUSED: Readonly<Record<string, string>> = {
  'AD-RB.pdf': 'SEAL_BROKEN',
  'BadEncodedCMS.pdf': 'SEAL_BROKEN',
  'PAdES-BpB-att-SHA256-SHA3_224withRSA.pdf': 'SEAL_BROKEN',
  'Signature-P-IT_ADO-1 (HASH_FAILURE) (ECDSA).pdf': 'SEAL_BROKEN',
  'Signature-P-SK-1 (HASH_FAILURE).pdf': 'SEAL_BROKEN',
  'TestToSignPDFSHA256_TST_SIG_NOT_FOUND.pdf': 'SEAL_BROKEN',
  'one-byterange.pdf': 'SEAL_BROKEN',
  'pades-t-duplicated-doctst.pdf': 'SEAL_BROKEN',
  'pades-two-sig-copied-tst.pdf': 'SEAL_BROKEN',
  'pades_infinite_loop.pdf': 'PDF_XREF_BROKEN',
  'pdf-double-signer-info.pdf': 'SEAL_BROKEN',
  'pdf-sig-with-econtent.pdf': 'SEAL_BROKEN',
  'pdf-signed-corrupted.pdf': 'PDF_XREF_BROKEN',
  'pdf-spoofing-attack.pdf': 'SEAL_BROKEN',
  'signature-gap-too-big.pdf': 'SEAL_BROKEN',
};
/** A file with objects that are not where they should be: what is appended to it cannot be told apart either. */
const UNTOLD = ['hide.pdf'];

let timestamps: readonly TimestampSource[];
let material: MaterialSource;
beforeAll(async () => {
  const world = await createGoodWorld();
  timestamps = [
    createTimestampClient({ url: world.urls.tsa, transport: world.transport, now: () => world.now }),
  ];
  const found = { certificates: [world.issuingCa.certificate], crls: [], ocspResponses: [] };
  material = { collect: async () => found };
});

async function raise(pdf: Uint8Array, adesLevel: AdesLevel): Promise<Uint8Array | string> {
  try {
    return await (await pades().augment(pdf, { adesLevel, timestamps, material })).toBytes();
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return error.code;
  }
}

const nameOf = ({ file }: Case): string => file.split('/').at(-1) ?? file;

const forbiddenIn = (seal: ParsedSignature | undefined) =>
  seal?.scope.pdf?.modifications.filter(({ permitted }) => !permitted) ?? [];

describe.runIf(present)('a signed PDF of others', () => {
  it.each(cases.map((one) => [one.id, one] as const))('is raised or refused: %s', async (_, one) => {
    const received = read(one.file);
    const raised = await raise(received, 'B-LTA');
    const refusal = REFUSED[nameOf(one)];
    if (refusal !== undefined || typeof raised === 'string') {
      expect(raised).toBe(refusal);
      return;
    }
    expect(equalBytes(raised.subarray(0, received.length), received)).toBe(true);
    const before = await parsePades(received);
    const after = await parsePades(raised);
    expect(after.timestamps.length).toBeGreaterThan(before.timestamps.length);
    if (UNTOLD.includes(nameOf(one))) return;
    // Nothing forbidden is added, and none that was there is hidden.
    for (const [at, raisedSeal] of after.signatures.entries())
      expect(forbiddenIn(raisedSeal)).toEqual(forbiddenIn(before.signatures[at]));
  });

  it.each(
    cases.flatMap((one) =>
      one.expect.augmentTo === undefined ? [] : [[one.id, one, one.expect.augmentTo] as const],
    ),
  )('is raised as its source has it: %s', async (_, one, level) => {
    const raised = await raise(read(one.file), level);
    expect(typeof raised === 'string' ? 'refused' : 'accepted').toBe(one.expect.augmentation ?? 'accepted');
  });
});
