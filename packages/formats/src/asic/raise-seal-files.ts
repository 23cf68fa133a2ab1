/**
 * Raising the files with seals of a container, each as its own format does.
 *
 * @module
 */
import { type AugmentContext, CoreError, equalBytes } from '@eseal/core';
import { archivedNames } from './archive.ts';
import type { AsicContainer } from './parse/container.ts';
import { parseAsic } from './parse/parse.ts';
import { openRaisableFiles, type RaisableFile } from './raisable-files.ts';
import { storedMember, type ZipChanges, type ZipMember } from './zip/write.ts';

/**
 * The files with raised seals in place of those that were there; `undefined` when nothing changes. A file that an archive
 * manifest covers stays as it is.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an id that no seal has
 */
export async function raiseSealFiles(
  container: AsicContainer,
  context: AugmentContext,
): Promise<ZipChanges | undefined> {
  const files = openRaisableFiles(container);
  const chosen = context.only === undefined ? undefined : await chooseSeals(container, files, context.only);
  const archived = archivedNames(container);
  const raised: ZipMember[] = [];
  for (const file of files.filter(({ name }) => !archived.has(name))) {
    const only = chosen?.get(file.name);
    if (chosen !== undefined && only === undefined) continue;
    const after = await file.augment({ ...context, ...(only && { only }) });
    const bytes = await after.toBytes();
    if (!equalBytes(bytes, file.bytes)) raised.push(storedMember(file.name, bytes));
  }
  if (raised.length === 0) return undefined;
  return { removed: new Set(raised.map(({ name }) => name)), added: raised };
}

/** The seals that are meant, by the files that they are in, as the formats of these name them. */
async function chooseSeals(
  { archive }: AsicContainer,
  files: readonly RaisableFile[],
  only: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { signatures } = await parseAsic(archive.source);
  const unknown = only.find((wanted) => signatures.every(({ id }) => id !== wanted));
  if (unknown !== undefined)
    throw new CoreError('INVALID_ARGUMENT', `only: no seal in the container has the id ${unknown}`);
  const chosen = new Map<string, readonly string[]>();
  for (const file of files) {
    const inFile = signatures.filter((signature) => signature.file === file.name);
    if (!inFile.some(({ id }) => only.includes(id))) continue;
    const parsed = (await file.parse()).signatures;
    chosen.set(
      file.name,
      parsed.flatMap(({ id }, at) => (only.includes(inFile[at]?.id ?? '') ? [id] : [])),
    );
  }
  return chosen;
}
