import { utf8 } from '@eseal/core';
import { type Entity, JAPANESE_TEST_SCHEME, JAPANESE_URIS } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import type { AuthenticatedList } from '../list.ts';
import { parseTrustedList } from '../parse/parse-list.ts';
import { EU_SCHEME } from '../schemes/eu.ts';
import {
  certificatesOf,
  createListSigners,
  LIST,
  listXml,
  type TestList,
  type TestPointer,
} from '../test-lists.ts';
import { pointersToFollow, schemeOf } from './pointers.ts';

let first: Entity;

beforeAll(async () => {
  first = (await createListSigners()).entity('first');
});

const SCHEMES = [EU_SCHEME, JAPANESE_TEST_SCHEME];

function from(list: TestList, scheme: TrustedListScheme): AuthenticatedList & { location: string } {
  const [signer] = certificatesOf(first);
  if (signer === undefined) throw new TypeError('nobody signs');
  const location = 'https://from.example/';
  return {
    location,
    signer,
    list: parseTrustedList(utf8(listXml(list))),
    reference: {
      scheme,
      territory: list.territory ?? 'EU',
      sequenceNumber: 1,
      issueDate: new Date(0),
      nextUpdate: undefined,
      location,
      sha256: '',
    },
    agreements: [],
    findings: [],
  };
}

const pointer = (territory: string, type: string = LIST): TestPointer => ({
  location: `https://${territory}.example/`,
  signers: [first],
  territory,
  type,
});

function followed(list: TestList, depth = 0, scheme: TrustedListScheme = EU_SCHEME): readonly string[] {
  const { wanted } = pointersToFollow(from(list, scheme), depth, SCHEMES, () => true);
  return wanted.map(({ territory }) => territory ?? '');
}

const MRA = 'http://ec.europa.eu/tools/lotl/mra/schema/v2#';
const AGREEMENT =
  `<OtherInformation><MutualRecognitionAgreementInformation xmlns="${MRA}" version="1" technicalType="1" MRADepth="1"` +
  ' pointingContractingPartyLegislation="urn:eu" pointedContractingPartyLegislation="urn:jp">' +
  '</MutualRecognitionAgreementInformation></OtherInformation>';

describe('pointers of a list of lists', () => {
  it('are followed to lists for programs, not to itself', () => {
    const pdf = { ...pointer('SE'), mimeType: 'application/pdf' };
    expect(
      followed({
        pointers: [pointer('BE'), pdf, { ...pointer('EU'), type: EU_SCHEME.listOfListsTypes[0] ?? '' }],
      }),
    ).toEqual(['BE']);
  });

  it('are followed on the way, but not without end', () => {
    const list = { pointers: [pointer('BE')] };
    expect([0, 1, 2].map((depth) => followed(list, depth))).toEqual([['BE'], ['BE'], []]);
  });

  it('carry an agreement with who made it, and by which scheme', () => {
    const jp = { ...pointer('JP', JAPANESE_URIS.list), information: AGREEMENT };
    const { wanted } = pointersToFollow(from({ pointers: [jp] }, EU_SCHEME), 0, SCHEMES, () => true);
    expect(wanted).toMatchObject([
      {
        depth: 1,
        territory: 'JP',
        agreement: {
          recognizedBy: 'EU',
          rules: 'eu',
          scheme: { id: 'eu' },
          pointingLegislation: 'urn:eu',
          pointedLegislation: 'urn:jp',
        },
      },
    ]);
  });
});

describe('pointers of a list of services', () => {
  const list = (): TestList => ({
    territory: 'JP',
    type: JAPANESE_URIS.list,
    pointers: [pointer('EU', EU_SCHEME.listOfListsTypes[0]), pointer('BE')],
  });

  it('are followed to lists of lists, and only from where the caller begins', () => {
    expect(followed(list(), 0, JAPANESE_TEST_SCHEME)).toEqual(['EU']);
    expect(followed(list(), 1, JAPANESE_TEST_SCHEME)).toEqual([]);
  });
});

describe('the scheme of a list', () => {
  it('is told by its type, and by its territory where the scheme has some', () => {
    expect(schemeOf(SCHEMES, LIST, 'SE')?.id).toBe('eu');
    expect(schemeOf(SCHEMES, JAPANESE_URIS.list, 'JP')?.id).toBe('jp-test');
    expect(schemeOf(SCHEMES, JAPANESE_URIS.list, 'SE')).toBeUndefined();
    expect(schemeOf(SCHEMES, JAPANESE_URIS.list, undefined)).toBeUndefined();
    expect(schemeOf(SCHEMES, undefined, 'JP')).toBeUndefined();
    expect(schemeOf(SCHEMES, 'urn:other', 'JP')).toBeUndefined();
  });
});
