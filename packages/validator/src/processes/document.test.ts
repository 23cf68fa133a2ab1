import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { addDays, createTimestampAuthority, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, judging, NOW } from '../../test/judging.ts';
import { judgeAll } from '../../test/judging-document.ts';
import { CONTENT, parsedSeal, timestampOver } from '../../test/parsed-seal.ts';

let world: World;
beforeAll(async () => {
  world = await goodWorld();
});

const BEFORE = addDays(NOW, -3);

/** A timestamp of the document, of three days ago, over the seals named. */
async function ofDocument(type: ParsedTimestamp['type'], seals: readonly string[]) {
  const timestampAuthority = createTimestampAuthority({ authority: world.tsa, clock: { now: () => BEFORE } });
  const covers = seals.map((id) => ({ kind: 'signature', id }) as const);
  return timestampOver({ timestampAuthority }, CONTENT, { id: 'T-document', type, covers });
}

async function proofsOf(type: ParsedTimestamp['type'], level: 'basic' | 'time' | 'archive') {
  const seals = [await parsedSeal(world.seal), await parsedSeal(world.seal, { id: 'S-2' })];
  const context = judging(world, [world.seal, world.tsa]);
  const timestamps = [await ofDocument(type, ['S-1'])];
  const judged = await judgeAll(seals, context, { level, timestamps });
  return judged.seals.map((one) => (one.kind === 'done' ? one.outcome.validation.outcome.proof : 'fault'));
}

describe('judgeDocument', () => {
  it('takes a timestamp of a PDF for a proof of the seals that it covers, and of no other', async () => {
    expect(await proofsOf('document', 'basic')).toEqual(['now', 'now']);
    expect(await proofsOf('document', 'time')).toEqual(['timestamp', 'now']);
    expect(await proofsOf('document', 'archive')).toEqual(['timestamp', 'now']);
  });

  it('takes one of a container for a proof in the long term', async () => {
    expect(await proofsOf('container', 'time')).toEqual(['now', 'now']);
    expect(await proofsOf('container', 'archive')).toEqual(['timestamp', 'now']);
  });

  it('K18: takes a timestamp of one seal for a proof of another only where the first stands for it', async () => {
    const proof = async (changes: Partial<ParsedSignature>) => {
      const counter = await parsedSeal(world.seal, { id: 'S-2', ...changes });
      const covers = [{ kind: 'signature', id: 'S-1', through: ['SHA-256'] }] as const;
      const timestamps = [await timestampOver(world, counter.signature.value, { covers })];
      const seals = [await parsedSeal(world.seal), { ...counter, timestamps }];
      const [first] = (await judgeAll(seals, judging(world, [world.seal, world.tsa]))).seals;
      return first?.kind === 'done' ? first.outcome.validation.outcome.proof : 'fault';
    };
    expect(await proof({})).toBe('timestamp');
    const [reference] = (await parsedSeal(world.seal)).references;
    if (reference === undefined) throw new Error('the seal has no reference');
    const changed = { ...reference, digest: new Uint8Array(32) };
    expect(await proof({ references: [changed] })).toBe('now');
    // Whoever may choose the certificate afterwards finds one with a key under which an old value holds.
    expect(await proof({ signingCertificateReferences: { count: 0, references: [] } })).toBe('now');
  });

  it('keeps a fault in one part from the others', async () => {
    const seals = [await parsedSeal(world.seal), await parsedSeal(world.seal, { id: 'S-2' })];
    const context = judging(world, [world.seal, world.tsa]);
    const [first] = seals;
    const broken = {
      ...seals[1],
      get certificates(): never {
        throw new TypeError('broken');
      },
    } as (typeof seals)[number];
    const judged = await judgeAll([broken, ...(first ? [first] : [])], context);
    expect(judged.seals.map(({ kind }) => kind)).toEqual(['faulty', 'done']);
  });

  it('judges timestamps of the document where there is no seal', async () => {
    const timestamps = [await ofDocument('document', [])];
    const judged = await judgeAll([], judging(world, [world.tsa]), { timestamps });
    expect(judged.timestamps).toMatchObject([{ kind: 'done', outcome: { proven: { time: BEFORE } } }]);
  });
});
