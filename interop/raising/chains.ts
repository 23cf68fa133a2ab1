/**
 * Seals that one program makes and others raise, step by step.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import type { SealedFileKind } from '../judges/verdict.ts';

/** A program that seals and raises. */
export type Raiser = '@eseal' | 'DSS' | 'pyHanko';

/** What one program does to a file: the first one seals it, every other one raises it. */
export interface Step {
  readonly by: Raiser;
  readonly to: AdesLevel;
}

/** How a seal lies to its document. */
export interface Shape {
  readonly name: string;
  readonly kind: SealedFileKind;
  readonly format: 'CAdES' | 'PAdES' | 'XAdES' | 'ASiC-S' | 'ASiC-E';
  readonly container?: 'CAdES' | 'XAdES';
  readonly packaging: 'ENVELOPING' | 'DETACHED' | 'ENVELOPED';
}

/** A seal and all that is done to it. */
export interface Chain {
  readonly shape: Shape;
  readonly steps: readonly Step[];
}

const pdf: Shape = { name: 'PAdES', kind: 'pdf', format: 'PAdES', packaging: 'ENVELOPED' };

const shapes: readonly Shape[] = [
  pdf,
  { name: 'CAdES attached', kind: 'cms', format: 'CAdES', packaging: 'ENVELOPING' },
  { name: 'CAdES detached', kind: 'cms', format: 'CAdES', packaging: 'DETACHED' },
  { name: 'XAdES enveloped', kind: 'xml', format: 'XAdES', packaging: 'ENVELOPED' },
  { name: 'XAdES detached', kind: 'detached-xml', format: 'XAdES', packaging: 'DETACHED' },
  inContainer('ASiC-S', 'CAdES'),
  inContainer('ASiC-S', 'XAdES'),
  inContainer('ASiC-E', 'CAdES'),
  inContainer('ASiC-E', 'XAdES'),
];

function inContainer(format: 'ASiC-S' | 'ASiC-E', container: 'CAdES' | 'XAdES'): Shape {
  const kind = container === 'CAdES' ? 'asic-cades' : 'asic-xades';
  return { name: `${format} with ${container}`, kind, format, container, packaging: 'DETACHED' };
}

const step = (by: Raiser, to: AdesLevel): Step => ({ by, to });

/** What is done in every shape. */
const everywhere: readonly (readonly Step[])[] = [
  [step('@eseal', 'B-B'), step('@eseal', 'B-T'), step('@eseal', 'B-LT'), step('@eseal', 'B-LTA')],
  [step('@eseal', 'B-LTA'), step('@eseal', 'B-LTA'), step('@eseal', 'B-LTA')],
  [step('DSS', 'B-B'), step('@eseal', 'B-LTA')],
  [step('DSS', 'B-T'), step('@eseal', 'B-LT')],
  [step('DSS', 'B-LT'), step('@eseal', 'B-LTA')],
  [step('DSS', 'B-LTA'), step('@eseal', 'B-LTA')],
  [step('@eseal', 'B-B'), step('DSS', 'B-LTA')],
  [step('@eseal', 'B-LT'), step('DSS', 'B-LTA'), step('@eseal', 'B-LTA')],
  [step('@eseal', 'B-LTA'), step('DSS', 'B-LTA')],
];

const byPyHanko: readonly (readonly Step[])[] = [
  [step('pyHanko', 'B-B'), step('@eseal', 'B-LTA')],
  [step('pyHanko', 'B-LT'), step('@eseal', 'B-LTA')],
  [step('pyHanko', 'B-LTA'), step('@eseal', 'B-LTA')],
];

/** Every shape with everything that is done to it. */
export const chains: readonly Chain[] = [
  ...shapes.flatMap((shape) => everywhere.map((steps) => ({ shape, steps }))),
  ...byPyHanko.map((steps) => ({ shape: pdf, steps })),
];

/** The name of a chain in tests. */
export function nameOf({ shape, steps }: Chain): string {
  return `${shape.name}: ${steps.map(({ by, to }) => `${by} ${to}`).join(', ')}`;
}
