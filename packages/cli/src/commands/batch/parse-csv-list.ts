/**
 * A list of documents as CSV.
 *
 * @see RFC 4180
 * @module
 */
import { CliError } from '../../errors.ts';
import { type ListedLine, listedLine } from './listed-file.ts';

const NEEDED = ['id', 'path'] as const;
const COLUMNS: readonly string[] = [...NEEDED, 'name', 'mediaType', 'digest'];

/**
 * The lines of a list whose first line names the columns: `id`, `path`, and as wanted `name`, `mediaType`, `digest`.
 *
 * @throws CliError `INPUT_UNUSABLE`
 */
export async function parseCsvList(text: string, path: string): Promise<readonly ListedLine[]> {
  const { parse } = await import('csv-parse/sync');
  let rows: readonly Record<string, string>[];
  try {
    rows = parse(text, {
      columns: (header) => assertColumns(header, path),
      skip_empty_lines: true,
      trim: true,
      max_record_size: 2 ** 16,
    });
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const reason = cause instanceof Error ? cause.message : 'it cannot be read';
    throw new CliError('INPUT_UNUSABLE', `${path} is no CSV: ${reason}`, { cause });
  }
  return rows.map((row, at) => listedLine(row, `${path}, record ${at + 1}`));
}

function assertColumns(header: readonly string[], path: string): string[] {
  const missing = NEEDED.find((name) => !header.includes(name));
  if (missing !== undefined) throw new CliError('INPUT_UNUSABLE', `${path} has no column ${missing}`);
  const unknown = header.find((name, at) => !COLUMNS.includes(name) || header.indexOf(name) !== at);
  if (unknown === undefined) return [...header];
  throw new CliError('INPUT_UNUSABLE', `${path} has a column ${unknown}; columns are ${COLUMNS.join(', ')}`);
}
