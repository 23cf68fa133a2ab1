import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { parsedSeal } from '../../test/parsed-seal.ts';
import { UNDETERMINED } from './determinations.ts';
import { kindNotes, sealNotes } from './notes.ts';

describe('notes', () => {
  async function ids(changes: Parameters<typeof parsedSeal>[1]) {
    const parsed = await parsedSeal((await goodWorld()).seal, changes);
    return sealNotes(parsed, 'strict', UNDETERMINED).map(({ id }) => id);
  }
  const ALWAYS = ['ASSURANCE_LEVEL_NOT_JUDGED', 'EU_QUALIFICATION_NOT_JUDGED'];

  it('name what was not judged', async () => {
    expect(await ids({})).toEqual(ALWAYS);
    expect(await ids({ signaturePolicy: { kind: 'implied' } })).toEqual([
      'SIGNATURE_POLICY_NOT_PROCESSED',
      ...ALWAYS,
    ]);
  });

  it('say where a kind comes from', () => {
    expect(kindNotes('unknown')).toEqual([]);
    expect(kindNotes('eseal')).toMatchObject([{ id: 'KIND_SELF_DECLARED', facts: { kind: 'eseal' } }]);
  });
});
