/**
 * Raising the level of finished seals; bytes that are there stay (EN 319 132-1 §6.3).
 *
 * @module
 */
import {
  type AugmentContext,
  CoreError,
  concatBytes,
  createSealedDocument,
  type DocumentSource,
  includesLevel,
  readAll,
  type SealedDocument,
} from '@eseal/core';
import { assertSealIntact } from '../../cades/assert-intact.ts';
import { stampSignatureValue } from '../../cades/level-t.ts';
import { findSealCertificate } from '../../cades/signing-certificate.ts';
import { FormatsError } from '../../errors.ts';
import { EXCLUSIVE_C14N } from '../../xml/canonicalization-method.ts';
import { canonicalize } from '../../xml/canonicalize.ts';
import { subtreeOf } from '../../xml/node-set.ts';
import { parseXml } from '../../xml/parser.ts';
import { XML_MEDIA_TYPE } from '../assemble.ts';
import { assertSealsHold } from '../earlier-seals.ts';
import { applyInsertions, type Insertion } from '../insertion.ts';
import { signatureTimestamp } from '../level-t.ts';
import type { XadesOptions } from '../options.ts';
import { openContents } from '../parse/contents.ts';
import { isProperty } from '../parse/elements.ts';
import type { ReadSignature } from '../parse/read-signatures.ts';
import { type ChosenSeal, chooseSeals } from './choose-seals.ts';
import { insertMaterial } from './level-lt.ts';
import { type ArchiveRound, addArchiveTimestamps } from './level-lta.ts';
import {
  appendProperties,
  grow,
  type OpenedFile,
  openFile,
  type RaisableSeal,
  raisable,
  unsignedOf,
} from './opened-file.ts';

/**
 * Raises the seals of a document: a timestamp where there is none, at B-LT the material that is missing, at B-LTA a new
 * archive timestamp. Signatures inside another one are left alone, its counter-signatures aside. A document in which
 * nothing is missing comes back as it was.
 *
 * @throws CoreError `INVALID_ARGUMENT`, `TIMESTAMP_SOURCE_MISSING`, `MATERIAL_SOURCE_MISSING`
 * @throws FormatsError `XML_…`; `XML_NOT_SEALED` when there is no XAdES seal in the namespace of EN 319 132-1,
 * `XML_CHANGE_FORBIDDEN` when one seal covers the place of another's properties, `SEAL_CONTENT_MISSING`, `SEAL_BROKEN`,
 * `SEAL_CERTIFICATE_MISSING`
 */
export async function augmentXades(
  sealed: DocumentSource,
  context: AugmentContext,
  { validationData = 'certificate-values' }: Pick<XadesOptions, 'validationData'> = {},
): Promise<SealedDocument> {
  const file = await readAll(sealed);
  const received = await openFile(file, await openContents(context.contents ?? []));
  const chosen = await choose(received, context);
  assertSources(context);
  assertMayGrow(received, sealsAt(received, chosen), context);
  const stamps = await stampValues(received, sealsAt(received, reaching(chosen, 'B-T')), context);
  const isLongTerm = includesLevel(context.adesLevel, 'B-LT');
  const parts = isLongTerm
    ? await raiseToLongTerm(await grow(received, stamps), chosen, context, validationData)
    : applyInsertions(received.document.bytes, stamps);
  const mark = file.subarray(0, received.document.byteOrderMark);
  return createSealedDocument(
    XML_MEDIA_TYPE,
    [mark, ...parts].filter(({ length }) => length > 0),
  );
}

/** Who named no seal gets all; counter-signatures that do not hold, which anyone can put there, are left as they are. */
async function choose(
  opened: OpenedFile,
  { adesLevel, only }: AugmentContext,
): Promise<readonly ChosenSeal[]> {
  const chosen = chooseSeals(opened.signatures, adesLevel, only);
  if (only !== undefined) return chosen;
  const holding = await Promise.all(
    chosen.map(async ({ at, depth }) => depth === 0 || (await canBeProven(opened.signatures[at]))),
  );
  return chosen.filter((_, at) => holding[at]);
}

