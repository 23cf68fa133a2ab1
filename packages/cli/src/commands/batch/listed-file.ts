/**
 * A document that a list names, below the folder that the list is of.
 *
 * @module
 */
import { realpath, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, sep } from 'node:path';
import { CliError } from '../../errors.ts';
import { systemCode } from '../../files.ts';

/** A document of a list. */
export interface ListedFile {
  readonly id: string;
  /** Where it is. */
  readonly path: string;
  /** Its path below the folder, with `/` between the parts: where its sealed form goes. */
  readonly place: string;
  readonly name: string;
  readonly mediaType?: string;
  /** SHA-256 that it is said to have. */
  readonly digest?: string;
}

/** What a line of a list says. */
export interface ListedLine extends Partial<Pick<ListedFile, 'name' | 'mediaType' | 'digest'>> {
  readonly id: string;
  readonly path: string;
  /** Where it stands, for errors. */
  readonly line: string;
}

/** The members of a line as a list spells them: empty where it has nothing to say. */
export type LineMembers = Readonly<Partial<Record<Exclude<keyof ListedLine, 'line'>, string>>>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.json': 'application/json',
};

/**
 * A line of a list.
 *
 * @throws CliError `INPUT_UNUSABLE` without an id or a path
 */
export function listedLine(members: LineMembers, line: string): ListedLine {
  const { id, path, name, mediaType, digest } = members;
  if (!id || !path) throw unusable({ line }, 'its id or path is empty');
  return {
    id,
    path,
    line,
    ...(name && { name }),
    ...(mediaType && { mediaType }),
    ...(digest && { digest: digest.toLowerCase() }),
  };
}

/** The document of a file below a folder. */
export function listedFile(
  folder: string,
  place: string,
  line: Omit<ListedLine, 'path' | 'line'>,
): ListedFile {
  const { id, digest } = line;
  const mediaType = line.mediaType ?? MEDIA_TYPES[extname(place).toLowerCase()];
  return {
    id,
    path: join(folder, place),
    place,
    name: line.name ?? place.slice(place.lastIndexOf('/') + 1),
    ...(mediaType !== undefined && { mediaType }),
    ...(digest !== undefined && { digest }),
  };
}

/**
 * The documents of the lines of a list; none may lead out of the folder, by its path or by links.
 *
 * @throws CliError `INPUT_UNUSABLE`, `INPUT_NOT_FOUND`
 */
export async function resolveLines(
  folder: string,
  lines: readonly ListedLine[],
): Promise<readonly ListedFile[]> {
  const root = await realpath(folder);
  const ids = new Set<string>();
  const files: ListedFile[] = [];
  for (const line of lines) {
    if (ids.has(line.id)) throw unusable(line, `the id ${line.id} stands there twice`);
    ids.add(line.id);
    const place = placeOf(line);
    await assertBelow(root, join(root, place), line);
    files.push(listedFile(folder, place, line));
  }
  return files;
}

function placeOf(line: ListedLine): string {
  const parts = line.path.split(/[/\\]/).filter((part) => part !== '.');
  const isUnsafe =
    isAbsolute(line.path) || parts.some((part) => part === '..' || part === '' || /[:\0]/.test(part));
  if (isUnsafe || parts.length === 0)
    throw unusable(line, `${line.path} is no path below the folder of the list`);
  return parts.join('/');
}

async function assertBelow(root: string, path: string, line: ListedLine): Promise<void> {
  const target = await realpath(path).catch((cause: unknown) => {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(systemCode(cause));
    if (isAbsent)
      throw new CliError('INPUT_NOT_FOUND', `${line.line}: ${line.path} does not exist`, { cause });
    throw unusable(line, `${line.path} cannot be read (${systemCode(cause)})`);
  });
  if (!target.startsWith(root.endsWith(sep) ? root : root + sep))
    throw unusable(line, `${line.path} leads out of the folder of the list`);
  if (!(await stat(target)).isFile()) throw unusable(line, `${line.path} is not a file`);
}

/** A list that cannot be used, with the place of the fault. */
export function unusable({ line }: Pick<ListedLine, 'line'>, why: string): CliError {
  return new CliError('INPUT_UNUSABLE', `${line}: ${why}`);
}
