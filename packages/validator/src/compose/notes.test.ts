import { describe, expect, it } from 'vitest';
import { ACCREDITED, QUALIFIED } from '../../test/determined.ts';
import { goodWorld } from '../../test/judging.ts';
import { parsedSeal } from '../../test/parsed-seal.ts';
import type { SealDeterminations } from '../report/determination.ts';
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
    expect(kindNotes('eseal', { eu: null, japan: ACCREDITED })).toEqual([]);
    const alone = { ...ACCREDITED, kindEvidence: ['qc-type'] } as const;
    expect(kindNotes('eseal', { eu: null, japan: alone })).toHaveLength(1);
  });

  it('are silent about what was judged', async () => {
    const parsed = await parsedSeal((await goodWorld()).seal, {});
    const noted = (determinations: SealDeterminations) =>
      sealNotes(parsed, 'strict', determinations).map(({ id }) => id);
    expect(noted({ eu: null, japan: ACCREDITED })).toEqual(['EU_QUALIFICATION_NOT_JUDGED']);
    expect(noted({ eu: QUALIFIED, japan: ACCREDITED })).toEqual([]);
  });
});
