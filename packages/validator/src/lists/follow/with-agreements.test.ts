import { utf8 } from '@eseal/core';
import { type Entity, JAPANESE_TEST_SCHEME, JAPANESE_URIS } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecognitionAgreement } from '../../trust/recognition.ts';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import { parseTrustedList } from '../parse/parse-list.ts';
import { EU_SCHEME } from '../schemes/eu.ts';
import { certificatesOf, createListSigners, LIST, LIST_OF_LISTS, listXml } from '../test-lists.ts';
import type { FollowedList } from './open-list.ts';
import { type Link, withAgreements } from './with-agreements.ts';

let first: Entity;
let second: Entity;

beforeAll(async () => {
  const pki = await createListSigners();
  first = pki.entity('first');
  second = pki.entity('second');
});

function opened(territory: string, type: string, scheme: TrustedListScheme = EU_SCHEME): FollowedList {
  const [signer] = certificatesOf(first);
  if (signer === undefined) throw new TypeError('nobody signs');
  const location = `https://${territory}.example/`;
  const bytes = utf8(listXml({ territory, type }));
  return {
    location,
    bytes,
    signer,
    list: parseTrustedList(bytes),
    reference: {
      scheme,
      territory,
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

function agreement(recognizedBy: string, pointed: string): RecognitionAgreement {
  return {
    recognizedBy,
    rules: recognizedBy === 'JP' ? 'japan' : 'eu',
    pointingLegislation: recognizedBy,
    pointedLegislation: pointed,
    equivalences: [],
  };
}

function link(from: FollowedList, to: FollowedList, agreed?: RecognitionAgreement, signer = first): Link {
  const { location } = to;
  const pointer = { location, signers: certificatesOf(signer), territory: undefined, type: undefined };
  return { from, to: { ...pointer, depth: 1, agreement: agreed } };
}

const europe = () => opened('EU', LIST_OF_LISTS);
const belgium = () => opened('BE', LIST);
const japan = () => opened('JP', JAPANESE_URIS.list, JAPANESE_TEST_SCHEME);

const recognized = (lists: readonly FollowedList[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    lists.map(({ reference, agreements }) => [
      reference.territory,
      agreements.map(({ recognizedBy, pointedLegislation }) => `${recognizedBy}: ${pointedLegislation}`),
    ]),
  );

describe('an agreement', () => {
  it('with a country bears on the list of that country', () => {
    const [eu, be, jp] = [europe(), belgium(), japan()];
    const links = [link(eu, be), link(eu, jp, agreement('EU', 'JP'))];
    expect(recognized(withAgreements([eu, be, jp], links))).toEqual({ EU: [], BE: [], JP: ['EU: JP'] });
  });

  it('with a region bears on its lists, and not on those of others that it points to', () => {
    const [jp, eu, be] = [japan(), europe(), belgium()];
    const zz = opened('ZZ', 'urn:zz');
    const links = [link(jp, eu, agreement('JP', 'EU')), link(eu, be), link(eu, zz), link(eu, jp)];
    expect(recognized(withAgreements([jp, eu, be, zz], links))).toEqual({
      JP: [],
      EU: ['JP: EU'],
      BE: ['JP: EU'],
      ZZ: [],
    });
  });

  it('of each side bears on the other when they point to each other', () => {
    const [jp, eu, be] = [japan(), europe(), belgium()];
    const links = [link(jp, eu, agreement('JP', 'EU')), link(eu, be), link(eu, jp, agreement('EU', 'JP'))];
    expect(recognized(withAgreements([jp, eu, be], links))).toEqual({
      JP: ['EU: JP'],
      EU: ['JP: EU'],
      BE: ['JP: EU'],
    });
  });

  it('of a pointer that names other signers bears on nothing', () => {
    const [eu, jp] = [europe(), japan()];
    const links = [link(eu, jp, agreement('EU', 'JP'), second)];
    expect(recognized(withAgreements([eu, jp], links))).toEqual({ EU: [], JP: [] });
  });
});
