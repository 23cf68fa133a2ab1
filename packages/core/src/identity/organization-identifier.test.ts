import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOrganizationIdentifier, parseOrganizationIdentifier } from './organization-identifier.ts';
import { IDENTIFIER_SCHEMES, identifierScheme } from './schemes.ts';
import vectors from './vectors/organization-identifiers.json';

/** The members every vector may have. */
interface Vector {
  readonly text: string;
  readonly unreadable?: string;
  readonly scheme?: string;
  readonly country?: string;
  readonly subdivision?: string;
  readonly reference?: string;
  readonly checkDigit?: string;
  readonly findings?: readonly string[];
}

const all: readonly Vector[] = vectors;
const readable = all.filter((vector) => vector.unreadable === undefined);
const unreadable = all.filter((vector) => vector.unreadable !== undefined);

describe('parseOrganizationIdentifier', () => {
  it.each(readable)('reads $text and finds $findings', (vector) => {
    const identifier = parseOrganizationIdentifier(vector.text);
    if (identifier.kind !== 'parsed') throw new Error(`unreadable: ${identifier.reason}`);
    const { findings, kind, ...parts } = identifier;
    expect(parts).toEqual({
      scheme: vector.scheme,
      country: vector.country,
      subdivision: vector.subdivision,
      reference: vector.reference,
      raw: vector.text,
      checkDigit: vector.checkDigit,
    });
    expect(findings.map((finding) => finding.id)).toEqual(vector.findings);
  });

  it.each(unreadable)('cannot read $text: $unreadable', (vector) => {
    expect(parseOrganizationIdentifier(vector.text)).toMatchObject({
      kind: 'unreadable',
      raw: vector.text,
      reason: vector.unreadable,
    });
  });

  it('says every finding in Japanese and in English, naming the value', () => {
    for (const vector of all) {
      const identifier = parseOrganizationIdentifier(vector.text);
      const messages =
        identifier.kind === 'parsed'
          ? identifier.findings.map(({ message }) => message)
          : [identifier.message];
      for (const message of messages) {
        expect(message.ja).toMatch(/[ぁ-ん].*。$/);
        expect(message.en).toMatch(/^[ -~\uff01-\uff5e]+\.$/);
      }
    }
    const [wrong] = readable.filter((vector) => vector.findings?.includes('check-digit-wrong'));
    const identifier = parseOrganizationIdentifier(wrong?.text ?? '');
    expect(identifier.kind === 'parsed' && identifier.findings[0]?.message.en).toBe(
      'The check digit of "1234567890123" after NTRJP is wrong (9 by calculation).',
    );
  });

  it('never throws, and keeps the text as it was', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }).map((s) => `NTRJP-${s}`),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(parseOrganizationIdentifier(value).raw).toBe(value);
      }),
    );
  });

  it('reads long input in linear time', () => {
    const long = `NTRJP-${' '.repeat(200_000)}`;
    const started = performance.now();
    parseOrganizationIdentifier(long);
    parseOrganizationIdentifier(' '.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('formatOrganizationIdentifier', () => {
  const writable = readable.filter((vector) => {
    const tolerable = vector.country === 'JP' ? [] : ['unlisted-in-guideline', 'scheme-national'];
    return vector.findings?.every((id) => tolerable.includes(id));
  });

  it.each(writable)('writes $text', ({ text, scheme, country, subdivision, reference }) => {
    const parts = {
      scheme: scheme ?? '',
      country: country ?? '',
      ...(subdivision !== undefined && { subdivision }),
      ...(reference !== undefined && { reference }),
    };
    expect(formatOrganizationIdentifier(parts)).toBe(text);
  });

  it.each([
    ['a wrong check digit', { scheme: 'NTR', country: 'JP', reference: '7000012050003' }],
    ['the sample number of the guidelines', { scheme: 'NTR', country: 'JP', reference: '1234567890123' }],
    ['a missing reference', { scheme: 'NTR', country: 'JP' }],
    [
      'full-width digits',
      {
        scheme: 'NTR',
        country: 'JP',
        reference: '\uff17\uff10\uff10\uff10\uff10\uff11\uff12\uff10\uff15\uff10\uff10\uff10\uff12',
      },
    ],
    ['a small country code', { scheme: 'NTR', country: 'jp', reference: '7000012050002' }],
    [
      'a subdivision of Japan',
      { scheme: 'NTR', country: 'JP', subdivision: '13', reference: '7000012050002' },
    ],
    ['a number after GOVJP', { scheme: 'GOV', country: 'JP', reference: '8000012010038' }],
    ['VATJP', { scheme: 'VAT', country: 'JP', reference: '7000012050002' }],
    ['the LEI prefix with a colon', { scheme: 'LEI:', country: 'XG', reference: '506700GE1G29325QX363' }],
    ['an LEI for Japan', { scheme: 'LEI', country: 'JP', reference: '506700GE1G29325QX363' }],
    ['the old form of a company code', { scheme: 'TD:', country: 'JP', reference: '1234567' }],
    ['an unknown scheme', { scheme: 'ABC', country: 'DE', reference: '1' }],
    ['an unknown country', { scheme: 'NTR', country: 'QZ', reference: '1' }],
    ['no scheme', { scheme: '', country: 'JP', reference: '7000012050002' }],
    ['a reference hidden in the country', { scheme: 'NTR', country: 'JP-7000012050002' }],
    ['a subdivision hidden in the country', { scheme: 'GOV', country: 'US+CA' }],
  ])('refuses %s', (_, parts) => {
    expect(() => formatOrganizationIdentifier(parts)).toThrow(
      expect.objectContaining({ code: 'ORGANIZATION_IDENTIFIER_INVALID' }),
    );
  });

  it('writes only what reads back as the same parts, without a warning', () => {
    const scheme = fc.constantFrom('NTR', 'GOV', 'TD:', 'JI:', 'TS:', 'LEI', 'VAT', 'PSD', 'INT', 'AB:');
    const parts = fc.record(
      {
        scheme,
        country: fc.constantFrom('JP', 'XG', 'DE', 'U', 'jp'),
        subdivision: fc.string(),
        reference: fc.string(),
      },
      { requiredKeys: ['scheme', 'country'] },
    );
    fc.assert(
      fc.property(parts, (given) => {
        let text: string;
        try {
          text = formatOrganizationIdentifier(given);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ORGANIZATION_IDENTIFIER_INVALID' });
          return;
        }
        const read = parseOrganizationIdentifier(text);
        expect(read).toMatchObject({ kind: 'parsed', scheme: given.scheme, country: given.country });
        expect(
          read.kind === 'parsed' && read.findings.every(({ severity }) => severity === 'information'),
        ).toBe(true);
      }),
    );
  });
});

describe('the table of schemes', () => {
  it('gives a country its own rule before the generic one', () => {
    expect(identifierScheme('NTR', 'JP')?.registry).toBe('corporate-number');
    expect(identifierScheme('NTR', 'GB')?.registry).toBe('trade-register');
    expect(identifierScheme('LEI', 'JP')).toBeUndefined();
  });

  it('is exercised by the vectors row by row', () => {
    for (const row of IDENTIFIER_SCHEMES) {
      const used = readable.some(
        ({ scheme, country }) => scheme === row.scheme && identifierScheme(scheme, country ?? '') === row,
      );
      expect(used, `${row.scheme}${row.country ?? ''}`).toBe(true);
    }
  });
});
