/**
 * What no list may say (ETSI TS 119 612 §5).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { assertAgreement } from './check-agreement.ts';
import { assertProvider } from './check-service.ts';
import {
  assertAddress,
  assertEach,
  assertNames,
  assertSome,
  assertTerritory,
  assertText,
  assertTime,
  assertUri,
  assertUris,
  invalid,
  type Place,
  within,
} from './check-values.ts';
import type { PointerDescription, SchemeDescription, TrustedListDescription } from './description.ts';
import { HISTORY_FOR_EVER } from './vocabulary.ts';

/** Months after which a list has to be issued again at the latest (§5.3.15). */
const MONTHS_TO_NEXT_UPDATE = 6;

type Checks<T> = readonly (readonly [
  part: keyof T & string,
  clause: string,
  check: (place: Place, value: T) => void,
])[];

/** What a scheme has to say, part by part. */
const SCHEME_CHECKS: Checks<SchemeDescription> = [
  ['sequenceNumber', '§5.3.2', (place, { sequenceNumber }) => assertInteger(place, sequenceNumber, 1)],
  ['type', '§5.3.3', (place, { type }) => assertUri(place, type)],
  ['operatorNames', '§5.3.4', (place, { operatorNames }) => assertNames(place, operatorNames)],
  ['operatorAddress', '§5.3.5', (place, { operatorAddress }) => assertAddress(place, operatorAddress)],
  ['schemeNames', '§5.3.6', assertSchemeNames],
  ['informationUris', '§5.3.7', (place, { informationUris }) => assertUris(place, informationUris)],
  [
    'statusDeterminationApproach',
    '§5.3.8',
    (place, one) => assertUri(place, one.statusDeterminationApproach),
  ],
  ['communityRules', '§5.3.9', (place, { communityRules }) => assertEach(place, communityRules, assertUri)],
  ['territory', '§5.3.10', (place, { territory }) => assertTerritory(place, territory)],
  ['legalNotices', '§5.3.11', assertLegalNotices],
  ['historicalInformationPeriod', '§5.3.12', assertHistoryPeriod],
  ['issueDate', '§5.3.14', (place, { issueDate }) => assertTime(place, issueDate)],
  ['nextUpdate', '§5.3.15', assertNextUpdate],
  ['distributionPoints', '§5.3.16', (place, one) => assertEach(place, one.distributionPoints, assertUri)],
];

/** What a pointer has to say; all of it is of one clause. */
const POINTER_CHECKS: readonly ((place: Place, pointer: PointerDescription) => void)[] = [
  (place, { location }) => assertUri(within(place, 'location'), location),
  (place, { signers }) => assertSome(within(place, 'signers'), signers, assertVersion3),
  (place, { territory }) => assertTerritory(within(place, 'territory'), territory),
  (place, { type }) => assertUri(within(place, 'type'), type),
  (place, { mimeType }) => mimeType !== undefined && assertText(within(place, 'mimeType'), mimeType),
  (place, { operatorNames }) => assertNames(within(place, 'operatorNames'), operatorNames),
  (place, { communityRules }) => assertEach(within(place, 'communityRules'), communityRules, assertUri),
  (place, { agreement }) => agreement && assertAgreement(within(place, 'agreement'), agreement),
];

/**
 * Refuses a description that no list may have.
 *
 * @throws ValidatorError `TRUSTED_LIST_INVALID`
 */
export function assertListDescription({ pointers, providers, scheme }: TrustedListDescription): void {
  for (const [part, clause, check] of SCHEME_CHECKS) check({ path: `$.scheme.${part}`, clause }, scheme);
  assertEach({ path: '$.pointers', clause: '§5.3.13' }, pointers, (place, pointer) => {
    for (const check of POINTER_CHECKS) check(place, pointer);
  });
  assertEach({ path: '$.providers', clause: '§5.3.18' }, providers, assertProvider);
}

function assertInteger(place: Place, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw invalid(place, `is no whole number from ${least} on: ${value}`);
}

function assertSchemeNames(place: Place, { schemeNames, territory }: SchemeDescription): void {
  assertNames(place, schemeNames);
  const prefix = `${territory}:`;
  if (!schemeNames.some(({ language, text }) => language === 'en' && text.startsWith(prefix)))
    throw invalid(place, `has no English name that begins with ${prefix}`);
}

function assertLegalNotices(place: Place, { legalNotices = [] }: SchemeDescription): void {
  if (legalNotices.length > 0) assertNames(place, legalNotices);
}

function assertHistoryPeriod(place: Place, scheme: SchemeDescription): void {
  const { historicalInformationPeriod: days = HISTORY_FOR_EVER } = scheme;
  assertInteger(place, days, 0);
}

function assertNextUpdate(place: Place, { issueDate, nextUpdate }: SchemeDescription): void {
  if (nextUpdate === undefined) return;
  assertTime(place, nextUpdate);
  const latest = new Date(issueDate);
  latest.setUTCMonth(latest.getUTCMonth() + MONTHS_TO_NEXT_UPDATE);
  if (nextUpdate <= issueDate) throw invalid(place, 'is not after issueDate');
  if (nextUpdate > latest)
    throw invalid(place, `is more than ${MONTHS_TO_NEXT_UPDATE} months after issueDate`);
}

function assertVersion3(place: Place, { version }: Certificate): void {
  if (version !== 3) throw invalid(place, 'is no certificate of X.509 version 3');
}
