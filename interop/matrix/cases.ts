/**
 * Every seal of the matrix: format and packaging x level x algorithm.
 *
 * @module
 */
import { ADES_LEVELS, type AdesLevel, seal } from '@eseal/core';
import { signatureRow } from '@eseal/core/crypto';
import { type AlgorithmCase, algorithmCases } from '../lib/algorithms.ts';
import type { SealedBytes } from '../lib/sealed-bytes.ts';
import type { SealingWorld } from '../lib/sealing-world.ts';
import { type Packaging, packagings } from './packagings.ts';

/** A seal of the matrix. */
export interface MatrixCase {
  readonly packaging: Packaging;
  readonly adesLevel: AdesLevel;
  readonly algorithm: AlgorithmCase;
}

/** All of them; RSA with SHA-3 has no identifier in XML (RFC 9231). */
export const matrixCases: readonly MatrixCase[] = packagings.flatMap((packaging) =>
  algorithmCases
    .filter(({ algorithm }) => !isInXml(packaging) || signatureRow(algorithm).xmlUri !== undefined)
    .flatMap((algorithm) => ADES_LEVELS.map((adesLevel) => ({ packaging, adesLevel, algorithm }))),
);

function isInXml({ kind }: Packaging): boolean {
  return kind === 'xml' || kind === 'detached-xml' || kind === 'asic-xades';
}

/** The name of a case in tests. */
export function nameOf({ packaging, adesLevel, algorithm }: MatrixCase): string {
  return `${packaging.format} ${packaging.name}, ${adesLevel}, ${algorithm.name}`;
}

/** Makes the seal. */
export async function makeSeal(
  { packaging, adesLevel, algorithm }: MatrixCase,
  { signer, timestamps, material }: SealingWorld,
): Promise<SealedBytes> {
  const { kind, detached, document } = packaging;
  const format = await packaging.create();
  const options = { signer, format, adesLevel, timestamps, material, algorithm: algorithm.algorithm };
  const bytes = await (await seal(document, options)).toBytes();
  if (detached === false) return { kind, bytes };
  return { kind, bytes, content: document, ...(detached === true ? {} : { contentName: detached.name }) };
}
