import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseTrustedList } from '../parse/parse-list.ts';
import { listXml, serviceXml } from '../parse/test-list-xml.ts';
import { listToJson, summarizeList } from './list-to-json.ts';

const WITHDRAWN = 'https://list.example/status/withdrawn';
const GRANTED = 'https://list.example/status/granted';
const SINCE = '2026-01-01T00:00:00Z';

const LIST = parseTrustedList(
  utf8(
    listXml({
      services: [
        serviceXml({
          status: WITHDRAWN,
          from: SINCE,
          history: [{ status: GRANTED, from: '2020-01-01T00:00:00Z' }],
        }),
      ],
    }),
  ),
);

/** The services of the list as they were at a time. */
function servicesAt(time: string): unknown {
  return JSON.parse(JSON.stringify(listToJson(LIST, { time: new Date(time) }))).providers[0].services;
}

describe('a list as JSON', () => {
  it('says what it is and how much is in it', () => {
    expect(summarizeList(LIST)).toMatchObject({
      territory: 'JP',
      version: 6,
      sequenceNumber: 7,
      issueDate: '2026-04-01T00:00:00.000Z',
      nextUpdate: '2026-10-01T00:00:00.000Z',
      operator: { ja: '運用者', en: 'Operator' },
      providers: 1,
      services: 1,
      pointers: 0,
    });
  });

  it.each([
    ['2026-01-01T00:00:00Z', { status: WITHDRAWN, from: '2026-01-01T00:00:00.000Z', until: null }],
    [
      '2025-12-31T23:59:59.999Z',
      { status: GRANTED, from: '2020-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' },
    ],
  ])('has the state of a service at %s, with its history', (time, state) => {
    const history = [{ status: WITHDRAWN }, { status: GRANTED }];
    expect(servicesAt(time)).toMatchObject([{ state, history }]);
  });

  it('has no state of a service before it was listed', () => {
    expect(servicesAt('2019-12-31T23:59:59Z')).toMatchObject([{ state: null }]);
  });

  it('has the first text in each language, whatever it is called', () => {
    const { operatorNames } = LIST.scheme;
    const names = [...operatorNames, { language: 'en', text: 'Second' }, { language: 'toString', text: 'x' }];
    const list = { ...LIST, scheme: { ...LIST.scheme, operatorNames: names } };
    const { operator } = summarizeList(list);
    expect(operator).toEqual({ ja: '運用者', en: 'Operator', toString: 'x' });
  });
});
