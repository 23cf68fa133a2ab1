/**
 * What the drivers of all judges have in common.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';

/** Kind of a sealed file; `detached-xml` is a signature in XML over a content that stands beside it. */
export type SealedFileKind = 'cms' | 'pdf' | 'xml' | 'detached-xml' | 'asic-cades' | 'asic-xades';

/** A sealed file as a judge gets it: on disk, for programs, and in memory. */
export interface SealedFile {
  readonly kind: SealedFileKind;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What an encrypted file opens with. */
  readonly password?: string;
  /** What a detached seal is about. */
  readonly content?: {
    readonly path: string;
    /** Name that a seal in XML refers to it by. */
    readonly name?: string;
    readonly bytes: Uint8Array;
  };
  /** The anchor to trust. */
  readonly trust: { readonly path: string; readonly certificate: Uint8Array };
  /** The file carries all that proves that nothing was revoked, and must be judged by it alone. Default false. */
  readonly selfContained?: boolean;
}

/** What a judge says of a file. */
export interface Verdict {
  /** Every seal in the file is genuine, and there is at least one. */
  readonly accepted: boolean;
  /** Seals the judge found; absent when it does not look for any. */
  readonly seals?: number;
  /** Level of each seal in the judge's order, where the judge tells levels. */
  readonly levels?: readonly AdesLevel[];
  /** Every timestamp is genuine, where the judge says so of timestamps by themselves. */
  readonly timestampsAccepted?: boolean;
  /** Why not, in the judge's own words; empty when it accepts. */
  readonly reason: string;
}

/** A program that judges sealed files. */
export interface SealJudge extends Partial<AsyncDisposable> {
  /** As it stands in test names and tables. */
  readonly name: string;
  /** Whether it judges seals, or only whether the file is well-formed. */
  readonly scope: 'seals' | 'syntax';
  judge(file: SealedFile): Promise<Verdict>;
  /** Its version, for the table. */
  version(): Promise<string>;
}

/** One verdict of those on each seal. */
export function joinVerdicts(verdicts: readonly Verdict[], none = 'no seal found'): Verdict {
  const refused = verdicts.filter(({ accepted }) => !accepted);
  const levels = verdicts.flatMap((verdict) => verdict.levels ?? []);
  const timestamps = verdicts.flatMap(({ timestampsAccepted = [] }) => timestampsAccepted);
  return {
    accepted: verdicts.length > 0 && refused.length === 0,
    seals: verdicts.reduce((sum, { seals = 0 }) => sum + seals, 0),
    ...(levels.length > 0 ? { levels } : {}),
    ...(timestamps.length > 0 ? { timestampsAccepted: timestamps.every(Boolean) } : {}),
    reason: verdicts.length === 0 ? none : refused.map(({ reason }) => reason).join('; '),
  };
}
