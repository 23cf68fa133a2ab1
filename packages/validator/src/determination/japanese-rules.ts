/**
 * What of the scheme of Japan nobody has published yet, and is therefore configuration.
 *
 * @module
 */

/** Values of the scheme. Default: nothing is known of it, and nothing is concluded from it. */
export interface JapaneseRules {
  /** Common certificate policies of seals by accredited authorities (dotted). Default none. */
  readonly commonPolicyOids?: readonly string[];
  /** When the accreditation scheme begins to operate. Default: unknown. */
  readonly schemeStart?: Date;
}
