/**
 * A signature that another program prepared: everything is written, and only the value of /Contents is missing
 * (ISO 32000-2 §12.8.1, Table 255).
 *
 * @module
 */
import type { SealedPart } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import type { SignatureLayout } from '../parse/byte-range.ts';
import { type PdfSignature, readSignatures, textEntry } from '../parse/signature-dictionary.ts';
import type { ByteSource } from '../pdf/byte-source.ts';
import { entry } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { SealOffer } from '../seed-values/seal-offer.ts';
import { assertSeedValues } from '../seed-values/seed-values.ts';
import { findField, readForm } from './form.ts';
import { assertMaySeal, assertMayWrite, type SignatureRestriction } from './permissions.ts';
import { readDocMdp, readFieldMdp } from './signature-references.ts';
import { assertPermittedBefore } from './target-field.ts';

/**
 * The place that a prepared signature leaves for its value.
 *
 * @param needed - most bytes that the value will take
 * @throws FormatsError `PDF_FIELD_NOT_USABLE` where there is none, `PDF_PLACEHOLDER_TOO_SMALL`, `PDF_CHANGE_FORBIDDEN`,
 * `PDF_SEED_VALUE_UNMET`
 */
export async function openPlaceholder(
  reader: PdfReader,
  fieldName: string,
  needed: number,
  offer: SealOffer,
): Promise<SignatureLayout> {
  const { signatures } = await readSignatures(reader);
  const prepared = signatures.find((signature) => signature.fieldName === fieldName);
  if (prepared === undefined) throw unusable(fieldName, 'holds no prepared signature');
  const why = whyNotUsable(prepared, reader.source.size);
  if (why !== undefined) throw unusable(fieldName, why);
  const others = signatures.filter((signature) => signature !== prepared);
  const restrictions = await Promise.all(others.map((signature) => restrictionOf(reader, signature)));
  const target = { name: fieldName, isNew: false };
  assertMayWrite(target, reader.encryption);
  await assertPermittedBefore(reader, target);
  assertMaySeal(target, undefined, restrictions);
  await assertMeetsSeedValues(reader, prepared, offer);
  const [first, second] = prepared.coverage.ranges ?? [];
  if (first === undefined || second === undefined) throw unusable(fieldName, 'covers nothing');
  const room = (second.start - first.end - 2) / 2;
  if (room < needed) {
    throw new FormatsError(
      'PDF_PLACEHOLDER_TOO_SMALL',
      `the seal may take ${needed} bytes where ${room} are left`,
      {
        facts: { needed, available: room },
      },
    );
  }
  return {
    document: headOf(reader.source, first.end),
    before: new Uint8Array(),
    room,
    after: await reader.source.read(second.start, second.end),
  };
}

/** The first bytes of a document, as a part of a sealed one. */
export function headOf(source: ByteSource, end: number): SealedPart {
  const { document } = source;
  if (document instanceof Uint8Array) return document.subarray(0, end);
  return { size: end, read: async (from, to) => source.read(from, to) };
}

/** Why a signature is no place for a seal; `undefined` when it is one. */
function whyNotUsable(
  { coverage, dictionary, problems, subFilter }: PdfSignature,
  size: number,
): string | undefined {
  const contents = entry(dictionary, 'Contents');
  if (contents.kind !== 'string' || contents.bytes.some((byte) => byte !== 0)) return 'is signed already';
  // That no value is there yet is one error; there must not be another.
  const errors = problems.filter(({ severity }) => severity === 'error').slice(1);
  if (!contents.hex || errors.length > 0) return 'is not prepared as the standard has it';
  if (subFilter !== 'ETSI.CAdES.detached') return 'is prepared for another kind of signature';
  if (entry(dictionary, 'M').kind !== 'string') return 'is prepared without the time that a seal needs';
  const [problem] = coverage.problems;
  if (problem !== undefined) return `is prepared wrongly: ${problem}`;
  return coverage.end === size ? undefined : 'is prepared for less than the whole document';
}

/** What the field demands, of the seal and of what is prepared for it. */
async function assertMeetsSeedValues(
  reader: PdfReader,
  { dictionary, fieldName, permission }: PdfSignature,
  offer: SealOffer,
): Promise<void> {
  const { dictionary: catalog } = await readCatalog(reader);
  const field = await findField(reader, await readForm(reader, catalog), fieldName);
  const seedValues = field && (await reader.resolveEntry(field.dictionary, 'SV'));
  if (seedValues?.kind !== 'dictionary') return;
  const [lock] = await readFieldMdp(reader, dictionary);
  const reason = await textEntry(reader, dictionary, 'Reason');
  await assertSeedValues(reader, seedValues, fieldName, { ...offer, certify: permission, lock, reason });
}

async function restrictionOf(
  reader: PdfReader,
  { fieldName, dictionary }: PdfSignature,
): Promise<SignatureRestriction> {
  return {
    fieldName,
    permission: await readDocMdp(reader, dictionary),
    locks: await readFieldMdp(reader, dictionary),
  };
}

function unusable(field: string, why: string): FormatsError {
  return new FormatsError('PDF_FIELD_NOT_USABLE', `the field ${field} ${why}`, { facts: { field } });
}
