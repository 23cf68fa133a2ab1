/**
 * B-LT: the certificates and revocation data that prove a seal and its timestamps (EN 319 132-1 §5.4, §6.3).
 *
 * @module
 */
import {
  type AugmentContext,
  equalBytes,
  type MaterialRequest,
  type MaterialSubject,
  type ValidationMaterial,
} from '@eseal/core';
import { assertSealIntact } from '../../cades/assert-intact.ts';
import {
  collectMissing,
  createMaterialRequest,
  isEmptyMaterial,
  joinMaterial,
  timestampsOverValue,
} from '../../cades/material-request.ts';
import { base64Of } from '../../xml/elements.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import { type Insertion, insertAfter } from '../insertion.ts';
import type { XadesOptions } from '../options.ts';
import { descendProperties, isProperty } from '../parse/elements.ts';
import { writeAddedProperties } from '../unsigned-properties.ts';
import { appendProperties, type RaisableSeal, unsignedOf } from './opened-file.ts';
import { materialValues, validationData } from './validation-data.ts';

type Packing = NonNullable<XadesOptions['validationData']>;

/** Subjects whose material stands in one place. */
interface SubjectGroup {
  readonly subjects: readonly MaterialSubject[];
  /** The timestamp that the material is of; absent for that of the seal and everything else. */
  readonly timestamp?: XmlElement;
}

/**
 * What is missing to prove a seal, with its places.
 *
 * @throws FormatsError `SEAL_BROKEN`, `SEAL_CERTIFICATE_MISSING`
 * @throws CoreError `MATERIAL_SOURCE_MISSING`, or what the source throws
 */
export async function insertMaterial(
  seal: RaisableSeal,
  document: XmlDocument,
  context: AugmentContext,
  packing: Packing,
): Promise<readonly Insertion[]> {
  const { parsed } = seal;
  await assertSealIntact(parsed);
  const request = await createMaterialRequest([{ signature: parsed, provenBy: timestampsOverValue(parsed) }]);
  const insertions: Insertion[] = [];
  let { present } = request;
  for (const { subjects, timestamp } of groupSubjects(seal, request, packing)) {
    const found = await collectMissing({ subjects, present }, context);
    if (isEmptyMaterial(found)) continue;
    present = await joinMaterial([present, found]);
    // What stands right after a timestamp comes before what is appended at the same place.
    if (timestamp === undefined) insertions.push(appendMaterial(seal, document, found, packing));
    else insertions.unshift(insertAfter(timestamp, dataOf(found)));
  }
  return insertions;
}

/** That of the seal comes first, so that what it shares with timestamps stands with it. */
function groupSubjects(
  seal: RaisableSeal,
  { subjects: [ofSeal, ...ofTimestamps] }: MaterialRequest,
  packing: Packing,
): readonly SubjectGroup[] {
  const places = placesAfterTimestamps(seal, packing);
  const placeOf = seal.parsed.timestamps.map(({ token }) =>
    places.find((place) => tokensOf(place).some((one) => equalBytes(one, token))),
  );
  const at = (place: XmlElement | undefined) => ofTimestamps.filter((_, index) => placeOf[index] === place);
  return [
    { subjects: [...(ofSeal === undefined ? [] : [ofSeal]), ...at(undefined)] },
    ...places.map((timestamp) => ({ subjects: at(timestamp), timestamp })),
  ].filter(({ subjects }) => subjects.length > 0);
}

/** Timestamps after which material can be put: what an archive timestamp covers stays as it is. */
function placesAfterTimestamps(seal: RaisableSeal, packing: Packing): readonly XmlElement[] {
  if (packing === 'any-validation-data') return [];
  const unsigned = unsignedOf(seal);
  const free = unsigned.slice(Math.max(unsigned.findLastIndex(isArchive), 0));
  return free.filter((property) => tokensOf(property).length > 0);
}

function isArchive(property: XmlElement): boolean {
  return isProperty(property, 'ArchiveTimeStamp');
}

function tokensOf(property: XmlElement): readonly Uint8Array[] {
  return descendProperties(property, 'EncapsulatedTimeStamp').flatMap((one) => base64Of(one) ?? []);
}

function dataOf(material: ValidationMaterial): string {
  return writeAddedProperties([validationData('TimeStampValidationData', material)], 0);
}

/** Each kind of values stands once; further ones have a property of their own (EN 319 132-1 §6.3). */
function appendMaterial(
  seal: RaisableSeal,
  document: XmlDocument,
  material: ValidationMaterial,
  packing: Packing,
): Insertion {
  const hasValues = unsignedOf(seal).some((one) => isProperty(one, 'CertificateValues', 'RevocationValues'));
  const properties =
    packing === 'any-validation-data' || hasValues
      ? [validationData('AnyValidationData', material)]
      : materialValues(material);
  return appendProperties(seal, document, properties);
}
