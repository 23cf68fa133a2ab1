/**
 * The rules of a policy as a table, and the three moments at which they are looked at: before anything is asked, when factors
 * were given, and before hashes are sent.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.1, §2.7.2
 * @module
 */
import { CscError } from '../errors.ts';
import type { Credential } from '../model/credential.ts';
import type { FactorValue } from '../model/requests.ts';
import type { Secret } from '../util/secret.ts';
import type { RemotePolicy } from './policy.ts';

/** The first step, as far as rules look at it. */
export interface FirstStep {
  holds(text: Secret): boolean;
}

/** The second step, as far as rules look at it. */
export interface SecondStep {
  readonly kind: 'factors' | 'oauth2code' | 'service' | 'delegate';
  readonly approvedOutOfBand?: string;
}

/** How a key is going to be used. */
export interface IntendedUse {
  readonly authentication: FirstStep | undefined;
  readonly authorizer: SecondStep | undefined;
  /** The key, which says how its use is approved. */
  readonly credential: Pick<Credential, 'authorization'>;
}

/** Factors that were given. */
export interface GivenFactors {
  readonly authentication: FirstStep;
  /** Without value where they are given to the service in another channel. */
  readonly factors: readonly FactorValue[];
  /** Where they came from. */
  readonly givenBy: 'this-process' | 'another-process';
}

/** An authorisation that was obtained otherwise than with factors. */
export interface GivenAuthorizationSecret {
  readonly authentication: FirstStep;
  /** The token or SAD. */
  readonly secret: Secret;
}

/** What is going to be signed, beside what was approved. */
export interface IntendedValues {
  /** Whether the hashes are the authorised ones, each as often. */
  readonly isExactlyAuthorized: boolean;
}

/** One rule: what it refuses, and in which words. */
interface PolicyRule<Facts> {
  readonly id: PolicyRuleId;
  readonly citation: string;
  readonly message: string;
  refuses(facts: Facts, policy: RemotePolicy): boolean;
}

/** Names of the rules, as they stand in `facts.rule` of an error. */
export type PolicyRuleId =
  | 'both-steps'
  | 'separate-objects'
  | 'service-approval'
  | 'implicit-credential'
  | 'factor-count'
  | 'factor-of-first-step'
  | 'factor-of-others'
  | 'token-of-first-step'
  | 'designated-only';

const GUIDELINES = 'MIC Guidelines on e-Seal, 2nd edition';

const USE_RULES: readonly PolicyRule<IntendedUse>[] = [
  {
    id: 'both-steps',
    citation: `${GUIDELINES} §2.7.1`,
    message: 'a use authentication and a key authorisation are needed, one of them is missing',
    refuses: ({ authentication, authorizer }) => authentication === undefined || authorizer === undefined,
  },
  {
    id: 'separate-objects',
    citation: `${GUIDELINES} §2.7.1`,
    message: 'one object cannot be both the use authentication and the key authorisation',
    refuses: ({ authentication, authorizer }, { separateSteps }) =>
      separateSteps && Object.is(authentication, authorizer),
  },
  {
    id: 'service-approval',
    citation: `${GUIDELINES} §2.7.2`,
    message:
      'the service would approve by itself; say in approvedOutOfBand how the generator approves, if it does so elsewhere',
    refuses: ({ authorizer }, { refuseServiceApproval }) =>
      refuseServiceApproval && authorizer?.kind === 'service' && !isDeclared(authorizer),
  },
  {
    id: 'implicit-credential',
    citation: `${GUIDELINES} §2.7.2`,
    message: 'the service approves every use of this credential by itself, without the generator',
    refuses: ({ authorizer, credential }, { refuseServiceApproval }) =>
      refuseServiceApproval && asksNobody(credential) && !isDeclared(authorizer),
  },
];

const FACTOR_RULES: readonly PolicyRule<GivenFactors>[] = [
  {
    id: 'factor-count',
    citation: `${GUIDELINES} §2.7.1`,
    message: 'fewer factors were given for the key than the policy asks for',
    refuses: ({ factors }, { minFactors }) => new Set(factors.map(({ id }) => id)).size < minFactors,
  },
  {
    id: 'factor-of-first-step',
    citation: `${GUIDELINES} §2.7.1`,
    message: 'a factor for the key is a secret of the use authentication',
    refuses: ({ authentication, factors }, { separateSteps }) =>
      separateSteps &&
      factors.map(({ value }) => value !== undefined && authentication.holds(value)).includes(true),
  },
  {
    id: 'factor-of-others',
    citation: `${GUIDELINES} §2.7.2`,
    message: 'factors were handed to the application, which is not the one to hold them',
    refuses: ({ givenBy }, { refuseFactorsOfOthers }) =>
      refuseFactorsOfOthers && givenBy === 'another-process',
  },
];

const AUTHORIZATION_RULES: readonly PolicyRule<GivenAuthorizationSecret>[] = [
  {
    id: 'token-of-first-step',
    citation: `${GUIDELINES} §2.7.1`,
    message: 'what is given as key authorisation is a secret of the use authentication',
    refuses: ({ authentication, secret }, { separateSteps }) => separateSteps && authentication.holds(secret),
  },
];

const VALUE_RULES: readonly PolicyRule<IntendedValues>[] = [
  {
    id: 'designated-only',
    citation: `${GUIDELINES} §2.6`,
    message: 'what is to be signed is not exactly what was authorised',
    refuses: ({ isExactlyAuthorized }, { designatedOnly }) => designatedOnly && !isExactlyAuthorized,
  },
];

/** Refuses a use before anything is asked or sent. @throws CscError `CSC_POLICY_REFUSED` */
export function assertAllowedUse(policy: RemotePolicy, use: IntendedUse): void {
  assertAllowed(policy, USE_RULES, use);
}

/** Refuses factors before they are sent. @throws CscError `CSC_POLICY_REFUSED` */
export function assertAllowedFactors(policy: RemotePolicy, given: GivenFactors): void {
  assertAllowed(policy, FACTOR_RULES, given);
}

/** Refuses a token that is no second one. @throws CscError `CSC_POLICY_REFUSED` */
export function assertAllowedAuthorization(policy: RemotePolicy, given: GivenAuthorizationSecret): void {
  assertAllowed(policy, AUTHORIZATION_RULES, given);
}

/** Refuses values before their hashes are sent to be signed. @throws CscError `CSC_POLICY_REFUSED` */
export function assertAllowedValues(policy: RemotePolicy, values: IntendedValues): void {
  assertAllowed(policy, VALUE_RULES, values);
}

function assertAllowed<Facts>(policy: RemotePolicy, rules: readonly PolicyRule<Facts>[], facts: Facts): void {
  const broken = rules.find((rule) => rule.refuses(facts, policy));
  if (broken === undefined) return;
  throw new CscError('CSC_POLICY_REFUSED', `policy ${policy.name}: ${broken.message}`, {
    outcome: 'not-sent',
    facts: { policy: policy.name, rule: broken.id, citation: broken.citation },
  });
}

/** Version 1 has a word for it; in version 2 the list of factors is empty. */
function asksNobody({ authorization }: Pick<Credential, 'authorization'>): boolean {
  return (
    authorization.mode === 'implicit' ||
    (authorization.mode === 'explicit' && authorization.factors.length === 0)
  );
}

function isDeclared(authorizer: SecondStep | undefined): boolean {
  return (authorizer?.approvedOutOfBand ?? '').trim() !== '';
}
