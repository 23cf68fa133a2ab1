/**
 * What the options of `eseal seal` say of containers.
 *
 * @module
 */
import { basename } from 'node:path';
import type { DetachedContent } from '@eseal/core/container';
import type { AsicKind, AsicOptions } from '@eseal/formats/asic';
import { CliError } from './errors.ts';

/** Options of containers. */
export interface AsicCommandOptions {
  readonly container?: 'cades' | 'xades';
  readonly content?: readonly string[];
}

/** A container, before the documents beside its first are opened. */
export interface ChosenContainer {
  readonly container: 'cades' | 'xades';
  /** File name of the document, or nothing when the input is such a container and gets a further seal. */
  readonly document: string | undefined;
}

/**
 * The container of one input.
 *
 * @param isContainer - the input is a container of this kind already
 * @throws CliError `USAGE` for further documents of a container that has its own
 */
export function chooseContainer(
  input: string,
  isContainer: boolean,
  { container = 'cades', content = [] }: AsicCommandOptions,
): ChosenContainer {
  if (isContainer && content.length > 0)
    throw new CliError('USAGE', `${input} is a container already: a further seal takes no --content`);
  return { container, document: isContainer ? undefined : basename(input) };
}

/** Options of `asic()`. */
export function asicOptions(
  type: AsicKind,
  { container, document }: ChosenContainer,
  beside: readonly DetachedContent[],
): AsicOptions {
  if (document === undefined) return { type, container, parallelTo: 'document' };
  const contents = beside.flatMap(({ name, source }) =>
    // Of what stands in a container the bytes are needed, not only a digest.
    name === undefined || 'digest' in source ? [] : [{ name, source }],
  );
  return { type, container, name: document, contents };
}
