/** Evidence of validations: everything one rested on, kept and judged again. @module */
export type {
  BundledAnchor,
  BundledContent,
  BundledDocument,
  BundledOptions,
  EvidenceBundle,
  RecordedAnswer,
  RecordedQuestion,
  RecordedTrust,
  RecordedTrustAnswer,
} from './bundle.ts';
export { readBundle, writeBundle } from './bundle-file.ts';
export { type RecordEvidenceOptions, type RecordedValidation, recordEvidence } from './record.ts';
export { type ReplayOptions, replay } from './replay.ts';
