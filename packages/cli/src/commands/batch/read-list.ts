/**
 * The documents of a batch: a folder, or a list of files in CSV or JSON.
 *
 * @module
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { CliError } from '../../errors.ts';
import { assertInput, findFiles, readSmallFile } from '../../files.ts';
import { type ListedFile, listedFile, resolveLines } from './listed-file.ts';
import { parseCsvList } from './parse-csv-list.ts';
import { parseJsonList } from './parse-json-list.ts';

/** Longest list that is read, in bytes. */
const MAX_LIST = 2 ** 27;

/**
 * The documents, in the order of the list; those of a folder by their paths, which are their ids in Unicode's Normalization
 * Form C.
 *
 * @param except - a folder that is not looked into: that of the outputs
 * @throws CliError `INPUT_NOT_FOUND`, `INPUT_UNUSABLE`, `USAGE` for what is neither
 */
export async function readList(path: string, except: string): Promise<readonly ListedFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return readFolder(path, except);
  await assertInput(path);
  const parse = PARSERS[extname(path).toLowerCase()];
  if (parse === undefined)
    throw new CliError('USAGE', `${path} is neither a folder nor a list: .csv or .json`);
  if ((found?.size ?? 0) > MAX_LIST)
    throw new CliError('INPUT_UNUSABLE', `${path} is longer than ${MAX_LIST} bytes`);
  return resolveLines(dirname(path), await parse(decode(path, await readSmallFile(path)), path));
}

const PARSERS: Readonly<Record<string, typeof parseCsvList>> = {
  '.csv': parseCsvList,
  '.json': parseJsonList,
};

async function readFolder(folder: string, except: string): Promise<readonly ListedFile[]> {
  const outputs = await realpath(except).catch(() => undefined);
  const root = await realpath(folder);
  if (outputs === root) throw new CliError('USAGE', '--out-dir is the folder of the documents; name another');
  const hidden = outputs?.startsWith(root + sep) ? join(folder, relative(root, outputs)) : undefined;
  const paths = (await findFiles(folder)).filter(
    (path) => hidden === undefined || !path.startsWith(hidden + sep),
  );
  const ids = new Set<string>();
  return paths.map((path) => {
    const place = relative(folder, path).split(sep).join('/');
    const id = place.normalize('NFC');
    if (ids.has(id)) throw new CliError('INPUT_UNUSABLE', `${folder} has two files ${id}`);
    ids.add(id);
    return listedFile(folder, place, { id });
  });
}

/** UTF-8, with or without a byte order mark; nothing else, since Japanese of other encodings reads as other Japanese. */
function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CliError('INPUT_UNUSABLE', `${path} is not UTF-8`, { cause });
  }
}
