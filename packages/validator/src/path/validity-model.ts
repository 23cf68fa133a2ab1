/**
 * When the certificates of a path have to be valid, by the model of validity that the policy names.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { ValidityModel } from '../policy/policy.ts';

/**
 * The time for which a certificate of a path is judged.
 *
 * @param downwards - from the certificate below the anchor to the target
 */
export function validityTime(
  downwards: readonly Certificate[],
  index: number,
  time: Date,
  model: ValidityModel,
): Date {
  const target = downwards[downwards.length - 1];
  const below = downwards[index + 1];
  if (below === undefined || target === undefined) return time;
  switch (model) {
    case 'shell':
      return time;
    case 'chain':
      return below.notBefore;
    case 'hybrid':
      return target.notBefore;
  }
}
