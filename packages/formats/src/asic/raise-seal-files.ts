/**
 * Raising the files with seals of a container, each as its own format does.
 *
 * @module
 */
import { type AugmentContext, CoreError, equalBytes } from '@eseal/core';
import { archivedNames } from './archive.ts';
import type { AsicContainer } from './parse/container.ts';
import { openSealFiles, type SealFile } from './seal-files.ts';
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
  const files = openSealFiles(container);
  const chosen = context.only === undefined ? undefined : await chooseSeals(files, context.only);
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

/** The ids of seals by the file that they are in. */
async function chooseSeals(
  files: readonly SealFile[],
  only: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const chosen = new Map<string, readonly string[]>();
  const missing = new Set(only);
  for (const file of files) {
    const { signatures } = await file.parse();
    const found = signatures.map(({ id }) => id).filter((id) => only.includes(id));
    if (found.length > 0) chosen.set(file.name, found);
    for (const id of found) missing.delete(id);
  }
  const [unknown] = missing;
  if (unknown !== undefined)
    throw new CoreError('INVALID_ARGUMENT', `only: no seal in the container has the id ${unknown}`);
  return chosen;
}
