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
import { mainPackagings, type Packaging, packagings } from './packagings.ts';

/** A seal of the matrix. */
export interface MatrixCase {
  readonly packaging: Packaging;
  readonly adesLevel: AdesLevel;
  readonly algorithm: AlgorithmCase;
}

/** What cases are made of. */
interface CaseParts {
  readonly packagings: readonly Packaging[];
  readonly levels: readonly AdesLevel[];
  readonly algorithms: readonly AlgorithmCase[];
}

/** Each with each; RSA with SHA-3 has no identifier in XML (RFC 9231). */
function casesOf({ packagings, levels, algorithms }: CaseParts): readonly MatrixCase[] {
  return packagings.flatMap((packaging) =>
    algorithms
      .filter(({ algorithm }) => !isInXml(packaging) || signatureRow(algorithm).xmlUri !== undefined)
      .flatMap((algorithm) => levels.map((adesLevel) => ({ packaging, adesLevel, algorithm }))),
  );
}

/** The whole matrix. */
export const matrixCases: readonly MatrixCase[] = casesOf({
  packagings,
  levels: ADES_LEVELS,
  algorithms: algorithmCases,
});

/** What says enough of keys that are elsewhere: each format once, at the lowest level and at the highest. */
export function casesOfKeys(
  algorithms: readonly AlgorithmCase[],
  levels: readonly AdesLevel[] = ['B-B', 'B-LTA'],
): readonly MatrixCase[] {
  return casesOf({ packagings: mainPackagings, levels, algorithms });
}

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
