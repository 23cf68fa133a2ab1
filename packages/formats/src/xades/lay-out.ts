/**
 * From documents to references, by packaging.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import type { LaidOutSeal, SealRequest } from './laid-out-seal.ts';
import { layOutDetached } from './lay-out-detached.ts';
import { layOutWithin } from './lay-out-within.ts';

/** Decides where a seal goes and what it refers to. */
export async function layOut(request: SealRequest): Promise<LaidOutSeal> {
  const { packaging = 'enveloped' } = request.options;
  switch (packaging) {
    case 'enveloped':
    case 'internally-detached':
      return layOutWithin(request);
    case 'enveloping': {
      const { layOutEnveloping } = await import('./lay-out-enveloping.ts');
      return layOutEnveloping(request);
    }
    case 'detached':
      return layOutDetached(request);
    default:
      return assertNever(packaging);
  }
}
