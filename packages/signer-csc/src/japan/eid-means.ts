/**
 * Means of electronic identification of those who may approve the use of a key, by reference.
 *
 * @see EN 419 241-1 (linking the signer's identification means with the key); MIC Guidelines on e-Seal, 2nd edition, §2.7.2
 * @module
 */
import { CscError } from '../errors.ts';

/** A reference. What the means itself is, stays with those who hold it. */
export interface EidMeans {
  readonly type: 'oidc' | 'x509' | 'fido2' | 'oob-app' | 'org-account';
  /** Who vouches for it. */
  readonly issuer: string;
  /** Name within the issuer. */
  readonly subject: string;
  /** Level of authentication. */
  readonly acr?: string;
  readonly label?: string;
  readonly notAfter?: Date;
}

const MEMBERS: ReadonlySet<string> = new Set(['type', 'issuer', 'subject', 'acr', 'label', 'notAfter']);

/**
 * Refuses members that a reference does not have, since a PIN or a key would be one of them.
 *
 * @throws CscError `INVALID_ARGUMENT`, which names the member and not its value
 */
export function assertWithoutSecrets(means: readonly EidMeans[]): void {
  const foreign = means.flatMap((each) => Object.keys(each)).find((name) => !MEMBERS.has(name));
  if (foreign === undefined && means.length > 0) return;
  const why =
    foreign === undefined ? 'there are no means to link' : `references to means have no member ${foreign}`;
  throw new CscError('INVALID_ARGUMENT', why, { outcome: 'not-sent' });
}
