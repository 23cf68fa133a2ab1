/**
 * The container format that the options of `eseal seal` describe.
 *
 * @module
 */
import { extname } from 'node:path';
import { assertNever, type SealFormat } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import type { CadesOptions } from '@eseal/formats/cades';
import type { PadesOptions } from '@eseal/formats/pades';
import type { XadesOptions } from '@eseal/formats/xades';
import {
  type AsicCommandOptions,
  asicOptions,
  type ChosenContainer,
  chooseContainer,
} from './asic-options.ts';
import { CliError } from './errors.ts';
import { openInput } from './files.ts';
import { type VisibleSealOptions, visibleSeal } from './visible-seal-options.ts';
import { XADES_PACKAGINGS, type XadesCommandOptions, xadesOptions } from './xades-options.ts';

/** Formats of this version. */
export const FORMAT_NAMES = ['pades', 'cades', 'xades', 'asic-s', 'asic-e'] as const;

/** One of {@link FORMAT_NAMES}. */
export type FormatName = (typeof FORMAT_NAMES)[number];

/** Ways in which a seal and its document stand together. */
export type Packaging = 'attached' | 'detached' | 'enveloped' | 'enveloping';

/** Options that describe the container. */
export interface FormatOptions extends VisibleSealOptions, XadesCommandOptions, AsicCommandOptions {
  readonly format?: FormatName;
  readonly packaging?: Packaging;
  readonly certify?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly repair?: boolean;
  readonly allowHybridReferences?: boolean;
}

/** Options that only some formats have, and these formats. */
export const FORMATS_OF: Readonly<Partial<Record<keyof FormatOptions, readonly FormatName[]>>> = {
  certify: ['pades'],
  field: ['pades'],
  page: ['pades'],
  box: ['pades'],
  image: ['pades'],
  text: ['pades'],
  font: ['pades'],
  reason: ['pades'],
  location: ['pades'],
  repair: ['pades'],
  allowHybridReferences: ['pades'],
  packaging: ['cades', 'xades'],
  place: ['xades'],
  container: ['asic-s', 'asic-e'],
  content: ['asic-s', 'asic-e'],
};

/** The format of one document with what is particular to it. */
export type ChosenFormat =
  | { readonly name: 'pades' }
  | { readonly name: 'cades'; readonly options: CadesOptions }
  | { readonly name: 'xades'; readonly options: XadesOptions }
  | { readonly name: 'asic-s' | 'asic-e'; readonly options: ChosenContainer };

/**
 * The format for a document: by the options, else by its name, else by its first bytes. What is not XML stands beside its
 * XAdES seal.
 *
 * @throws CliError `USAGE` for a packaging or place that the format does not have
 */
export async function chooseFormat(input: string, options: FormatOptions): Promise<ChosenFormat> {
  const name = options.format ?? (await defaultFormat(input));
  const { packaging } = options;
  switch (name) {
    case 'pades':
      return { name };
    case 'cades':
      return {
        name,
        options: { packaging: oneOf(['detached', 'attached'], packaging ?? 'detached', input) },
      };
    case 'xades': {
      const usual = packaging === undefined && !(await isXml(input)) ? 'detached' : 'enveloped';
      return {
        name,
        options: xadesOptions(input, oneOf(XADES_PACKAGINGS, packaging ?? usual, input), options),
      };
    }
    case 'asic-s':
    case 'asic-e':
      return { name, options: chooseContainer(input, (await detect(input)) === name, options) };
    default:
      return assertNever(name);
  }
}

function oneOf<Value extends string>(values: readonly Value[], given: string, input: string): Value {
  const found = values.find((value) => value === given);
  if (found !== undefined) return found;
  throw new CliError('USAGE', `${input} can be sealed ${values.join(' or ')}, not --packaging ${given}`);
}

async function defaultFormat(input: string): Promise<FormatName> {
  const extension = extname(input).toLowerCase();
  if (extension === '.pdf') return 'pades';
  if (extension === '.xml') return 'xades';
  const detected = await detect(input);
  const isOfKind =
    detected === 'asic-s' || detected === 'asic-e' || detected === 'pades' || detected === 'xades';
  return isOfKind ? detected : 'cades';
}

async function isXml(input: string): Promise<boolean> {
  return extname(input).toLowerCase() === '.xml' || (await detect(input)) === 'xades';
}

async function detect(input: string) {
  await using document = await openInput(input);
  const { detectFormat } = await import('@eseal/formats/detect');
  return await detectFormat(document);
}

/** What a document's format needs that is open only while it is sealed. */
export interface OpenForSealing {
  /** Of an encrypted PDF. */
  readonly password: string | undefined;
  /** Further documents of a container. */
  readonly contents: readonly DetachedContent[];
}

/** Makes the format of one document. */
export type CreateFormat = (format: ChosenFormat, open: OpenForSealing) => Promise<SealFormat>;

/** Formats as the options describe them; what is seen of seals in PDFs is drawn once for all documents. */
export async function openFormats(
  formats: readonly ChosenFormat[],
  options: FormatOptions,
): Promise<CreateFormat> {
  const forPdf = formats.some(({ name }) => name === 'pades') ? await padesOptions(options) : {};
  return async (format, { password, contents }) => {
    switch (format.name) {
      case 'pades': {
        const { pades } = await import('@eseal/formats/pades');
        return pades({ ...forPdf, ...(password !== undefined && { password }) });
      }
      case 'cades': {
        const { cades } = await import('@eseal/formats/cades');
        return cades(format.options);
      }
      case 'xades': {
        const { xades } = await import('@eseal/formats/xades');
        return xades(format.options);
      }
      case 'asic-s':
      case 'asic-e': {
        const { asic } = await import('@eseal/formats/asic');
        return asic(asicOptions(format.name, format.options, contents));
      }
      default:
        return assertNever(format);
    }
  };
}

async function padesOptions(options: FormatOptions): Promise<PadesOptions> {
  const { certify, field, reason, location, repair, allowHybridReferences } = options;
  return {
    ...(certify !== undefined && { certify: certify === '1' ? 1 : certify === '2' ? 2 : 3 }),
    ...(field !== undefined && { fieldName: field }),
    ...(reason !== undefined && { reason }),
    ...(location !== undefined && { location }),
    ...(repair === true && { repair: 'rewrite' }),
    ...(allowHybridReferences === true && { allowHybridReferences }),
    ...(await visibleSeal(options)),
  };
}
