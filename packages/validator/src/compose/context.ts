/**
 * What composing a report needs beside what was judged.
 *
 * @module
 */
import type { JapaneseRules } from '../determination/japanese-rules.ts';
import type { VerifyCertificate } from '../path/signature-cache.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import type { TrustSource } from '../trust/source.ts';
import type { Fingerprint } from './path-report.ts';

/** One call of the validator, as far as its report depends on it. */
export interface ReportContext {
  readonly fingerprint: Fingerprint;
  readonly policy: ValidationPolicy;
  readonly trust: TrustSource;
  readonly verify: VerifyCertificate;
  readonly japan: JapaneseRules;
  /** The time that was asked about. */
  readonly time: Date;
}
