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
  /** At least so many factors. */
  readonly minFactors: number;
}
