/**
 * Raising the files with seals of a container, each as its own format does.
 *
 * @module
 */
import { type AugmentContext, CoreError, equalBytes, includesLevel } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { timestampsOverValue } from '../cades/material-request.ts';
import { FormatsError } from '../errors.ts';
import { findCoveredFiles } from './covered-files.ts';
import type { AsicContainer } from './parse/container.ts';
import { parseAsic } from './parse/parse.ts';
import { openRaisableFiles, type RaisableFile } from './raisable-files.ts';
import { storedMember, type ZipChanges, type ZipMember } from './zip/write.ts';

/**
 * The files with raised seals in place of those that were there; `undefined` when nothing changes. What an archive manifest
 * covers stays as it is: its timestamp carries what is to be added.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an id that no seal has; FormatsError `ASIC_NOT_SEALED`; `ASIC_CHANGE_FORBIDDEN` when
 * a file has to change that another seal or timestamp covers
 */
export async function raiseSealFiles(
  container: AsicContainer,
  context: AugmentContext,
): Promise<ZipChanges | undefined> {
  const { signatures } = await parseAsic(container.archive.source);
  if (signatures.length === 0 && container.timestamps.length === 0)
    throw new FormatsError('ASIC_NOT_SEALED', 'there is neither a seal nor a timestamp in the container');
  assertKnown(signatures, context.only);
  const covered = findCoveredFiles(container, { signatures });
  const raised: ZipMember[] = [];
  for (const file of openRaisableFiles(container)) {
    const inFile = signatures.filter((signature) => signature.file === file.name);
    const chosen = inFile.map(({ id }) => context.only?.includes(id) ?? true);
    if (!chosen.includes(true)) continue;
    const cover = covered.get(file.name);
    if (cover !== undefined && includesLevel(context.adesLevel, 'B-T'))
      assertStamped(inFile.filter((_, at) => chosen[at]));
    if (cover === 'archive') continue;
    const bytes = await raise(file, chosen, context);
    if (equalBytes(bytes, file.bytes)) continue;
    if (cover !== undefined) throw forbidden(file.name);
    raised.push(storedMember(file.name, bytes));
  }
  if (raised.length === 0) return undefined;
  return { removed: new Set(raised.map(({ name }) => name)), added: raised };
}

function assertKnown(signatures: readonly ParsedSignature[], only: readonly string[] = []): void {
  const unknown = only.find((wanted) => signatures.every(({ id }) => id !== wanted));
  if (unknown !== undefined)
    throw new CoreError('INVALID_ARGUMENT', `only: no seal in the container has the id ${unknown}`);
}

/** A timestamp has to stand in the file itself. */
function assertStamped(signatures: readonly ParsedSignature[]): void {
  const bare = signatures.find((signature) => timestampsOverValue(signature).length === 0);
  if (bare !== undefined) throw forbidden(bare.file ?? bare.id);
}

/** Raises the chosen seals of a file; its own format may know them by other ids. */
async function raise(
  file: RaisableFile,
  chosen: readonly boolean[],
  { only, ...context }: AugmentContext,
): Promise<Uint8Array> {
  if (only === undefined) return (await file.augment(context)).toBytes();
  const { signatures } = await file.parse();
  const ids = signatures.filter((_, at) => chosen[at]).map(({ id }) => id);
  return (await file.augment({ ...context, only: ids })).toBytes();
}

function forbidden(name: string): FormatsError {
  return new FormatsError(
    'ASIC_CHANGE_FORBIDDEN',
    `${name} cannot be raised: a seal or timestamp in another file covers it`,
  );
}
