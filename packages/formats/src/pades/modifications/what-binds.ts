/**
 * What the seals of a document allow of its later changes (ISO 32000-2 §12.8.2.2 Table 257, §12.8.2.4, §12.7.5.5 Table 236).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { type DocMdpPermission, type FieldLock, locksField } from '../fields/field-lock.ts';
import type { PdfSignature } from '../parse/signature-dictionary.ts';
import type { ExplainedChange } from './claims.ts';

/** What the seals before a revision say. */
export interface BindingRules {
  /** The strictest of their permissions; `undefined` when none of them restricts the document. */
  readonly permission: DocMdpPermission | undefined;
  readonly locks: readonly FieldLock[];
}

/** What binds a revision: its own signature says nothing about it, those before it do. */
export function rulesBefore(revision: number, signatures: readonly PdfSignature[]): BindingRules {
  const binding = signatures.filter((one) => one.kind === 'seal' && one.revision < revision);
  const locks = binding.flatMap((one) => one.locks);
  const permissions = [...binding, ...locks].flatMap(({ permission }) => permission ?? []);
  return { permission: [...permissions].sort()[0], locks };
}

/** Whether a change is permitted. */
export function isPermitted(change: ExplainedChange, { permission, locks }: BindingRules): boolean {
  const { kind, field, isShown = false } = change;
  const isLocked = field !== undefined && locks.some((lock) => locksField(lock, field));
  switch (kind) {
    // Long-term material and document timestamps change nothing of what was sealed (ISO 32000-2 §12.8.2.2.2, EN 319 142-1 §5.5).
    case 'security-store':
    case 'timestamp':
    case 'metadata':
    case 'extension':
      return true;
    case 'signature':
    case 'form-fill':
      // A new field that is shown is an annotation on the page besides.
      return permission !== 1 && !(isShown && permission === 2) && !isLocked;
    case 'annotation':
      return permission === undefined || permission === 3;
    default:
      return assertNever(kind);
  }
}
