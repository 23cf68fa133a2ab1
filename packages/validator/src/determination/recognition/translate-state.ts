/**
 * The state of a service in the terms of the party that recognises it: type, information beside it, status, qualifiers.
 *
 * @module
 */
import type { ServiceState } from '../../trust/listed-service.ts';
import type { EquivalenceState, ServiceTypePattern } from '../../trust/recognition.ts';
import { NOT_QUALIFIED, QC_NO_QSCD } from '../eu/uris.ts';

/**
 * The state as the equivalence puts it; `undefined` when it does not cover the type of the service, or says nothing of its
 * status. Criteria of qualifiers stay as they are: they ask about the certificate, not about terms.
 */
export function translateState(state: ServiceState, equivalence: EquivalenceState): ServiceState | undefined {
  const pattern = translateType(state, equivalence);
  const status = translateStatus(state.status, equivalence);
  if (pattern === undefined || status === undefined) return undefined;
  return {
    ...state,
    type: pattern.type,
    additionalInformation: pattern.additionalInformation,
    status,
    qualifications: state.qualifications.map(({ qualifiers, criteria }) => ({
      qualifiers: qualifiers.flatMap((qualifier) => translateQualifier(qualifier, equivalence)),
      criteria,
    })),
  };
}

/** The pattern that stands where the first one that fits stands; lists of different length have one for all. */
function translateType(
  { type, additionalInformation }: ServiceState,
  { types }: EquivalenceState,
): ServiceTypePattern | undefined {
  const index = types.pointed.findIndex(
    (pattern) =>
      pattern.type === type &&
      pattern.additionalInformation.every((one) => additionalInformation.includes(one)),
  );
  if (index < 0) return undefined;
  return types.pointing.length === 1 ? types.pointing[0] : types.pointing[index];
}

/** A status that counts as invalid in any pair does so whatever the others say. */
function translateStatus(
  status: string,
  { invalidStatuses, validStatuses }: EquivalenceState,
): string | undefined {
  const pair = [...invalidStatuses, ...validStatuses].find(({ pointed }) => pointed.includes(status));
  return pair?.pointing[0];
}

/**
 * Qualifiers that only take something away, by the names that TS 119 612 §5.5.9.2.3 gives them in any list: an agreement that
 * is silent about them makes nothing qualified which its own country says is not.
 */
const RESTRICTIONS: ReadonlyMap<string, string> = new Map([
  ['NotQualified', NOT_QUALIFIED],
  ['QCNoQSCD', QC_NO_QSCD],
  ['QCNoSSCD', QC_NO_QSCD],
]);

function translateQualifier(qualifier: string, { qualifiers }: EquivalenceState): readonly string[] {
  const named = qualifiers.filter(({ pointed }) => pointed === qualifier).map(({ pointing }) => pointing);
  const restriction = RESTRICTIONS.get(qualifier.split('/').at(-1) ?? '');
  return named.length > 0 || restriction === undefined ? named : [restriction];
}
