import { OID } from '@eseal/core/asn1';
import { encodeLeiExtension } from '@eseal/core/identity';
import { describe, expect, it } from 'vitest';
import { identifiedBy, printable, lei as withLei } from '../../test/certificate-changes.ts';
import { crossCheck, GLEIF, NUMBER, ONCE, TOYOTA, TWICE } from './test-lei.ts';

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

  it.each([
    '506700GE1G29325QX363',
    '529900T8BM49AURSDO55',
    '5493006W3QUS5LMH6R84',
    'HWUPKR0MPOU8FGXBT394',
    '5493001KJTIIGC8Y1R12',
  ])('reads the LEI %s', async (known) => {
    const twice = { ...identifiedBy(NUMBER, `LEIXG-${known}`), ...withLei(encodeLeiExtension(known)) };
    expect(await crossCheck(twice)).toMatchObject({ matches: true, lei: known });
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
