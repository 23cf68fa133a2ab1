import { utf8 } from '@eseal/core';
import type { CoveredObject } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { policyOf } from '../policy/presets.ts';
import type { EvidenceGraph } from './evidence-graph.ts';
import { coversSignature, objectsCovered } from './extract.ts';

const [VALUE, TOKEN, INSIDE, CERTIFICATE] = ['value', 'token', 'inside', 'certificate'].map(utf8) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

const GRAPH: EvidenceGraph = {
  signatures: new Map([['S-1', VALUE]]),
  timestamps: new Map([['T-1', [TOKEN, INSIDE]]]),
  material: [],
  unsound: new Set(['T-3']),
};

const RELIABLE = { policy: policyOf('strict'), time: NOW };

const SOUND = { ...RELIABLE, unsound: GRAPH.unsound };

const objects = (covers: readonly CoveredObject[], id = 'T-2') =>
  objectsCovered({ id, covers }, GRAPH, RELIABLE);

describe('what a timestamp covers', () => {
  it('is the value of a signature, a token with everything in it, and what is listed', () => {
    expect(
      objects([
        { kind: 'signature', id: 'S-1' },
        { kind: 'timestamp', id: 'T-1' },
        { kind: 'certificate', encoding: CERTIFICATE },
      ]),
    ).toEqual([VALUE, TOKEN, INSIDE, CERTIFICATE]);
    expect(objects([{ kind: 'signature', id: 'S-2' }])).toEqual([]);
    expect(objectsCovered({ id: 'T-2' }, GRAPH, RELIABLE)).toEqual([]);
  });

  it('is not reached through a digest that was not reliable any more', () => {
    const through = (...digests: readonly ('SHA-1' | 'SHA-256')[]): CoveredObject => ({
      kind: 'certificate',
      encoding: CERTIFICATE,
      through: digests,
    });
    expect(objects([through('SHA-256')])).toEqual([CERTIFICATE]);
    expect(objects([through('SHA-256', 'SHA-1')])).toEqual([]);
    const before = { ...RELIABLE, time: new Date('2010-01-01T00:00:00Z') };
    expect(objectsCovered({ id: 'T-2', covers: [through('SHA-1')] }, GRAPH, before)).toEqual([CERTIFICATE]);
  });

  it('is not reached through a signature that is broken', () => {
    const covers: readonly CoveredObject[] = [
      { kind: 'signature', id: 'S-1' },
      { kind: 'certificate', encoding: CERTIFICATE, through: ['SHA-256'] },
    ];
    expect(objects(covers, 'T-3')).toEqual([VALUE]);
    expect(objects(covers)).toEqual([VALUE, CERTIFICATE]);
  });

  it('is a signature only when it names that one', () => {
    const covers: readonly CoveredObject[] = [{ kind: 'signature', id: 'S-1' }];
    expect(coversSignature({ id: 'T-2', covers }, 'S-1', SOUND)).toBe(true);
    expect(coversSignature({ id: 'T-2', covers }, 'S-2', SOUND)).toBe(false);
    expect(coversSignature({ id: 'T-2' }, 'S-1', SOUND)).toBe(false);
  });

  it('is no signature that is reached through a broken one', () => {
    const covers: readonly CoveredObject[] = [{ kind: 'signature', id: 'S-1', through: ['SHA-256'] }];
    expect(coversSignature({ id: 'T-2', covers }, 'S-1', SOUND)).toBe(true);
    expect(coversSignature({ id: 'T-3', covers }, 'S-1', SOUND)).toBe(false);
  });
});
