import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { collectElements } from './signature-elements.ts';

describe('collectElements', () => {
  it('finds nothing in a seal that states nothing', async () => {
    const elements = collectElements(await parsedSeal((await goodWorld()).seal), false);
    expect([...elements.present]).toEqual([]);
    expect(elements).toMatchObject({ form: 'B-B', statements: { role: [], 'content-type': [] } });
  });

  it('finds every element', async () => {
    const world = await goodWorld();
    const stamp = (type: 'content' | 'signature') => timestampOver(world, new Uint8Array(1), { type });
    const parsed = await parsedSeal(world.seal, {
      claimedTime: NOW,
      signaturePolicy: { kind: 'implied' },
      timestamps: [await stamp('content'), await stamp('signature')],
      statements: {
        contentType: '1.2.3',
        contentHints: '1.2.4',
        contentIdentifier: true,
        contentReference: true,
        mimeTypes: ['text/plain'],
        commitmentTypes: ['1.2.5'],
        location: ['JP'],
        claimedRoles: [],
        certifiedRoles: 1,
      },
    });
    const { present, statements } = collectElements(parsed, true);
    expect([...present]).toEqual([
      'claimed-time',
      'commitment-type',
      'content-hints',
      'content-identifier',
      'content-reference',
      'content-timestamp',
      'content-type',
      'counter-signature',
      'location',
      'mime-type',
      'role',
      'signature-policy',
      'signature-timestamp',
    ]);
    expect(statements).toEqual({
      'commitment-type': ['1.2.5'],
      'content-hints': ['1.2.4'],
      'content-type': ['1.2.3'],
      'mime-type': ['text/plain'],
      role: [],
    });
  });
});
