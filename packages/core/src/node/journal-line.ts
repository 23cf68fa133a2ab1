/**
 * One entry of a journal from its line of JSON.
 *
 * @module
 */
import type { JournalEntry, JournalHead } from '../batch/journal.ts';
import { CoreError } from '../errors.ts';

/**
 * The entry of a line.
 *
 * @param place - of the line, for the error
 * @throws CoreError `JOURNAL_INVALID`
 */
export function parseJournalLine(line: string, place: string): JournalEntry | JournalHead {
  const fields = parseObject(line);
  const time = parseTime(fields.time);
  const entry = time && (fields.kind === 'manifest' ? headOf(fields, time) : entryOf(fields, time));
  if (entry !== undefined) return entry;
  throw new CoreError('JOURNAL_INVALID', `${place} is no entry of a journal`);
}

type Fields = Readonly<Record<string, unknown>>;

function headOf({ documents, manifestDigest }: Fields, time: Date): JournalHead | undefined {
  if (!isDigest(manifestDigest) || typeof documents !== 'number') return undefined;
  return { kind: 'manifest', time, manifestDigest, documents };
}

function entryOf(fields: Fields, time: Date): JournalEntry | undefined {
  const { kind, id, inputDigest, outputDigest, code, shortfall } = fields;
  if (typeof id !== 'string' || !isDigest(inputDigest)) return undefined;
  const shared = { id, time, inputDigest };
  if (kind === 'begun') return { kind, ...shared };
  if (kind === 'failed' && typeof code === 'string') {
    const begun = parseTime(fields.begun);
    return { kind, ...shared, code, ...(begun && { begun }) };
  }
  if (kind === 'made' && isDigest(outputDigest)) {
    return { kind, ...shared, outputDigest, ...(typeof shortfall === 'string' && { shortfall }) };
  }
  return undefined;
}

function parseTime(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function parseObject(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
