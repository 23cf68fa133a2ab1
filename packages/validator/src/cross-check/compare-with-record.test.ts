import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiedBy } from '../../test/certificate-changes.ts';
import type { LeiRecord } from './lei-record.ts';
import { crossCheck, GLEIF, NUMBER, ONCE, TOYOTA, TWICE } from './test-lei.ts';

const RECORD: LeiRecord = {
  lei: TOYOTA,
  registrationStatus: 'ISSUED',
  entityStatus: 'ACTIVE',
  corroboration: 'FULLY_CORROBORATED',
  legalName: '国税庁',
};

describe('crossCheckLei with a record', () => {
  const giving = (record: Partial<LeiRecord>) => ({ lookUp: async () => ({ ...RECORD, ...record }) });

  it('matches a record in good standing, also for an LEI in one place', async () => {
    const asked: string[] = [];
    const lookUp = async (lei: string) => {
      asked.push(lei);
      return RECORD;
    };
    expect(await crossCheck(ONCE, { lookUp })).toMatchObject({
      matches: true,
      record: RECORD,
      ids: ['LEI_IN_ONE_PLACE', 'LEI_RECORD_CONFIRMS'],
    });
    expect(asked).toEqual([TOYOTA]);
  });

  it.each([
    [{ registrationStatus: 'LAPSED' }, 'unknown'],
    [{ registrationStatus: 'RETIRED' }, 'unknown'],
    [{ entityStatus: 'INACTIVE' }, 'unknown'],
    [{ corroboration: 'ENTITY_SUPPLIED_ONLY' }, 'unknown'],
    [{ registrationStatus: 'ANNULLED' }, false],
    [{ registrationStatus: 'DUPLICATE' }, false],
  ] as const)('does not match by a record with %o', async (record, matches) => {
    expect(await crossCheck(TWICE, giving(record))).toMatchObject({ matches });
  });

  it('does not match an LEI that has no record', async () => {
    const lookUp = async () => undefined;
    expect(await crossCheck(TWICE, { lookUp })).toMatchObject({ matches: false, lei: TOYOTA, record: null });
  });

  it('looks nothing up for what is no LEI', async () => {
    const lookUp = async () => {
      throw new Error('asked');
    };
    const conflict = { ...identifiedBy(NUMBER, `LEIXG-${GLEIF}`), ...ONCE };
    expect(await crossCheck(conflict, { lookUp })).toMatchObject({ matches: false, ids: ['LEI_CONFLICT'] });
  });

  it('takes names for a hint only', async () => {
    const found = await crossCheck(TWICE, giving({ legalName: 'National Tax Agency' }));
    expect(found).toMatchObject({ matches: true });
    expect(found.ids).toContain('LEI_NAME_DIFFERS');
  });

  it('knows nothing when the look-up fails, at once or later', async () => {
    const later = async () => Promise.reject(new Error('down'));
    const atOnce = () => {
      throw new TypeError('broken');
    };
    for (const lookUp of [later, atOnce]) {
      const found = await crossCheck(TWICE, { lookUp });
      expect(found).toMatchObject({ matches: 'unknown', record: null });
      expect(found.ids).toContain('LEI_LOOK_UP_FAILED');
    }
  });

  it('ends when the signal says so, though the look-up never does', async () => {
    const lookUp = () => new Promise<never>(() => undefined);
    const controller = new AbortController();
    const waiting = crossCheck(TWICE, { lookUp, signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(crossCheck(TWICE, { lookUp, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('K28: trusts nothing that a look-up gives', async () => {
    const long = await crossCheck(TWICE, giving({ legalName: `<script>${'x'.repeat(1e6)}\u202E` }));
    expect(long.record?.legalName.length).toBeLessThan(600);
    expect(JSON.stringify(long).length).toBeLessThan(5_000);
    const other = await crossCheck(TWICE, giving({ lei: GLEIF }));
    expect(other).toMatchObject({ matches: 'unknown', record: null });
    expect(other.ids).toContain('LEI_RECORD_UNUSABLE');
  });

  it('makes a record of nothing that is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (answer) => {
        const lookUp = async () => JSON.parse(JSON.stringify(answer));
        const { record, matches } = await crossCheck(TWICE, { lookUp });
        expect(record).toBeNull();
        expect(matches).toBe('unknown');
      }),
      { numRuns: 30 },
    );
  });
});
