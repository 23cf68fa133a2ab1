/**
 * Services of another country, as an agreement on mutual recognition puts them in the terms of the party that recognises
 * (ETSI TS 119 615 §4.4; the European Commission's schema for such agreements).
 *
 * @module
 */
import type { ReportedRecognition } from '../../report/determination.ts';
import type { ListedService, ServiceState } from '../../trust/listed-service.ts';
import { isWithin, type Period } from '../../trust/period.ts';
import type { EquivalenceState, RecognitionAgreement } from '../../trust/recognition.ts';
import { translateState } from './translate-state.ts';

/** One state of a service under one state of an equivalence, while both last. */
export interface RecognizedState {
  /** In the terms of the party that recognises. */
  readonly state: ServiceState;
  /** As its own list has it. */
  readonly original: ServiceState;
  readonly agreement: RecognitionAgreement;
  readonly legalIdentifier: string;
  readonly equivalence: EquivalenceState;
}

/** Whether a service is of another country for these rules: it counts by an agreement, or not at all. */
export function isForeign(service: Pick<ListedService, 'agreements'>, rules: 'eu' | 'japan'): boolean {
  return service.agreements.some((agreement) => agreement.rules === rules);
}

/** As what the service is recognised at a time: once for each enacted equivalence that covers it. */
export function recognizeService(
  service: ListedService,
  rules: 'eu' | 'japan',
  time: Date,
): readonly RecognizedState[] {
  return equivalentStates(service, rules).filter(
    ({ state, equivalence }) => equivalence.status === 'enacted' && isWithin(state, time),
  );
}

/** All states of the service under all states of the equivalences that cover it, enacted or repealed. */
export function equivalentStates(
  service: Pick<ListedService, 'agreements' | 'states'>,
  rules: 'eu' | 'japan',
): readonly RecognizedState[] {
  const equivalences = service.agreements
    .filter((agreement) => agreement.rules === rules && agreement.scheme?.pilot !== true)
    .flatMap((agreement) =>
      agreement.equivalences.flatMap(({ legalIdentifier, states }) =>
        states.map((equivalence) => ({ agreement, legalIdentifier, equivalence })),
      ),
    );
  return service.states.flatMap((original) =>
    equivalences.flatMap((under) => {
      const period = overlap(original, under.equivalence);
      const state = period && translateState(original, under.equivalence);
      return period && state ? [{ ...under, original, state: { ...state, ...period } }] : [];
    }),
  );
}

/** What two periods have in common; `undefined` when that is nothing. */
function overlap(a: Period, b: Period): Period | undefined {
  const from = Math.max(a.from.getTime(), b.from.getTime());
  const until = Math.min(endOf(a), endOf(b));
  if (from >= until) return undefined;
  return { from: new Date(from), until: until === Number.POSITIVE_INFINITY ? undefined : new Date(until) };
}

function endOf({ until }: Period): number {
  return until?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** By which agreement a service counted. */
export function reportRecognition(
  { list }: Pick<ListedService, 'list'>,
  { agreement, legalIdentifier, equivalence }: RecognizedState,
): ReportedRecognition {
  return {
    recognizedBy: agreement.recognizedBy,
    territory: list.territory,
    legalIdentifier,
    enactedFrom: equivalence.from,
  };
}
