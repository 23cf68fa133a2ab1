/**
 * Services in the terms of Japan: those on lists under its rules, and foreign ones that an enacted agreement recognises.
 *
 * @module
 */
import type { ReportedRecognition } from '../../report/determination.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import {
  equivalentStates,
  isForeign,
  type RecognizedState,
  reportRecognition,
} from '../recognition/recognize.ts';

/** A service whose states are in the terms of its list's scheme, a scheme under the rules of Japan. */
export interface JapaneseService extends ListedService {
  /** As its own list has it. */
  readonly original: ListedService;
  /** By which agreement it counts; `null` for a service of Japan itself. */
  readonly recognition: ReportedRecognition | null;
}

/** What a service is in Japan: one for each equivalence that covers it; nothing for those that are not recognised. */
export function japaneseServices(service: ListedService): readonly JapaneseService[] {
  if (isForeign(service, 'japan')) return recognizedServices(service);
  return service.list.scheme.rules === 'japan' ? [{ ...service, original: service, recognition: null }] : [];
}

/** Periods in which an agreement was enacted; in the others the service is as unknown as before it. */
function recognizedServices(service: ListedService): readonly JapaneseService[] {
  const enacted = equivalentStates(service, 'japan').filter(
    ({ equivalence }) => equivalence.status === 'enacted',
  );
  const identifiers = [...new Set(enacted.map(({ legalIdentifier }) => legalIdentifier))];
  return identifiers.flatMap((identifier) => {
    const states = enacted.filter(({ legalIdentifier }) => legalIdentifier === identifier);
    return translatedService(service, states) ?? [];
  });
}

/** `undefined` where the scheme that recognises is not known, so that its terms mean nothing. */
function translatedService(
  service: ListedService,
  recognized: readonly RecognizedState[],
): JapaneseService | undefined {
  const newestFirst = [...recognized].sort((a, b) => b.state.from.getTime() - a.state.from.getTime());
  const [newest] = newestFirst;
  const scheme = newest?.agreement.scheme;
  if (newest === undefined || scheme === undefined) return undefined;
  const pilot = scheme.pilot || service.list.scheme.pilot;
  return {
    ...service,
    original: service,
    list: { ...service.list, scheme: { ...scheme, pilot } },
    states: newestFirst.map(({ state }) => state),
    recognition: reportRecognition(service, newest),
  };
}
