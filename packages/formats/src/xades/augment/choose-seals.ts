/**
 * Which seals of a document are raised, and how far.
 *
 * @module
 */
import { type AdesLevel, CoreError, includesLevel } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { isProperty } from '../parse/elements.ts';
import type { ReadSignature } from '../parse/read-signatures.ts';
import { standsInSignature } from '../survey.ts';
import { raisable } from './opened-file.ts';

/** A seal to be raised. */
export interface ChosenSeal {
  /** Its number among the signatures of the document. */
  readonly at: number;
  /** How many seals it stands in as a counter-signature. */
  readonly depth: number;
  readonly adesLevel: AdesLevel;
}

/**
 * Chooses the seals that were named; without names every seal of the document with its counter-signatures, which the
 * archive timestamps of the seal cover, so that they need none themselves.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an id that no signature has
 * @throws FormatsError `XML_NOT_SEALED` without a seal that can be raised, `XML_CHANGE_FORBIDDEN` for one that is covered
 */
export function chooseSeals(
  signatures: readonly ReadSignature[],
  adesLevel: AdesLevel,
  only: readonly string[] | undefined,
): readonly ChosenSeal[] {
  if (only !== undefined) return only.map((id) => chooseById(signatures, adesLevel, id));
  const chosen = signatures.flatMap((signature, at) => {
    const { depth, covered } = positionOf(signature, signatures);
    if (covered || raisable(signature) === undefined) return [];
    const isEnough = depth > 0 && includesLevel(adesLevel, 'B-LTA');
    return [{ at, depth, adesLevel: isEnough ? ('B-LT' as const) : adesLevel }];
  });
  if (chosen.length === 0) throw notSealed('there is no XAdES seal in this document');
  return chosen;
}

function chooseById(signatures: readonly ReadSignature[], adesLevel: AdesLevel, id: string): ChosenSeal {
  const at = signatures.findIndex(({ parsed }) => parsed.id === id);
  const signature = signatures[at];
  if (signature === undefined) throw new CoreError('INVALID_ARGUMENT', `no signature here has the id ${id}`);
  if (raisable(signature) === undefined) throw notSealed(`the signature ${id} is no XAdES seal`);
  const { covered, depth } = positionOf(signature, signatures);
  if (covered)
    throw new FormatsError('XML_CHANGE_FORBIDDEN', `the seal ${id} is covered by one that it stands in`);
  return { at, depth, adesLevel };
}

function notSealed(message: string): FormatsError {
  return new FormatsError('XML_NOT_SEALED', message);
}

/**
 * How deep a signature stands in others. It is covered when it stands in one otherwise than as its counter-signature, or
 * before an archive timestamp (EN 319 132-1 §5.5.2.3).
 */
function positionOf(
  { countersigned, element }: ReadSignature,
  signatures: readonly ReadSignature[],
): { readonly depth: number; readonly covered: boolean } {
  const around = signatures.find((one) => one.element === countersigned);
  if (around === undefined) return { depth: 0, covered: standsInSignature(element.parent) };
  const outer = positionOf(around, signatures);
  const covered = outer.covered || isBeforeArchive(element, around);
  return { depth: outer.depth + 1, covered };
}

function isBeforeArchive({ parent }: XmlElement, { timestamped }: ReadSignature): boolean {
  const properties = timestamped?.properties.unsignedSignatureProperties ?? [];
  const own = parent === undefined ? -1 : properties.indexOf(parent);
  return properties.slice(own + 1).some((property) => isProperty(property, 'ArchiveTimeStamp'));
}
