/**
 * A machine-readable suite as TS 119 322 and RFC 5698 have it, whichever of its encodings it came in.
 *
 * @module
 */

/** One parameter of an evaluation (RFC 5698 §3.1.5). */
export interface SuiteParameter {
  readonly name: string;
  readonly Min?: number;
  readonly Max?: number;
}

/** From when until when an algorithm with these parameters is suitable (RFC 5698 §3.1.5). */
export interface SuiteEvaluation {
  readonly Parameter?: readonly SuiteParameter[];
  readonly Validity: { readonly Start?: string; readonly End?: string };
  readonly Recommendation?: string;
}

/** An algorithm with its evaluations. */
export interface EvaluatedAlgorithm {
  readonly AlgorithmIdentifier: {
    readonly Name: string;
    readonly ObjectIdentifier: string | readonly string[];
    readonly URI?: string | readonly string[];
  };
  readonly Evaluation: readonly SuiteEvaluation[];
}

/** The suite (RFC 5698 §3.1). */
export interface SuiteDocument {
  readonly PolicyName: { readonly Name: string; readonly ObjectIdentifier?: string; readonly URI?: string };
  readonly Publisher: { readonly Name: string };
  readonly PolicyIssueDate: string;
  readonly Algorithm: readonly EvaluatedAlgorithm[];
}
