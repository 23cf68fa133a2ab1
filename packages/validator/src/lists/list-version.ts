/**
 * Versions of a list: which is older (ETSI TS 119 612 §5.3.2, §5.3.14).
 *
 * @module
 */
import { readable } from '@eseal/core';
import type { TrustedList } from './list.ts';
import { parseTrustedList } from './parse/parse-list.ts';

/** One version of a list. */
export interface ListVersionNumber {
  readonly sequenceNumber: number;
  readonly issueDate: Date;
}

/** The version of a copy, with what it says; `undefined` for what is no list. Nothing is authenticated. */
export function versionOf(
  bytes: Uint8Array,
): (ListVersionNumber & { readonly list: TrustedList }) | undefined {
  const list = readable(() => parseTrustedList(bytes));
  const { issueDate, sequenceNumber } = list?.scheme ?? {};
  if (list === undefined || sequenceNumber === undefined || issueDate === undefined) return undefined;
  return { sequenceNumber, issueDate, list };
}

/** Numbers only grow; of two lists with one number, the one that was issued before is older. */
export function isOlder(version: ListVersionNumber, other: ListVersionNumber): boolean {
  if (version.sequenceNumber !== other.sequenceNumber) return version.sequenceNumber < other.sequenceNumber;
  return version.issueDate < other.issueDate;
}
