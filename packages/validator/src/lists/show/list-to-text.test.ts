import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseTrustedList } from '../parse/parse-list.ts';
import { listXml, serviceXml } from '../parse/test-list-xml.ts';
import { listToJson, summarizeList } from './list-to-json.ts';
import { listToText } from './list-to-text.ts';

const LIST = parseTrustedList(
  utf8(
    listXml({
      services: [
        serviceXml({
          status: 'https://list.example/status/withdrawn',
          from: '2026-01-01T00:00:00Z',
          history: [{ status: 'https://list.example/status/granted', from: '2020-01-01T00:00:00Z' }],
        }),
      ],
    }),
  ),
);

describe('a list for people', () => {
  it('says what services are at a time, in both languages', () => {
    const later = listToText(LIST, { time: new Date('2026-06-01T00:00:00Z') });
    expect(later).toContain('withdrawn since 2026-01-01T00:00:00Z');
    const earlier = listToText(LIST, { time: new Date('2025-12-31T23:59:59.999Z'), language: 'ja' });
    expect(earlier).toContain('granted（2020-01-01T00:00:00Zから）');
    expect(earlier).toContain('電子認証局');
  });

  it('says that a service was not listed before its history begins', () => {
    expect(listToText(LIST, { time: new Date('2019-12-31T23:59:59Z') })).toContain('not listed at this time');
  });

  it('shows no control characters of the list', () => {
    const names = [{ language: 'en', text: '\u001b[31mred' }];
    const changed = { ...LIST, scheme: { ...LIST.scheme, operatorNames: names } };
    expect(listToText(changed)).not.toContain('\u001b');
  });
});

describe('a list as JSON', () => {
  it('has the state at the time and the whole history', () => {
    const { providers } = listToJson(LIST, { time: new Date('2021-01-01T00:00:00Z') });
    expect(providers).toMatchObject([
      {
        services: [
          {
            state: { status: 'https://list.example/status/granted', until: '2026-01-01T00:00:00.000Z' },
            history: [{ until: null }, { from: '2020-01-01T00:00:00.000Z' }],
          },
        ],
      },
    ]);
  });

  it('has texts by language, in their order, of several the first', () => {
    const operatorNames = ['ja', 'en', 'ja'].map((language, index) => ({ language, text: `${index}` }));
    const { operator } = summarizeList({ ...LIST, scheme: { ...LIST.scheme, operatorNames } });
    expect(Object.entries(operator ?? {})).toEqual([
      ['ja', '0'],
      ['en', '1'],
    ]);
  });

  it('counts what is in it', () => {
    expect(summarizeList(LIST)).toMatchObject({ version: 6, sequenceNumber: 7, services: 1, pointers: 0 });
  });
});
