import { pades } from '@eseal/formats/pades';
import { smallPdf } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { firstSeal } from '../../test/reported.ts';
import { sealedBy } from '../../test/sealed.ts';
import type { SealReport } from '../report/report.ts';
import { validate } from '../validate.ts';
import { technicalSection } from './seal-technical.ts';
import { speechIn } from './speech.ts';

let seal: SealReport;
beforeAll(async () => {
  const world = await goodWorld();
  const sealed = await sealedBy(world, await smallPdf(), pades({ reason: 'Tax\u202E' }));
  seal = firstSeal(await validate(sealed, { trust: world.anchors, validationTime: NOW }));
});

describe('technicalSection', () => {
  it('names algorithms, the byte range, and what the signer states of itself', () => {
    const { rows } = technicalSection(seal, speechIn('en'));
    const values = Object.fromEntries(rows.map((one) => [one.label, one.values]));
    expect(values).toMatchObject({
      Identifier: [seal.id],
      'Digest algorithm': ['SHA-256'],
      'Bytes covered': [expect.stringMatching(/^0 \d+ \d+ \d+$/)],
      'Stated by the signer': expect.arrayContaining(['Tax\\u202e']),
    });
    expect(values['Faults of structure']).toBeUndefined();
  });

  it('says what the structure lacks', () => {
    const structure = { valid: false, messages: ['odd', 'x'.repeat(1000)] };
    const { rows } = technicalSection({ ...seal, structure }, speechIn('en'));
    expect(rows.at(-1)).toEqual({ label: 'Faults of structure', values: ['odd', `${'x'.repeat(300)}…`] });
  });
});
