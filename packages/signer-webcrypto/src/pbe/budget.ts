/**
 * How much work a key file may ask for before anything in it is authenticated.
 *
 * @module
 */
import { CoreError } from '@eseal/core';

/** Rounds of key derivation that are left for one file. */
export interface WorkBudget {
  /**
   * @throws CoreError `BUDGET_EXCEEDED` when the rounds are not left, or there are none
   */
  spend(rounds: number): void;
}

/** Rounds of PBKDF2 for one file: some seconds. What is usual lies between 2 000 and 1 000 000. */
const MAX_ROUNDS = 10_000_000;

/** A round of the derivation of PKCS #12 runs in JavaScript and counts as so many. */
export const PKCS12_ROUND = 10;

/** The budget of one file. */
export function createWorkBudget(): WorkBudget {
  let left = MAX_ROUNDS;
  return {
    spend(rounds) {
      left -= rounds;
      if (rounds < 1 || left < 0)
        throw new CoreError('BUDGET_EXCEEDED', `the file asks for ${rounds} rounds of key derivation`);
    },
  };
}
