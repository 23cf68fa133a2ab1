import type { ParsedTimestamp } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { timestampOver } from '../../test/parsed-seal.ts';
import type { TimestampFacts } from '../facts/timestamp-facts.ts';
import { readTimestamp } from '../facts/timestamp-facts.ts';
import { stampedBy } from '../poe/proof-of-existence.ts';
import { checkTimestampOrder, type PassedTimestamp } from './timestamp-order.ts';

let facts: Pick<Extract<TimestampFacts, { kind: 'read' }>, 'token' | 'parsed'>;
beforeAll(async () => {
  const read = readTimestamp(await timestampOver(await goodWorld(), new Uint8Array(1)));
  if (read.kind !== 'read') throw new Error(read.reason);
  facts = read;
});

/** A timestamp of so many milliseconds after the first. */
function at(
  milliseconds: number,
  changes: Partial<ParsedTimestamp> & { readonly accuracy?: number; readonly ordering?: boolean },
): PassedTimestamp {
  const { accuracy, ordering = false, ...others } = changes;
  const parsed = { ...facts.parsed, ...others };
  const proof = stampedBy({ ...facts, parsed } as Parameters<typeof stampedBy>[0]);
  return { parsed, proven: { ...proof, time: new Date(NOW.getTime() + milliseconds), accuracy, ordering } };
}

const holds = (...timestamps: readonly PassedTimestamp[]) =>
  checkTimestampOrder(timestamps).map((one) => one.holds);

describe('the order of timestamps', () => {
  it('is content, seal, what proves the seal, archive', () => {
    const [content, signature, refs, archive] = [
      at(0, { type: 'content' }),
      at(1, { type: 'signature' }),
      at(2, { type: 'sig-and-refs' }),
      at(3, { type: 'archive' }),
    ];
    expect(holds(archive, content, refs, signature)).toEqual([true]);
    expect(holds(at(2, { type: 'signature' }), refs, at(1, { type: 'document' }))).toEqual([false]);
    expect(holds(at(1, { type: 'content' }), at(0, { type: 'container' }))).toEqual([false]);
    expect(holds(content)).toEqual([]);
  });

  it('is that of covering among those of one kind', () => {
    const covers = [{ kind: 'timestamp', id: 'T-1' }] as const;
    const first = at(5, { id: 'T-1', type: 'archive' });
    expect(holds(first, at(4, { id: 'T-2', type: 'archive' }))).toEqual([true]);
    expect(holds(first, at(4, { id: 'T-2', type: 'archive', covers }))).toEqual([false]);
    expect(holds(first, at(5, { id: 'T-2', type: 'archive', covers }))).toEqual([true]);
  });

  it('allows for the accuracy of both clocks, unless the authorities order their tokens', () => {
    const pair = (milliseconds: number, ordering: boolean) =>
      holds(
        at(milliseconds, { type: 'content', accuracy: 1000, ordering }),
        at(0, { type: 'signature', accuracy: 500, ordering }),
      );
    expect(pair(1500, false)).toEqual([true]);
    expect(pair(1501, false)).toEqual([false]);
    expect(pair(0, true)).toEqual([true]);
    expect(pair(1, true)).toEqual([false]);
  });
});
