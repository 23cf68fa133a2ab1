/**
 * Answers of services, each asked once: out of the store while they are current, shared while they are under way, and not
 * asked again at once from a service that just failed.
 *
 * @module
 */
import { redactUrl } from '@eseal/core/http';
import type { OnAttempt, RetrievalAttempt, RetrievalProblem } from '../report/retrieval-attempt.ts';
import { type FetchedBody, type FetchProblem, fetchProblem } from './fetch-body.ts';
import { createSingleFlight } from './single-flight.ts';
import type { RetrievalStore, StoredAnswer } from './store.ts';

/** One question to one service. */
export interface Question<Answer> {
  readonly kind: RetrievalAttempt['kind'];
  readonly url: string;
  /** How the place is told of. Default: the address without its query. */
  readonly shown?: string;
  /** What the answer is about: the same for every address that may answer it. */
  readonly key: string;
  /** Asks the service. */
  readonly ask: () => Promise<FetchedBody | FetchProblem>;
  /** Reads an answer, fresh or kept, or says what is wrong with it. */
  readonly read: (body: Uint8Array) => Promise<Answer | FetchProblem>;
  /** Whether a kept answer may be used at all; absent: it may. */
  readonly isUseful?: (answer: Answer) => boolean;
  /** Until when an answer may be kept, in milliseconds since 1970. */
  readonly until: (answer: Answer) => number;
}

/** How a question is put. */
export interface ObtainOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onAttempt?: OnAttempt | undefined;
  /** Asks the service whatever the store holds, and forgets that. Default false. */
  readonly afresh?: boolean;
}

/** An answer and whether it was kept. */
export interface Obtained<Answer> {
  readonly answer: Answer;
  readonly kept: boolean;
}

/** Gets answers; `undefined` when there is none that can be used, which `onAttempt` is told the reason of. */
export interface Retriever {
  obtain<Answer extends object>(
    question: Question<Answer>,
    options?: ObtainOptions,
  ): Promise<Obtained<Answer> | undefined>;
}

/** Where answers are kept and for how long failures are remembered. */
export interface RetrieverOptions {
  readonly store: RetrievalStore;
  readonly negativeLifetimeMs: number;
  readonly now: () => Date;
}

/** What is wrong with the service rather than with one answer. */
const SERVICE_FAULTS: ReadonlySet<RetrievalProblem> = new Set<RetrievalProblem>([
  'unavailable',
  'refused',
  'http-status',
  'html',
]);

/** A retriever that shares what is under way. */
export function createRetriever({ store, negativeLifetimeMs, now }: RetrieverOptions): Retriever {
  const flights = createSingleFlight<FetchedBody | FetchProblem>();
  const failures = createFailures(negativeLifetimeMs, now);
  const fromStore = async <Answer extends object>(
    question: Question<Answer>,
  ): Promise<Answer | undefined> => {
    const found = await quietly(() => store.get(question.key));
    if (found === undefined || found.until <= now().getTime()) return undefined;
    const answer = await question.read(found.body);
    return isProblem(answer) || question.isUseful?.(answer) === false ? undefined : answer;
  };
  const fromService = async <Answer extends object>(
    question: Question<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer | FetchProblem> => {
    const before = failures.of(question.url);
    if (before !== undefined) return fetchProblem('failed-before', before);
    const flight = `${question.key} ${question.url}`;
    const received = await flights(flight, question.ask, signal);
    const answer = received.kind === 'body' ? await question.read(received.body) : received;
    if (isProblem(answer)) failures.note(question.url, answer);
    else if (received.kind === 'body') {
      const kept: StoredAnswer = { body: received.body, until: question.until(answer) };
      await quietly(() => store.set(question.key, kept));
    }
    return answer;
  };
  return {
    obtain: async (question, { signal, onAttempt, afresh = false } = {}) => {
      const note = (outcome: RetrievalAttempt['outcome'], detail?: string): void =>
        onAttempt?.({
          kind: question.kind,
          url: question.shown ?? redactUrl(question.url),
          outcome,
          ...(detail !== undefined && { detail }),
        });
      const kept = afresh ? undefined : await fromStore(question);
      if (kept !== undefined) {
        note('cached');
        return { answer: kept, kept: true };
      }
      if (afresh) await quietly(() => store.delete(question.key));
      const answer = await fromService(question, signal);
      if (isProblem(answer)) {
        note(answer.problem, answer.detail);
        return undefined;
      }
      note('answered');
      return { answer, kept: false };
    },
  };
}

function isProblem(answer: object): answer is FetchProblem {
  return 'kind' in answer && answer.kind === 'problem';
}

/** A store that fails has nothing. */
async function quietly<T>(action: () => T): Promise<Awaited<T> | undefined> {
  try {
    return await action();
  } catch {
    return undefined;
  }
}

interface Failures {
  /** What went wrong at an address a moment ago. */
  of(url: string): string | undefined;
  note(url: string, problem: FetchProblem): void;
}

/** Most failed addresses that are remembered. */
const MAX_FAILURES = 1000;

function createFailures(lifetimeMs: number, now: () => Date): Failures {
  const failures = new Map<string, { readonly reason: string; readonly until: number }>();
  return {
    of: (url) => {
      const found = failures.get(url);
      return found !== undefined && found.until > now().getTime() ? found.reason : undefined;
    },
    note: (url, { problem, detail }) => {
      if (!SERVICE_FAULTS.has(problem)) return;
      if (failures.size >= MAX_FAILURES) failures.clear();
      const reason = detail === undefined ? problem : `${problem}: ${detail}`;
      failures.set(url, { reason, until: now().getTime() + lifetimeMs });
    },
  };
}
