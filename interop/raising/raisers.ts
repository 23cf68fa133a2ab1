/**
 * The programs that seal and raise, with the services of one served world.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { type AdesLevel, type PreparedDocument, type SealFormat, seal } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { asic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { augmentContainer } from '@eseal/formats/detect';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import type { Dss } from '../judges/dss.ts';
import type { PyHanko } from '../judges/pyhanko.ts';
import { algorithmNamed } from '../lib/algorithms.ts';
import { materialOf } from '../lib/sealing-world.ts';
import type { ServedWorld } from '../lib/served-world.ts';
import type { Raiser, Shape } from './chains.ts';

/** A document to be sealed: on disk, for programs, and in memory. */
export interface Original {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Seals a document, or raises what is sealed. */
export interface Raising {
  readonly shape: Shape;
  readonly original: Original;
  /** What is sealed already; absent for the first step. */
  readonly sealed?: Original;
  readonly to: AdesLevel;
  readonly out: string;
}

/** One program. */
export type Raise = (raising: Raising) => Promise<Uint8Array>;

/** Every program that seals and raises. */
export function createRaisers(
  served: ServedWorld,
  dss: Dss,
  pyHanko: PyHanko,
): Readonly<Record<Raiser, Raise>> {
  return {
    '@eseal': (raising) => raiseOurselves(raising, served),
    DSS: (raising) => raiseWithDss(raising, served, dss),
    pyHanko: (raising) => sealWithPyHanko(raising, served, pyHanko),
  };
}

async function raiseOurselves(
  { shape, original, sealed, to }: Raising,
  { world }: ServedWorld,
): Promise<Uint8Array> {
  const timestamps = createTimestampClient({ url: world.urls.tsa });
  const options = { adesLevel: to, timestamps, material: materialOf(world) };
  if (sealed !== undefined) {
    const contents = isDetached(shape) ? [{ name: original.name, source: original.bytes }] : [];
    return (await augmentContainer(sealed.bytes, { ...options, contents })).toBytes();
  }
  const signer = await algorithmNamed('P-256').signer(world.seal);
  const format = formatOf(shape, original.name);
  return (await seal(original.bytes, { ...options, signer, format })).toBytes();
}

/** The seal stands in a file of its own beside the document. */
export function isDetached({ packaging, container }: Shape): boolean {
  return packaging === 'DETACHED' && container === undefined;
}

function formatOf({ format, container, packaging }: Shape, name: string): SealFormat<PreparedDocument> {
  switch (format) {
    case 'PAdES':
      return pades();
    case 'CAdES':
      return cades({ packaging: packaging === 'DETACHED' ? 'detached' : 'attached' });
    case 'XAdES':
      return packaging === 'DETACHED' ? xades({ packaging: 'detached', name }) : xades();
    case 'ASiC-S':
    case 'ASiC-E':
      return asic({
        type: format === 'ASiC-S' ? 'asic-s' : 'asic-e',
        container: container === 'XAdES' ? 'xades' : 'cades',
        name,
      });
  }
}

async function raiseWithDss(
  { shape, original, sealed, to: level, out }: Raising,
  { p12, password, trust, tsa }: ServedWorld,
  dss: Dss,
): Promise<Uint8Array> {
  const { format, container, packaging } = shape;
  const shared = { format, level, tsa, trust: trust.path, out, ...(container && { container }) };
  if (sealed === undefined) {
    await dss.seal({ ...shared, packaging, p12, password, file: original.path });
  } else {
    const content = { file: original.path, name: original.name };
    await dss.extend({ ...shared, file: sealed.path, ...(isDetached(shape) && { content }) });
  }
  return new Uint8Array(await readFile(out));
}

async function sealWithPyHanko(
  { original, sealed, to: level, out }: Raising,
  { p12, password, trust, tsa }: ServedWorld,
  pyHanko: PyHanko,
): Promise<Uint8Array> {
  if (sealed !== undefined) throw new TypeError('pyHanko is asked to seal only');
  await pyHanko.seal({ level, p12, password, tsa, trust: trust.path, file: original.path, out });
  return new Uint8Array(await readFile(out));
}
