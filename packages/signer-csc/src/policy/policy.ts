/**
 * Rules on how a remote key may be used, as data.
 *
 * @module
 */

/** What is refused, beyond what is always refused. */
export interface RemotePolicy {
  readonly name: string;
  /** Both steps, with separate inputs: a factor that is a secret of the first step is refused. */
  readonly separateSteps: boolean;
  /** An approval that the service gives by itself is refused unless the caller declares that it asks the generator elsewhere. */
  readonly refuseServiceApproval: boolean;
  /** Factors must not come to the application when it asks for approval in another process. */
  readonly refuseFactorsOfOthers: boolean;
  /** At least so many factors, where factors are given. */
  readonly minFactors: number;
  /** What is signed has to be exactly what was authorised: no spare signature, no hash left out. */
  readonly designatedOnly: boolean;
}
