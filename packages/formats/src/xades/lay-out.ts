/**
 * From documents to references, by packaging.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { layOutDetached } from './lay-out-detached.ts';
import { layOutEnveloping } from './lay-out-enveloping.ts';
import { layOutWithin } from './lay-out-within.ts';
import type { Layout, LayoutRequest } from './layout.ts';

/** Decides where a seal goes and what it refers to. */
export async function layOut(request: LayoutRequest): Promise<Layout> {
  const { packaging = 'enveloped' } = request.options;
  switch (packaging) {
    case 'enveloped':
    case 'internally-detached':
      return layOutWithin(request);
    case 'enveloping':
      return layOutEnveloping(request);
    case 'detached':
      return layOutDetached(request);
    default:
      return assertNever(packaging);
  }
}
