/**
 * Evaluations of algorithms as rows of a suite (RFC 5698 §3.1.5): any evaluation that fits makes an algorithm suitable, so a
 * longer key is suitable for as long as every shorter one.
 *
 * @module
 */
import { ValidatorError } from '../errors.ts';
import type { SuiteAlgorithm, SuiteRow } from '../policy/crypto-suites.ts';
import { isCalendarDay } from '../util/calendar-day.ts';
import type { EvaluatedAlgorithm, SuiteEvaluation } from './suite-document.ts';

/** Parameters that state the size of a key; the length of q goes with that of p (FIPS 186-5 §4, RFC 5480 §2.1.1). */
const SIZES: ReadonlySet<string> = new Set(['moduluslength', 'plength']);
const BESIDE_SIZE = 'qlength';

interface Period {
  readonly minKeySize: number;
  /** Day on which the algorithm is no longer suitable; `undefined`: no end is set. */
  readonly end: string | undefined;
}

/**
 * The rows of one algorithm. Of several algorithms that share rows, such as RSA with each digest, the longest period counts: a
 * digest has rows of its own.
 *
 * @param issued - day of the suite
 *
 * @throws ValidatorError `CRYPTO_SUITE_INVALID` for a parameter or limit that rows do not have
 */
export function rowsOf(
  algorithm: SuiteAlgorithm,
  evaluated: readonly EvaluatedAlgorithm[],
  issued: string,
): readonly SuiteRow[] {
  const periods = evaluated.flatMap(({ AlgorithmIdentifier: { Name }, Evaluation }) =>
    Evaluation.map((one) => toPeriod(Name, one, issued)),
  );
  const sizes = [...new Set(periods.map(({ minKeySize }) => minKeySize))].sort((a, b) => a - b);
  const rows: SuiteRow[] = [];
  let before: string | undefined;
  for (const minKeySize of sizes) {
    const fitting = periods.filter((one) => one.minKeySize <= minKeySize);
    const end = fitting.some((one) => one.end === undefined)
      ? undefined
      : fitting.reduce((latest, one) => (one.end !== undefined && one.end > latest ? one.end : latest), '');
    if (rows.length > 0 && end === before) continue;
    before = end;
    const day = end === undefined ? undefined : dayBefore(end);
    rows.push({ algorithm, minKeySize, ...(day && { lastCreation: day, lastAcceptance: day }) });
  }
  return rows;
}

function toPeriod(name: string, { Parameter = [], Validity }: SuiteEvaluation, issued: string): Period {
  const unknown = Parameter.find((one) => !SIZES.has(one.name) && one.name !== BESIDE_SIZE);
  if (unknown !== undefined) throw refused(name, `the parameter ${unknown.name} is not known`);
  if (Parameter.some(({ Max }) => Max !== undefined)) throw refused(name, 'a greatest size is not supported');
  const { Start, End } = Validity;
  if (Start !== undefined && Start.slice(0, 10) > issued)
    throw refused(name, 'a beginning after the day of the suite is not supported');
  if (End !== undefined && !isCalendarDay(End.slice(0, 10))) throw refused(name, 'an end is no day');
  const minKeySize = Parameter.find((one) => SIZES.has(one.name))?.Min ?? 0;
  return { minKeySize, end: End?.slice(0, 10) };
}

/** The end is the first day on which the algorithm is not suitable; rows have the last on which it is. */
function dayBefore(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return new Date(time - 86_400_000).toISOString().slice(0, 10);
}

function refused(algorithm: string, message: string): ValidatorError {
  return new ValidatorError('CRYPTO_SUITE_INVALID', `the suite cannot be used: ${algorithm}: ${message}`, {
    facts: { path: '$.Algorithm', algorithm },
  });
}
