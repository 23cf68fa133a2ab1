/**
 * Sealing in two halves, with hours, an approval or another process between them.
 *
 * @module
 */

import type { ContentDigest } from '../container/detached-content.ts';
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import { digestBytes } from '../crypto/digest.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import { CoreError } from '../errors.ts';
import { equalBytes, utf8 } from '../util/bytes.ts';
import { canonicalJson } from '../util/canonical-json.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { AdesLevel } from './ades-level.ts';
import type { PreparedDocument, SealFormat } from './format.ts';
import { assembleAtLevel, type LevelOptions } from './raise.ts';
import { createPrepareContext, type SealOptions } from './seal.ts';
import { assertSignatureValue } from './self-check.ts';
import { openState, type SealState, sealState } from './state.ts';

/** Options of {@link prepareSeal}. */
export interface PrepareSealOptions<Prepared extends PreparedDocument = PreparedDocument>
  extends Omit<SealOptions<Prepared>, 'signer' | 'designation'> {
  /** The seal's certificates and algorithms; nothing is signed. A Signer will do. */
  readonly signer: Pick<SealOptions['signer'], 'certificates' | 'algorithms'>;
  /** Secret of at least 32 bytes that authenticates the stored state; the same is needed to complete. */
  readonly stateKey: Uint8Array;
}

/** A seal that waits for its signature value. */
export interface PreparedSeal {
  readonly dataToBeSigned: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** To be stored until completion: authenticated, not secret, without the document. */
  readonly state: Uint8Array;
}

/**
 * Lays out a seal up to the bytes to be signed.
 *
 * @throws CoreError as `seal` does before signing; `INVALID_ARGUMENT` for a short `stateKey`
 * @example
 * ```ts
 * import { completeSeal, prepareSeal, type SealedDocument, type Signer } from '@eseal/core';
 * import { cades } from '@eseal/formats/cades';
 *
 * export async function inTwoHalves(document: Uint8Array, signer: Signer, stateKey: Uint8Array): Promise<SealedDocument> {
 *   const format = cades();
 *   const { dataToBeSigned, algorithm, state } = await prepareSeal(document, { signer, format, stateKey });
 *   // … days later, perhaps in another process …
 *   const [value] = await signer.sign([{ dataToBeSigned, algorithm }]);
 *   if (value === undefined) throw new Error('not approved');
 *   return completeSeal(document, state, value, { certificates: signer.certificates, format, stateKey });
 * }
 * ```
 */
export async function prepareSeal<Prepared extends PreparedDocument>(
  document: DocumentSource | ContentDigest,
  options: PrepareSealOptions<Prepared>,
): Promise<PreparedSeal> {
  const { format, stateKey } = options;
  const { certificates: chain, algorithms } = options.signer;
  const signer = { certificates: chain, algorithms, maxBatch: 1, sign: async () => [] };
  const context = await createPrepareContext({ ...options, signer });
  const prepared = await format.prepare(document, context);
  const { dataToBeSigned } = prepared;
  const { algorithm, adesLevel, certificates } = context;
  const parameters = await fingerprints({ format, adesLevel, certificates });
  const state = await sealState(
    { algorithm, dataToBeSigned, parameters, format: format.store(prepared) },
    stateKey,
  );
  return { dataToBeSigned, algorithm, state };
}

/** Options of {@link completeSeal}: what was given to `prepareSeal`, again. */
export interface CompleteSealOptions<Prepared extends PreparedDocument = PreparedDocument>
  extends LevelOptions {
  readonly format: SealFormat<Prepared>;
  readonly certificates: readonly [Certificate, ...Certificate[]];
  /** Default `B-B`. */
  readonly adesLevel?: AdesLevel;
  readonly stateKey: Uint8Array;
}

/**
 * Puts a signature value into a prepared seal. The value is verified under the seal's certificate first.
 *
 * @throws CoreError `STATE_INVALID` when the state was altered or the key is another, `STATE_PARAMETERS_DIFFER` when the
 * options are not those it was prepared with, `DOCUMENT_CHANGED`, `SIGNATURE_VALUE_INVALID`
 */
export async function completeSeal<Prepared extends PreparedDocument>(
  document: DocumentSource | ContentDigest,
  state: Uint8Array,
  signatureValue: Uint8Array,
  options: CompleteSealOptions<Prepared>,
): Promise<SealedDocument> {
  const { format, certificates, adesLevel = 'B-B' } = options;
  const opened = await openState(state, options.stateKey);
  assertSameParameters(opened, await fingerprints({ format, adesLevel, certificates }));
  await assertSignatureValue(certificates[0], opened, signatureValue);
  const prepared = await format.restore(opened.format, document);
  return assembleAtLevel(format, prepared, signatureValue, options);
}

/** Names of what must be the same in both halves, in the order of their fingerprints. */
const PARAMETERS = ['format', 'adesLevel', 'certificates'] as const;

async function fingerprints(
  values: Pick<CompleteSealOptions, 'certificates'> & {
    format: { name: string; parameters: unknown };
    adesLevel: AdesLevel;
  },
): Promise<readonly Uint8Array[]> {
  const plain = {
    format: { name: values.format.name, parameters: values.format.parameters },
    adesLevel: values.adesLevel,
    certificates: values.certificates.map((certificate) => certificate.raw),
  };
  return Promise.all(
    PARAMETERS.map(async (name) => digestBytes('SHA-256', utf8(canonicalJson(plain[name])))),
  );
}

function assertSameParameters(state: SealState, actual: readonly Uint8Array[]): void {
  const index = PARAMETERS.findIndex(
    (_, at) => !equalBytes(state.parameters[at] ?? new Uint8Array(), actual[at] as Uint8Array),
  );
  if (index < 0) return;
  const name = PARAMETERS[index] as string;
  throw new CoreError('STATE_PARAMETERS_DIFFER', `the seal was prepared with another ${name}`, {
    facts: { parameter: name },
  });
}
