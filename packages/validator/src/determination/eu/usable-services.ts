/**
 * Services of lists that may decide anything in the EU: those under its rules, or recognised by a list that is, on lists
 * that are meant in earnest and in date (ETSI TS 119 615 §4.1, §4.2).
 *
 * @module
 */
import { type Finding, findingOf } from '../../report/finding.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import { isForeign } from '../recognition/recognize.ts';
import { LIST_OUT_OF_DATE, PILOT_LIST } from './rules.ts';

/** The services that may decide, and why others may not. */
export interface UsableServices {
  readonly services: readonly ListedService[];
  readonly findings: readonly Finding[];
}

/** Sorts out services; those of other countries that no agreement names are no business of the EU. */
export function usableServices(services: readonly ListedService[], validationTime: Date): UsableServices {
  const own = services.filter((service) => service.list.scheme.rules === 'eu' || isForeign(service, 'eu'));
  const problems = own.map((service) => problemOf(service, validationTime));
  return {
    services: own.filter((_, index) => problems[index] === undefined),
    findings: problems.flatMap((problem) => problem ?? []),
  };
}

function problemOf({ agreements, list }: ListedService, validationTime: Date): Finding | undefined {
  const { nextUpdate, scheme, sequenceNumber, territory } = list;
  const recognizing = agreements.filter(({ rules }) => rules === 'eu');
  const isOnTrial = recognizing.length > 0 && recognizing.every((agreement) => agreement.scheme?.pilot);
  if (scheme.pilot || isOnTrial) return findingOf(PILOT_LIST, 'warning', { territory });
  if (nextUpdate === undefined || validationTime <= nextUpdate) return undefined;
  const facts = { territory, sequenceNumber, nextUpdate: nextUpdate.toISOString() };
  return findingOf(LIST_OUT_OF_DATE, 'warning', facts);
}
