/** Reports in the hands of a caller who does not look closely. */
import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { flipBit } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { ValidationReport } from '../../src/report/report.ts';
import { toJson } from '../../src/report/to-json.ts';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

/** Names that a caller might take for the verdict. */
const VERDICTS = ['valid', 'isValid', 'ok', 'passed', 'success', 'verified', 'trusted', 'result'];

describe('a report', () => {
  it('Z16: has its verdict in words, and nothing at its top that is a yes by being true', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, utf8('x'), cades({ packaging: 'attached' }));
    const options = { trust: world.anchors, revocation: 'none', validationTime: NOW } as const;
    const good = await validate(sealed, options);
    const bad = await validate(flipBit(sealed, -2), options);
    expect(good.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(bad.conclusion.indication).not.toBe('TOTAL-PASSED');
    for (const report of [good, bad]) {
      for (const shown of [report, toJson(report), report.conclusion]) {
        for (const name of VERDICTS) expect(Object.hasOwn(shown, name), name).toBe(false);
        expect(Object.values(shown).filter((value) => typeof value === 'boolean')).toEqual([]);
      }
    }
  });

  it('Z16: does not compile as the condition of a passing seal', () => {
    const isGood = (report: ValidationReport): boolean => {
      // @ts-expect-error: there is no such field
      if (report.valid === true) return true;
      // @ts-expect-error: an indication is one of three words, never the JavaScript value
      return report.conclusion.indication === true;
    };
    expect(isGood).toBeTypeOf('function');
  });
});
