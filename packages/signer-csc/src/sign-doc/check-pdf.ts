/**
 * A PDF that a service sealed, checked before it is handed on: the document is as it was, one update follows it, and the seal in
 * that update covers both. The PDF itself is not read; the validator does that.
 *
 * @see ISO 32000-2 §7.5.6, §12.8.1; EN 319 142-1 §5.3
 * @module
 */
import { concatBytes, equalBytes, fromHex, includesLevel, readable } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { type CmsCheck, checkCms, type ExpectedCms } from './check-cms.ts';

/** A range of a seal, as its dictionary states it. */
const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*\]/;

/** Checks the first seal behind the document. */
export async function checkPdf(
  sealed: Uint8Array,
  original: Uint8Array,
  expected: Pick<ExpectedCms, 'certificate' | 'adesLevel'>,
): Promise<CmsCheck> {
  if (sealed.length <= original.length || !equalBytes(sealed.subarray(0, original.length), original))
    return { kind: 'broken', problem: 'document-changed' };
  const parts = findSeal(sealed, original.length, expected.adesLevel);
  if (parts === undefined) return { kind: 'broken', problem: 'coverage' };
  return checkCms(parts.cms, { ...expected, content: { kind: 'bytes', bytes: parts.covered } });
}

interface SealParts {
  readonly cms: Uint8Array;
  readonly covered: Uint8Array;
}

/** The seal whose ranges are the whole file but for the seal itself; later updates may follow from B-LT on. */
function findSeal(
  sealed: Uint8Array,
  originalLength: number,
  adesLevel: ExpectedCms['adesLevel'],
): SealParts | undefined {
  const update = new TextDecoder('latin1').decode(sealed.subarray(originalLength));
  const [first, length, second, rest] = (BYTE_RANGE.exec(update) ?? []).slice(1).map(Number);
  if (first !== 0 || length === undefined || second === undefined || rest === undefined) return undefined;
  const end = second + rest;
  const mayGrow = includesLevel(adesLevel, 'B-LT');
  const isWhole = end === sealed.length || (mayGrow && end < sealed.length);
  if (length <= originalLength || second <= length || !isWhole) return undefined;
  const cms = readContents(sealed.subarray(length, second));
  const covered = concatBytes([sealed.subarray(0, length), sealed.subarray(second, end)]);
  return cms && { cms, covered };
}

/** The structure in a hexadecimal string, without the zeros that fill the place it was given (ISO 32000-2 §12.8.1). */
function readContents(gap: Uint8Array): Uint8Array | undefined {
  const text = new TextDecoder('latin1').decode(gap);
  const bytes = /^<[0-9a-fA-F]*>$/.test(text) ? fromHex(text.slice(1, -1)) : undefined;
  return bytes && readable(() => DerReader.over(bytes, 'Contents').raw('ContentInfo'));
}
