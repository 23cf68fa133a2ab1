import { OID } from '@eseal/core/asn1';
import { encodeLeiExtension } from '@eseal/core/identity';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiedBy, printable, lei as withLei } from '../../test/certificate-changes.ts';
import { type SealCertificateChanges, sealCertificate } from '../../test/seal-certificate.ts';
import { type CrossCheckLeiOptions, crossCheckLei } from './lei.ts';
import type { LeiRecord } from './lei-record.ts';

const TOYOTA = '5493006W3QUS5LMH6R84';
const GLEIF = '506700GE1G29325QX363';
const NUMBER = 'NTRJP-7000012050002';

const RECORD: LeiRecord = {
  lei: TOYOTA,
  registrationStatus: 'ISSUED',
  entityStatus: 'ACTIVE',
  corroboration: 'FULLY_CORROBORATED',
  legalName: '国税庁',
};

/** The LEI in the subject and in the extension. */
const TWICE: SealCertificateChanges = {
  ...identifiedBy(NUMBER, `LEIXG-${TOYOTA}`),
  ...withLei(encodeLeiExtension(TOYOTA)),
};
const ONCE: SealCertificateChanges = withLei(encodeLeiExtension(TOYOTA));

async function crossCheck(changes: SealCertificateChanges, options?: CrossCheckLeiOptions) {
  const { certificate } = await sealCertificate(changes);
  const found = await crossCheckLei(certificate, options);
  return { ...found, ids: found.reasons.map(({ id }) => id) };
}

describe('crossCheckLei within a certificate', () => {
  it('finds places that agree', async () => {
    expect(await crossCheck(TWICE)).toMatchObject({
      matches: true,
      lei: TOYOTA,
      found: [
        { lei: TOYOTA, place: 'subject-repeated', checkDigit: 'ok' },
        { lei: TOYOTA, place: 'lei-extension', checkDigit: 'ok' },
      ],
      ids: ['LEI_PLACES_AGREE', 'LEI_NOT_LOOKED_UP'],
    });
  });

  it('takes the spelling with a colon for the same', async () => {
    const of = { ...identifiedBy(NUMBER, `LEI:XG-${TOYOTA}`), ...ONCE };
    expect(await crossCheck(of)).toMatchObject({ matches: true, lei: TOYOTA });
  });

  it('finds places that contradict each other', async () => {
    const of = { ...identifiedBy(NUMBER, `LEIXG-${GLEIF}`), ...ONCE };
    expect(await crossCheck(of)).toMatchObject({ matches: false, lei: null, ids: ['LEI_CONFLICT'] });
  });

  it('has nothing to compare a single one to, or none', async () => {
    expect(await crossCheck(ONCE)).toMatchObject({ matches: 'unknown', lei: TOYOTA });
    expect(await crossCheck({})).toMatchObject({ matches: 'unknown', lei: null, ids: ['LEI_ABSENT'] });
  });

  it.each(['9695007586BDF3CACA97', '12345678901234567890', '123456789012345ABCDE'])(
    'refuses %s by its check digits or form',
    async (wrong) => {
      const subject = identifiedBy(NUMBER, `LEIXG-${wrong}`);
      expect(await crossCheck(subject)).toMatchObject({ matches: false, ids: ['LEI_CHECK_DIGITS_WRONG'] });
      const twice = { ...subject, ...withLei(printable(wrong)) };
      expect(await crossCheck(twice)).toMatchObject({ matches: false, lei: null });
    },
  );

  it('knows nothing by an extension that cannot be read', async () => {
    const of = { ...identifiedBy(NUMBER, `LEIXG-${TOYOTA}`), ...withLei(Uint8Array.of(0x30, 0x03, 0x02)) };
    expect(await crossCheck(of)).toMatchObject({ matches: 'unknown', lei: null, ids: ['LEI_UNREADABLE'] });
  });

  it('tells the role, which nobody has verified', async () => {
    const extensions = [
      { oid: OID.lei, critical: false, value: encodeLeiExtension(TOYOTA) },
      { oid: OID.leiRole, critical: false, value: printable('Chief <b>Accountant</b>') },
    ];
    const found = await crossCheck({ quirks: { extensions } });
    expect(found).toMatchObject({ role: 'Chief <b>Accountant</b>' });
    expect(found.ids).toContain('LEI_ROLE_STATED');
  });
});

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

  it('trusts nothing that a look-up gives', async () => {
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
