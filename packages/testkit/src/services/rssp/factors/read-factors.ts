/**
 * Factors in `credentials/authorize`: `PIN` and `OTP` of version 1, `authData` of version 2.
 *
 * @module
 */
import type { Dialect, RsspAuthorization, RsspFactor } from '../model.ts';
import { asObject, optionalString, type Parameters } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { isSatisfied } from './expression.ts';
import type { GivenFactor } from './factors.ts';

/** Names of the members of version 1. */
const MEMBERS: Readonly<Record<RsspFactor['kind'], 'PIN' | 'OTP' | undefined>> = {
  pin: 'PIN',
  password: 'PIN',
  'otp-offline': 'OTP',
  'otp-online': 'OTP',
  challenge: undefined,
  'out-of-band': undefined,
};

/** The factors that a call gives, enough of them for the credential. */
export const READ_FACTORS: Readonly<
  Record<Dialect, (parameters: Parameters, authorization: RsspAuthorization) => readonly GivenFactor[]>
> = { v1: readMembers, v2: readAuthData };

function readMembers(parameters: Parameters, authorization: RsspAuthorization): readonly GivenFactor[] {
  const factors = authorization.mode === 'explicit' ? authorization.factors : [];
  for (const name of ['PIN', 'OTP'] as const) optionalString(parameters, name);
  return factors.map((factor) => {
    const name = MEMBERS[factor.kind];
    const value = name === undefined ? undefined : optionalString(parameters, name);
    if (name !== undefined && value === undefined) {
      throw invalidRequest(`Missing (or invalid type) string parameter ${name}`);
    }
    return { factor, value };
  });
}

/** What is wrong with factors in version 2, which does not say which one. */
export function invalidAuthenticationData(): Problem {
  return new Problem('invalid_authentication_data', 'The authentication data is invalid');
}

function readAuthData({ values }: Parameters, authorization: RsspAuthorization): readonly GivenFactor[] {
  const { authData = [] } = values;
  if (!Array.isArray(authData)) throw invalidRequest('Invalid parameter authData');
  const factors = authorization.mode === 'explicit' ? authorization.factors : [];
  const given = authData.map((entry: unknown) => readEntry(entry, factors));
  const ids = new Set(given.map(({ factor }) => factor.id));
  const { expression } = { expression: undefined, ...authorization };
  const wanted = expression ?? factors.map(({ id }) => id).join(' AND ');
  const isEnough = wanted === '' || isSatisfied(wanted, ids);
  if (ids.size !== given.length || !isEnough) throw invalidAuthenticationData();
  return given;
}

function readEntry(entry: unknown, factors: readonly RsspFactor[]): GivenFactor {
  const { id, value } = asObject(entry) ?? {};
  const isTyped = typeof id === 'string' && (value === undefined || typeof value === 'string');
  if (!isTyped) throw invalidRequest('Invalid parameter authData');
  const factor = factors.find((each) => each.id === id);
  if (factor === undefined) throw invalidAuthenticationData();
  return { factor, value };
}
