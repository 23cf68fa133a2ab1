/**
 * Where the verdicts of a service and of the SDK's own validator differ.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import type { RemoteVerdict } from './remote-validation.ts';

/** What the SDK's own validator concluded on a seal, as plain data: `SealReport` of `@eseal/validator` has it all. */
export interface LocalVerdict {
  readonly indication: RemoteVerdict['indication'];
  readonly subIndication?: string | null;
  /** DER. */
  readonly signerCertificate?: Uint8Array;
}

/** One difference; `index` is the place of the seal among those of its document. */
export type VerdictDifference =
  /** The two found another number of seals; none of them is compared. */
  | { readonly kind: 'count'; readonly local: number; readonly remote: number }
  | {
      readonly kind: 'indication' | 'sub-indication';
      readonly index: number;
      readonly local: string | null;
      readonly remote: string | null;
    }
  /** The two say that different certificates sealed it. */
  | { readonly kind: 'signer'; readonly index: number };

/**
 * The local verdicts decide; what the service sees otherwise is reported, none of it dropped.
 *
 * @param local - in the order of the seals in the document
 * @experimental Compares with answers of a profile of this SDK.
 * @example
 * ```ts
 * import { compareWithLocal, type RemoteVerdict } from '@eseal/signer-csc/japan';
 *
 * export function disagrees(remote: readonly RemoteVerdict[], indication: RemoteVerdict['indication']): boolean {
 *   return compareWithLocal([{ indication }], remote).length > 0;
 * }
 * ```
 */
export function compareWithLocal(
  local: readonly LocalVerdict[],
  remote: readonly RemoteVerdict[],
): readonly VerdictDifference[] {
  if (local.length !== remote.length) {
    return [{ kind: 'count', local: local.length, remote: remote.length }];
  }
  return local.flatMap((own, index) => differences(own, remote[index], index));
}

function differences(
  local: LocalVerdict,
  remote: RemoteVerdict | undefined,
  index: number,
): readonly VerdictDifference[] {
  if (remote === undefined) return [];
  const found: VerdictDifference[] = [];
  const [ownReason, otherReason] = [local.subIndication ?? null, remote.subIndication ?? null];
  if (local.indication !== remote.indication) {
    found.push({ kind: 'indication', index, local: local.indication, remote: remote.indication });
  }
  if (ownReason !== otherReason) {
    found.push({ kind: 'sub-indication', index, local: ownReason, remote: otherReason });
  }
  const { signerCertificate: own } = local;
  const other = remote.signerCertificate;
  if (own !== undefined && other !== undefined && !equalBytes(own, other.raw))
    found.push({ kind: 'signer', index });
  return found;
}
