/**
 * One copy of a list: read, and authenticated from the same tree.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import type { XmlDocument } from '@eseal/formats/xml';
import type { ValidationPolicy } from '../../policy/policy.ts';
import type { PolicyPreset } from '../../policy/presets.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { authenticateList, type ListAuthentication } from '../authenticate/authenticate-list.ts';
import type { TrustedList } from '../list.ts';
import { parseListXml, parseTrustedList } from '../parse/parse-list.ts';
import { UNREADABLE } from './rules.ts';

/** By what lists are judged. */
export interface ListJudgement {
  readonly policy: PolicyPreset | ValidationPolicy;
  readonly time: Date;
}

/** A copy that was read. */
export interface ReadList {
  readonly kind: 'read';
  readonly bytes: Uint8Array;
  readonly document: XmlDocument;
  readonly list: TrustedList;
}

/** Reads a copy, once for everything that looks at it. */
export function readList(
  bytes: Uint8Array,
): ReadList | { readonly kind: 'unreadable'; readonly finding: Finding } {
  try {
    const document = parseListXml(bytes);
    return { kind: 'read', bytes, document, list: parseTrustedList(document) };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { kind: 'unreadable', finding: findingOf(UNREADABLE, 'error', { reason: error.message }) };
  }
}

/** Authenticates a copy that was read: at the time, or when it was issued where that is later and it tells of the time. */
export function authenticate(
  { document, list }: ReadList,
  signers: readonly Certificate[],
  { policy, time }: ListJudgement,
): Promise<ListAuthentication> {
  const { issueDate = time } = list.scheme;
  const judgedAt = issueDate > time ? issueDate : time;
  return authenticateList(document, signers, { policy, time: judgedAt, scheme: list.scheme });
}

/**
 * Authenticates a copy of a list that is to be used. Nothing but the list says when it was issued, and one that is in use is replaced
 * within six months (ETSI TS 119 612 §5.3.15): algorithms that have been too weak for longer than a year do not authenticate it.
 */
export function authenticateForUse(
  { list, ...read }: ReadList,
  signers: readonly Certificate[],
  judgement: ListJudgement,
): Promise<ListAuthentication> {
  const { issueDate } = list.scheme;
  const earliest = new Date(judgement.time.getTime() - YEAR_MS);
  const scheme = issueDate && issueDate < earliest ? { ...list.scheme, issueDate: earliest } : list.scheme;
  return authenticate({ ...read, list: { ...list, scheme } }, signers, judgement);
}

const YEAR_MS = 366 * 86_400_000;
