/**
 * Seals for the long term, judged after their certificates, their authorities and those of their timestamps have expired.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { addDays, smallPdf, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../test/judging.ts';
import { listsOn, longWorld, type Revocations, renewedOn, sealedForLong, YEAR } from '../test/long-life.ts';
import { subIndicationOf } from './report/conclusion.ts';
import type { ValidationReport } from './report/report.ts';
import { type ValidateOptions, validate } from './validate.ts';

const FORMATS = [
  ['CAdES', cades({ packaging: 'attached' }), async () => utf8('御請求書')],
  ['PAdES', pades(), () => smallPdf()],
  ['XAdES', xades(), async () => utf8('<invoice/>')],
] as const;

/** The verdict in so many days, with the lists of that day at hand and nothing else from outside. */
async function judgedOn(
  world: World,
  sealed: Uint8Array,
  day: number,
  options: Partial<ValidateOptions> & { readonly revocations?: Revocations } = {},
): Promise<ValidationReport> {
  const { revocations, ...others } = options;
  const crls = await listsOn(world, day, revocations);
  return validate(sealed, {
    trust: world.anchors,
    validationTime: addDays(NOW, day + 0.01),
    revocationData: { crls },
    ...others,
  });
}

const verdict = ({ conclusion }: ValidationReport): string =>
  `${conclusion.indication} ${subIndicationOf(conclusion) ?? ''}`.trim();

describe.each(FORMATS)('a seal in %s at B-LTA', (_, format, document) => {
  it('passes as long as the authority of its last timestamp is valid, and not after that', async () => {
    const world = await longWorld();
    const sealed = await sealedForLong(world, await document(), format as ReturnType<typeof cades>);
    expect(verdict(await judgedOn(world, sealed, 3 * YEAR))).toBe('TOTAL-PASSED');
    expect(verdict(await judgedOn(world, sealed, 10 * YEAR))).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
  });

  it('passes in thirty years when it was renewed in time', async () => {
    const world = await longWorld();
    const plain = format as ReturnType<typeof cades>;
    const sealed = await sealedForLong(world, await document(), plain);
    const once = await renewedOn(world, sealed, plain, { day: 5 * YEAR, by: 'tsa-2' });
    const ten = await judgedOn(world, once, 10 * YEAR);
    expect(verdict(ten)).toBe('TOTAL-PASSED');
    expect(ten.seals[0]).toMatchObject({ bestSignatureTime: NOW, proofOfExistence: 'timestamp' });
    const twice = await renewedOn(world, once, plain, { day: 15 * YEAR, by: 'tsa-3' });
    const thirty = await judgedOn(world, twice, 30 * YEAR);
    expect(verdict(thirty)).toBe('TOTAL-PASSED');
    expect(thirty.seals[0]?.bestSignatureTime).toEqual(NOW);
    expect(verdict(await judgedOn(world, once, 30 * YEAR))).toContain('INDETERMINATE');
    expect(verdict(await judgedOn(world, twice, 30 * YEAR, { level: 'time' }))).toContain('INDETERMINATE');
  });
});
