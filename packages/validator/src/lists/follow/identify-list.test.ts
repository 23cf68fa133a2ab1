import { utf8 } from '@eseal/core';
import { JAPANESE_TEST_SCHEME, JAPANESE_URIS } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { EU_SCHEME } from '../schemes/eu.ts';
import { LIST, listXml, type TestList } from '../test-lists.ts';
import { identifyList } from './identify-list.ts';
import { readList } from './read-list.ts';

const SCHEMES = [EU_SCHEME, JAPANESE_TEST_SCHEME];

function identify(
  list: TestList,
  announced: { territory?: string; type?: string } = {},
  known = undefined as typeof EU_SCHEME | undefined,
  schemes = SCHEMES,
) {
  const read = readList(utf8(listXml(list)));
  if (read.kind === 'unreadable') throw new TypeError(read.finding.message.en);
  const { territory, type } = announced;
  return identifyList(read, { location: 'urn:x', territory, type }, known, schemes);
}

describe('a list', () => {
  it('is known by its scheme, territory and number', async () => {
    expect(await identify({ territory: 'SE', type: LIST, sequenceNumber: 9 })).toMatchObject({
      scheme: EU_SCHEME,
      territory: 'SE',
      sequenceNumber: 9,
      issueDate: new Date('2026-10-01T00:00:00Z'),
      nextUpdate: new Date('2027-01-01T00:00:00Z'),
      location: 'urn:x',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('belongs to a scheme by its type and territory, or to the one that the caller names', async () => {
    const japanese = { territory: 'JP', type: JAPANESE_URIS.list };
    expect(await identify(japanese)).toMatchObject({ scheme: { id: 'jp-test' } });
    expect(await identify({ ...japanese, territory: 'SE' })).toMatchObject({ id: 'LIST_SCHEME_UNKNOWN' });
    expect(await identify({ type: 'urn:other' })).toMatchObject({ id: 'LIST_SCHEME_UNKNOWN' });
    expect(await identify({ type: 'urn:other' }, {}, EU_SCHEME)).toMatchObject({ scheme: EU_SCHEME });
  });

  it('K23: of one country is not taken for that of another', async () => {
    const list = { territory: 'SE', type: LIST };
    expect(await identify(list, list)).toMatchObject({ territory: 'SE' });
    expect(await identify(list, { territory: 'BE', type: LIST })).toMatchObject({
      id: 'LIST_NOT_AS_ANNOUNCED',
      facts: { item: 'SchemeTerritory', found: 'SE', announced: 'BE' },
    });
    expect(
      await identify(list, { territory: 'SE', type: EU_SCHEME.listOfListsTypes[0] ?? '' }),
    ).toMatchObject({
      id: 'LIST_NOT_AS_ANNOUNCED',
      facts: { item: 'TSLType' },
    });
  });

  it('may be announced under another territory of a scheme that names both', async () => {
    const both = { ...JAPANESE_TEST_SCHEME, territories: ['JP', 'XX'] };
    const list = { territory: 'JP', type: JAPANESE_URIS.list };
    const announced = { territory: 'XX', type: JAPANESE_URIS.list };
    expect(await identify(list, announced, undefined, [both])).toMatchObject({ territory: 'JP' });
    expect(await identify(list, announced)).toMatchObject({ id: 'LIST_NOT_AS_ANNOUNCED' });
  });

  it('has to say which it is', async () => {
    expect(await identify({ sequenceNumber: '' })).toMatchObject({
      id: 'LIST_INCOMPLETE',
      facts: { missing: ['TSLSequenceNumber'] },
    });
    expect(await identify({ issueDate: 'yesterday', territory: '' })).toMatchObject({
      id: 'LIST_INCOMPLETE',
      facts: { missing: ['SchemeTerritory', 'ListIssueDateTime'] },
    });
  });

  it('K23: K29: has to say until when it is good, unless it says that it is the last', async () => {
    expect(await identify({ nextUpdate: '' })).toMatchObject({ nextUpdate: undefined, territory: 'EU' });
    for (const nextUpdate of [
      '<dateTime>2026-12-31T23:59:60Z</dateTime>',
      '<dateTime/>',
      '<dateTime>2026-12-31T00:00:00Z</dateTime><dateTime>2026-12-31T00:00:00Z</dateTime>',
      '2026-12-31T00:00:00Z',
    ])
      expect(await identify({ nextUpdate })).toMatchObject({
        id: 'LIST_INCOMPLETE',
        facts: { missing: ['NextUpdate'] },
      });
  });
});
