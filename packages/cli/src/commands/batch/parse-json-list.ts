/**
 * A list of documents as JSON.
 *
 * @module
 */
import { CliError } from '../../errors.ts';
import { type ListedLine, listedLine, unusable } from './listed-file.ts';

/** Members of a document, each a text. */
const MEMBERS: readonly string[] = ['id', 'path', 'name', 'mediaType', 'digest'];

/**
 * The lines of a list: an array of objects with `id`, `path` and as wanted `name`, `mediaType`, `digest`, or an object with
 * such an array as `documents`.
 *
 * @throws CliError `INPUT_UNUSABLE`
 */
export async function parseJsonList(text: string, path: string): Promise<readonly ListedLine[]> {
  const value = parse(text, path);
  const documents = isObject(value) ? value.documents : value;
  if (!Array.isArray(documents)) throw new CliError('INPUT_UNUSABLE', `${path} holds no list of documents`);
  return documents.map((document: unknown, at) => lineOf(document, `${path}, document ${at + 1}`));
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError('INPUT_UNUSABLE', `${path} is not JSON`, { cause });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lineOf(value: unknown, line: string): ListedLine {
  if (!isObject(value)) throw unusable({ line }, 'it is no object');
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw unusable({ line }, `it has ${unknown}; members are ${MEMBERS.join(', ')}`);
  const members = Object.entries(value).map(([name, member]) => {
    if (typeof member !== 'string') throw unusable({ line }, `its ${name} is no text`);
    return [name, member] as const;
  });
  return listedLine(Object.fromEntries(members), line);
}
