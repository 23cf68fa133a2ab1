/**
 * What is fuzzed: something that takes bytes, inputs to begin from, and how they are changed.
 *
 * @module
 */
import type { Mutator } from '../mutators/mutator.ts';

/** One reader, or the validator as a whole. */
export interface Target {
  /** As it is called on the command line. */
  readonly name: string;
  /** Inputs that are taken, to be changed. */
  seeds(): Promise<readonly Uint8Array[]>;
  readonly mutators: readonly Mutator[];
  /**
   * Reads everything there is in the input. An error with a code is an answer like any other; every other error is a
   * finding.
   */
  run(input: Uint8Array): Promise<unknown>;
}

/** A report that says that the validator itself went wrong. */
export class ValidatorFault extends Error {
  override readonly name: string = 'ValidatorFault';
}
