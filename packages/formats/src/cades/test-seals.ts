/**
 * Seals for tests, and a check of seals that uses of this folder only the parser.
 *
 * @module
 */

import { concatBytes, equalBytes } from '@eseal/core';
import { type DigestInput, digestInput, type ParsedSignature } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import type { GoodWorldOptions } from '@eseal/testkit';
import { cades } from './cades.ts';
import type { CadesOptions } from './options.ts';
import { parseCades } from './parse.ts';
import type { PreparedCades } from './prepare.ts';
import { createFormatSealer, type FormatSealer } from './test-sealer.ts';

/** Seals with CAdES. */
export type TestSealer = FormatSealer<CadesOptions, PreparedCades>;

/** A sealer with a world of its own. */
export function createTestSealer(options: GoodWorldOptions = {}): Promise<TestSealer> {
  return createFormatSealer(cades, options);
}

/** Whether each signature of a CMS holds: digest of the content, value, certificate reference, timestamps. */
export async function checkSeals(sealed: Uint8Array, document?: Uint8Array): Promise<readonly boolean[]> {
  const contents = document === undefined ? [] : [{ source: document }];
  const { signatures } = await parseCades(sealed, { contents });
  return Promise.all(signatures.map(sealHolds));
}

/** Whether a parsed signature holds, of whatever format. */
export async function sealHolds(parsed: ParsedSignature): Promise<boolean> {
  const { signature, references, structure, timestamps } = parsed;
  const sound = structure.valid && parsed.findings.every(({ severity }) => severity !== 'error');
  const intact = await Promise.all(
    references.map(async ({ digestAlgorithm, digest, input }) =>
      digestAlgorithm === undefined ? false : matches(digestAlgorithm, digest, input),
    ),
  );
  const stamped = await Promise.all(timestamps.map(({ token, input }) => isStamped(token, input)));
  if (!sound || references.length === 0 || [...intact, ...stamped].includes(false)) return false;
  const [reference] = parsed.signingCertificateReferences.references;
  if (reference?.digestAlgorithm === undefined || signature.algorithm === undefined) return false;
  if (signature.signedBytes?.kind !== 'bytes') return false;
  const signedBytes = concatBytes(signature.signedBytes.pieces);
  for (const raw of parsed.certificates) {
    if (!equalBytes(await digestBytes(reference.digestAlgorithm, raw), reference.digest)) continue;
    const { publicKey } = parseCertificate(raw);
    return publicKey.verify(signature.algorithm, signedBytes, signature.value, signature.saltLength);
  }
  return false;
}

async function matches(
  algorithm: Parameters<typeof digestInput>[0],
  expected: Uint8Array | undefined,
  input: DigestInput | undefined,
): Promise<boolean> {
  const actual = input && (await digestInput(algorithm, input));
  return actual !== undefined && expected !== undefined && equalBytes(actual, expected);
}

async function isStamped(token: Uint8Array, input: DigestInput | undefined): Promise<boolean> {
  const { imprint, imprintAlgorithm } = parseTimestampToken(token).tstInfo;
  return imprintAlgorithm !== undefined && matches(imprintAlgorithm, imprint, input);
}
