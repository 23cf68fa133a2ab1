/**
 * Which elements a seal has beside its value: what the signer stated, what others added (EN 319 102-1 §5.2.8.4.2).
 *
 * @module
 */
import type { ParsedSignature, SignatureForm, TimestampType } from '@eseal/core/container';
import type { SignatureElement, SignedStatementKind } from '../policy/constraints.ts';

/** Elements of a seal. */
export interface SignatureElementFacts {
  readonly form: SignatureForm;
  readonly present: ReadonlySet<SignatureElement>;
  /** Values of the statements that have any. */
  readonly statements: Readonly<Record<SignedStatementKind, readonly string[]>>;
}

const NO_STATEMENTS: NonNullable<ParsedSignature['statements']> = {
  contentIdentifier: false,
  contentReference: false,
  mimeTypes: [],
  commitmentTypes: [],
  location: [],
  claimedRoles: [],
  certifiedRoles: 0,
};

const CONTENT_TIMESTAMPS: readonly TimestampType[] = [
  'content',
  'all-data-objects',
  'individual-data-objects',
];

/**
 * Collects the elements of a seal.
 *
 * @param countersigned - whether another signature of the document is over its value
 */
export function collectElements(parsed: ParsedSignature, countersigned: boolean): SignatureElementFacts {
  const stated = parsed.statements ?? NO_STATEMENTS;
  const { contentHints, contentType } = stated;
  const stamped = (types: readonly TimestampType[]): boolean =>
    parsed.timestamps.some(({ type }) => types.includes(type));
  const has: Readonly<Record<SignatureElement, boolean>> = {
    'claimed-time': parsed.claimedTime !== undefined,
    'commitment-type': stated.commitmentTypes.length > 0,
    'content-hints': contentHints !== undefined,
    'content-identifier': stated.contentIdentifier,
    'content-reference': stated.contentReference,
    'content-timestamp': stamped(CONTENT_TIMESTAMPS),
    'content-type': contentType !== undefined,
    'counter-signature': countersigned,
    location: stated.location.length > 0,
    'mime-type': stated.mimeTypes.length > 0,
    role: stated.claimedRoles.length + stated.certifiedRoles > 0,
    'signature-policy': parsed.signaturePolicy !== undefined,
    'signature-timestamp': stamped(['signature']),
  };
  const names = Object.keys(has) as SignatureElement[];
  return {
    form: parsed.form,
    present: new Set(names.filter((name) => has[name])),
    statements: {
      'commitment-type': stated.commitmentTypes,
      'content-hints': contentHints === undefined ? [] : [contentHints],
      'content-type': contentType === undefined ? [] : [contentType],
      'mime-type': stated.mimeTypes,
      role: stated.claimedRoles,
    },
  };
}
