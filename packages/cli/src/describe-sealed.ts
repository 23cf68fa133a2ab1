/**
 * What the contract says of a file that was made.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import { parseContainer } from '@eseal/formats/detect';
import { openInput } from './files.ts';
import { sha256OfFile } from './output.ts';

/** The object for one file. */
export interface SealedFile {
  readonly output: string;
  readonly format: string;
  readonly level: AdesLevel | null;
  /** Seals in it; timestamps do not count. */
  readonly seals: number;
  readonly sha256: string;
}

/** Looks at a file that was made. */
export async function describeSealed(
  output: string,
  level: AdesLevel | null,
  password: string | undefined,
): Promise<SealedFile> {
  await using document = await openInput(output);
  const { format, signatures } = await parseContainer(document, password === undefined ? {} : { password });
  return { output, format, level, seals: signatures.length, sha256: await sha256OfFile(output) };
}
