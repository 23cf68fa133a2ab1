/**
 * Seals for tests, and a check of seals that uses of this folder only the parser.
 *
 * @module
 */

import { utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import type { GoodWorldOptions } from '@eseal/testkit';
import { createFormatSealer, type FormatSealer } from '../cades/test-sealer.ts';
import { sealHolds } from '../cades/test-seals.ts';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import type { PreparedXades } from './prepare.ts';
import { xades } from './xades.ts';

/** Seals with XAdES. */
export type TestSealer = FormatSealer<XadesOptions, PreparedXades>;

/** A sealer with a world of its own. */
export function createTestSealer(options: GoodWorldOptions = {}): Promise<TestSealer> {
  return createFormatSealer(xades, options);
}

/** Whether each signature of a document holds: digests, value, certificate reference, timestamps. */
export async function checkSeals(
  sealed: Uint8Array | string,
  contents: readonly DetachedContent[] = [],
): Promise<readonly boolean[]> {
  const source = typeof sealed === 'string' ? utf8(sealed) : sealed;
  const { signatures } = await parseXades(source, { contents });
  return Promise.all(signatures.map(sealHolds));
}

/** The text of a document. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
