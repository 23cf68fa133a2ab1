/**
 * HarfBuzz as a subsetter wherever WebAssembly runs: `harfbuzz-subset.wasm` of the npm package `harfbuzzjs`, the file
 * that `subset-font` uses in Node, called with the same settings.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { type FontSubsetter, UNUSED_TABLES } from './font-subsetter.ts';

/** Gives the bytes of `harfbuzz-subset.wasm`, or the module compiled from them. */
export type HarfbuzzLoader = () => Promise<BufferSource | WebAssembly.Module>;

/**
 * A subsetter for browsers and other places without a file system. The WebAssembly is loaded and compiled at the first
 * font; each font is cut in a memory of its own, which is given up afterwards.
 *
 * @param load - called once; called again only after it failed
 * @returns a subsetter that throws FormatsError `FONT_SUBSETTER_MISSING` when the WebAssembly cannot be loaded or is
 * another one
 * @example
 * ```ts
 * import { createHarfbuzzSubsetter, createVisibleSeal, type VisibleSeal } from '@eseal/formats/pades';
 *
 * // With Vite: import wasmUrl from 'harfbuzzjs/dist/harfbuzz-subset.wasm?url';
 * export function nameOf(organization: string, font: Uint8Array, wasmUrl: string): VisibleSeal {
 *   const subsetter = createHarfbuzzSubsetter(async () => (await fetch(wasmUrl)).arrayBuffer());
 *   return createVisibleSeal({ width: 60, height: 10, text: { lines: organization, font, size: 12, subsetter } });
 * }
 * ```
 */
export function createHarfbuzzSubsetter(load: HarfbuzzLoader): FontSubsetter {
  let compiled: Promise<WebAssembly.Module> | undefined;
  return async (font, text) => {
    compiled ??= compile(load);
    const module = await compiled.catch((cause: unknown) => {
      compiled = undefined;
      throw missing('cannot be loaded', cause);
    });
    return cut(await instantiate(module), font, text);
  };
}

const MEMORY_MODE_WRITABLE = 2;
const SETS_DROP_TABLE_TAG = 3;

const FUNCTIONS = [
  '_initialize',
  'malloc',
  'hb_blob_create',
  'hb_blob_get_data',
  'hb_blob_get_length',
  'hb_face_create',
  'hb_face_reference_blob',
  'hb_set_add',
  'hb_subset_input_create_or_fail',
  'hb_subset_input_set',
  'hb_subset_input_unicode_set',
  'hb_subset_or_fail',
] as const;

/** What is called of HarfBuzz; pointers are numbers, 0 means failure. */
type Harfbuzz = Readonly<Record<(typeof FUNCTIONS)[number], (...values: readonly number[]) => number>> & {
  readonly memory: WebAssembly.Memory;
};

async function compile(load: HarfbuzzLoader): Promise<WebAssembly.Module> {
  const source = await load();
  return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source);
}

async function instantiate(module: WebAssembly.Module): Promise<Harfbuzz> {
  const instance = await WebAssembly.instantiate(module).catch((cause: unknown) => {
    throw missing('is not harfbuzz-subset.wasm', cause);
  });
  const { exports } = instance;
  if (!isHarfbuzz(exports)) throw missing('is not harfbuzz-subset.wasm');
  exports._initialize();
  return exports;
}

function isHarfbuzz(exports: object): exports is Harfbuzz {
  const entries = new Map<string, unknown>(Object.entries(exports));
  return (
    entries.get('memory') instanceof WebAssembly.Memory &&
    FUNCTIONS.every((name) => typeof entries.get(name) === 'function')
  );
}

/** Nothing is freed: the memory goes with the instance. */
function cut(harfbuzz: Harfbuzz, font: Uint8Array, text: string): Uint8Array {
  const input = harfbuzz.hb_subset_input_create_or_fail();
  const pointer = harfbuzz.malloc(font.length);
  if (input === 0 || pointer === 0) throw new RangeError('HarfBuzz has no memory');
  new Uint8Array(harfbuzz.memory.buffer).set(font, pointer);
  const blob = harfbuzz.hb_blob_create(pointer, font.length, MEMORY_MODE_WRITABLE, 0, 0);
  const face = harfbuzz.hb_face_create(blob, 0);
  const dropped = harfbuzz.hb_subset_input_set(input, SETS_DROP_TABLE_TAG);
  for (const tag of UNUSED_TABLES) harfbuzz.hb_set_add(dropped, numberOfTag(tag));
  const codePoints = harfbuzz.hb_subset_input_unicode_set(input);
  for (const character of text) harfbuzz.hb_set_add(codePoints, character.codePointAt(0) ?? 0);
  const subset = harfbuzz.hb_subset_or_fail(face, input);
  if (subset === 0) throw new RangeError('HarfBuzz cannot cut the font');
  const result = harfbuzz.hb_face_reference_blob(subset);
  const offset = harfbuzz.hb_blob_get_data(result, 0);
  // The memory may have grown, which replaces its buffer.
  return new Uint8Array(harfbuzz.memory.buffer).slice(offset, offset + harfbuzz.hb_blob_get_length(result));
}

function numberOfTag(tag: string): number {
  return [...tag].reduce((value, character) => (value << 8) + character.charCodeAt(0), 0);
}

function missing(problem: string, cause?: unknown): FormatsError {
  return new FormatsError('FONT_SUBSETTER_MISSING', `the WebAssembly of the subsetter ${problem}`, { cause });
}