async function canBeProven(signature: ReadSignature | undefined): Promise<boolean> {
  if (signature === undefined) return false;
  try {
    await assertSealIntact(signature.parsed);
  } catch (error) {
    if (error instanceof FormatsError) return false;
    throw error;
  }
  return (await findSealCertificate(signature.parsed)) !== undefined;
}

function reaching(chosen: readonly ChosenSeal[], level: ChosenSeal['adesLevel']): readonly ChosenSeal[] {
  return chosen.filter(({ adesLevel }) => includesLevel(adesLevel, level));
}

function sealsAt({ signatures }: OpenedFile, chosen: readonly ChosenSeal[]): readonly RaisableSeal[] {
  return chosen.flatMap(({ at }) => {
    const signature = signatures[at];
    return (signature && raisable(signature)) ?? [];
  });
}

/** Sources that are needed in any case; before anything is asked for. */
function assertSources({ adesLevel, material, timestamps = [] }: AugmentContext): void {
  if (includesLevel(adesLevel, 'B-LTA') && timestamps.length === 0)
    throw new CoreError('TIMESTAMP_SOURCE_MISSING', `level ${adesLevel} needs a source of timestamps`);
  if (includesLevel(adesLevel, 'B-LT') && material === undefined)
    throw new CoreError('MATERIAL_SOURCE_MISSING', `level ${adesLevel} needs a source of material`);
}

/** Refuses seals that cannot get a further property without breaking another one. */
function assertMayGrow(
  { document }: OpenedFile,
  seals: readonly RaisableSeal[],
  { adesLevel }: AugmentContext,
): void {
  const growing = includesLevel(adesLevel, 'B-LT') ? seals : seals.filter((seal) => !hasTimestamp(seal));
  if (growing.length === 0 || adesLevel === 'B-B') return;
  const tried = growing.map((seal) => appendProperties(seal, document, [signatureTimestamp(NOTHING, '')]));
  assertSealsHold(document, parseXml(concatBytes(applyInsertions(document.bytes, tried))));
}

const NOTHING = new Uint8Array();

function hasTimestamp(seal: RaisableSeal): boolean {
  return unsignedOf(seal).some((property) => isProperty(property, 'SignatureTimeStamp'));
}

async function stampValues(
  { document }: OpenedFile,
  seals: readonly RaisableSeal[],
  context: AugmentContext,
): Promise<readonly Insertion[]> {
  const insertions: Insertion[] = [];
  for (const seal of seals) {
    if (hasTimestamp(seal)) continue;
    await assertSealIntact(seal.parsed);
    const octets = canonicalize(subtreeOf(document, seal.signatureValue), EXCLUSIVE_C14N);
    const tokens = await stampSignatureValue(octets, context);
    const timestamps = tokens.map((token) => signatureTimestamp(token, EXCLUSIVE_C14N.algorithm));
    insertions.push(appendProperties(seal, document, timestamps));
  }
  return insertions;
}

async function raiseToLongTerm(
  opened: OpenedFile,
  chosen: readonly ChosenSeal[],
  context: AugmentContext,
  packing: NonNullable<XadesOptions['validationData']>,
): Promise<readonly Uint8Array[]> {
  const insertions: Insertion[] = [];
  for (const seal of sealsAt(opened, reaching(chosen, 'B-LT')))
    insertions.push(...(await insertMaterial(seal, opened.document, context, packing)));
  return addArchiveTimestamps(opened, insertions, archiveRounds(reaching(chosen, 'B-LTA'), context), context);
}

/** Counter-signatures first, since the timestamps of what they stand in cover them; one authority after the other. */
function archiveRounds(
  chosen: readonly ChosenSeal[],
  { timestamps = [] }: AugmentContext,
): readonly ArchiveRound[] {
  const depths = [...new Set(chosen.map(({ depth }) => depth))].toSorted((a, b) => b - a);
  return depths.flatMap((depth) => {
    const beside = chosen.filter((one) => one.depth === depth);
    return timestamps.map((source) => ({ source, sealsOf: (opened) => sealsAt(opened, beside) }));
  });
}
