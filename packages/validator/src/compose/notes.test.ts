import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { kindNotes, sealNotes } from './notes.ts';

describe('notes', () => {
  async function ids(changes: Parameters<typeof parsedSeal>[1]) {
    return sealNotes(await parsedSeal((await goodWorld()).seal, changes), 'strict').map(({ id }) => id);
  }
  const ALWAYS = [
    'CERTIFICATE_POLICIES_NOT_COMPUTED',
    'ASSURANCE_LEVEL_NOT_JUDGED',
    'EU_QUALIFICATION_NOT_JUDGED',
  ];

  it('name what was not judged', async () => {
    expect(await ids({})).toEqual(ALWAYS);
    expect(await ids({ signaturePolicy: { kind: 'implied' } })).toEqual([
      'SIGNATURE_POLICY_NOT_PROCESSED',
      ...ALWAYS,
    ]);
  });

  it('say that long-term material was not used, and nothing of it where there is none', async () => {
    const world = await goodWorld();
    const archive = await timestampOver(world, new Uint8Array(1), { type: 'archive' });
    const signature = await timestampOver(world, new Uint8Array(1));
    expect(await ids({ timestamps: [archive] })).toContain('LONG_TERM_MATERIAL_NOT_USED');
    expect(await ids({ crls: [new Uint8Array(1)] })).toContain('LONG_TERM_MATERIAL_NOT_USED');
    expect(await ids({ timestamps: [signature] })).toEqual(ALWAYS);
  });

  it('say where a kind comes from', () => {
    expect(kindNotes('unknown')).toEqual([]);
    expect(kindNotes('eseal')).toMatchObject([{ id: 'KIND_SELF_DECLARED', facts: { kind: 'eseal' } }]);
  });
});
