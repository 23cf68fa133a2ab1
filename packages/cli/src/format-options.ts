/**
 * The container format that the options of `eseal seal` describe.
 *
 * @module
 */
import { extname } from 'node:path';
import { assertNever, type SealFormat } from '@eseal/core';
import type { PadesOptions } from '@eseal/formats/pades';
import { CliError } from './errors.ts';
import { openInput } from './files.ts';
import { type VisibleSealOptions, visibleSeal } from './visible-seal-options.ts';

/** Formats of this version. */
export type FormatName = 'pades' | 'cades';

/** Options that describe the container. */
export interface FormatOptions extends VisibleSealOptions {
  readonly format?: FormatName;
  readonly packaging?: 'attached' | 'detached';
  readonly certify?: string;
  readonly reason?: string;
  readonly location?: string;
}

/** Options that only one format has. */
export const OPTIONS_OF: Readonly<Record<FormatName, readonly (keyof FormatOptions)[]>> = {
  pades: ['certify', 'field', 'page', 'box', 'image', 'text', 'font', 'reason', 'location'],
  cades: ['packaging'],
};

/** The format of that name, made of the options. */
export async function createFormat(name: FormatName, options: FormatOptions): Promise<SealFormat> {
  switch (name) {
    case 'cades': {
      const { cades } = await import('@eseal/formats/cades');
      return cades(options.packaging === undefined ? {} : { packaging: options.packaging });
    }
    case 'pades': {
      const { pades } = await import('@eseal/formats/pades');
      return pades(await padesOptions(options));
    }
    default:
      return assertNever(name);
  }
}

async function padesOptions(options: FormatOptions): Promise<PadesOptions> {
  const { certify, field, reason, location } = options;
  return {
    ...(certify !== undefined && { certify: certify === '1' ? 1 : certify === '2' ? 2 : 3 }),
    ...(field !== undefined && { fieldName: field }),
    ...(reason !== undefined && { reason }),
    ...(location !== undefined && { location }),
    ...(await visibleSeal(options)),
  };
}

/** The format for a file that no `--format` is given for: by its name, then by its first bytes. */
export async function defaultFormat(input: string): Promise<FormatName> {
  const extension = extname(input).toLowerCase();
  if (extension === '.pdf') return 'pades';
  if (extension === '.xml') {
    throw new CliError(
      'NOT_AVAILABLE',
      `${input}: XAdES is not part of this version; --format cades seals any file`,
    );
  }
  await using document = await openInput(input);
  const { detectFormat } = await import('@eseal/formats/detect');
  return (await detectFormat(document)) === 'pades' ? 'pades' : 'cades';
}
