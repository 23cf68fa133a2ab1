/**
 * What the options of `eseal seal` say of XAdES seals.
 *
 * @module
 */
import { basename } from 'node:path';
import type { SealPlace, XadesOptions } from '@eseal/formats/xades';
import { CliError } from './errors.ts';

/** Options of XAdES seals. */
export interface XadesCommandOptions {
  readonly place?: string;
}

/** Ways in which a XAdES seal and its document stand together, the usual one for XML first. */
export const XADES_PACKAGINGS = ['enveloped', 'enveloping', 'detached'] as const;

/**
 * Options of `xades()` for one document.
 *
 * @throws CliError `USAGE` for an unknown place, or a place of a seal that stands in no document
 */
export function xadesOptions(
  input: string,
  packaging: (typeof XADES_PACKAGINGS)[number],
  { place }: XadesCommandOptions,
): XadesOptions {
  if (place !== undefined && packaging !== 'enveloped') {
    throw new CliError('USAGE', `--place is of enveloped seals; ${input} would be sealed ${packaging}`);
  }
  return {
    packaging,
    ...(place !== undefined && { place: parsePlace(place) }),
    // Beside its seal a document is found by its name, as `eseal verify --content` looks for it.
    ...(packaging === 'detached' && { name: basename(input) }),
  };
}

function parsePlace(text: string): SealPlace {
  if (text === 'end-of-root' || text === 'ubl-extensions') return { kind: text };
  const id = /^id:(.+)$/s.exec(text)?.[1];
  if (id !== undefined) return { kind: 'element-id', id };
  throw new CliError('USAGE', `--place ${text} is none of end-of-root, ubl-extensions and id:ID`);
}
