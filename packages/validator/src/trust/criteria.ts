/**
 * Criteria on what a certificate says: of qualifiers (ETSI TS 119 612 §5.5.9.2.2) and of mutual recognition.
 *
 * @module
 */

/** Bits of keyUsage by their names (RFC 5280 §4.2.1.3). */
export type KeyUsageName =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'crlSign'
  | 'encipherOnly'
  | 'decipherOnly';

/** A statement of a qualified certificate that is looked for (EN 319 412-5 §4). */
export interface QcStatementCriterion {
  readonly statement: string;
  /** The object identifier that the statement's QcType has to contain. */
  readonly qcType?: string;
  /** The country that the statement's QcCClegislation has to contain. */
  readonly legislation?: string;
}

/** One thing that a certificate says or does not. Object identifiers in dotted form. */
export type Criterion =
  /** All of the policies. */
  | { readonly kind: 'policies'; readonly policies: readonly string[] }
  /** Each bit as stated. */
  | { readonly kind: 'key-usage'; readonly bits: Readonly<Partial<Record<KeyUsageName, boolean>>> }
  /** All of the purposes. */
  | { readonly kind: 'extended-key-usage'; readonly purposes: readonly string[] }
  /** All of the attributes occur in the subject. */
  | { readonly kind: 'subject-attributes'; readonly attributes: readonly string[] }
  /** All of the statements. */
  | { readonly kind: 'qc-statements'; readonly statements: readonly QcStatementCriterion[] }
  | { readonly kind: 'list'; readonly list: CriteriaList };

/** Criteria that belong together. */
export interface CriteriaList {
  readonly assert: 'all' | 'atLeastOne' | 'none';
  readonly criteria: readonly Criterion[];
}
