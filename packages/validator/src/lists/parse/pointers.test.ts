import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { TrustedList } from '../list.ts';
import { parseTrustedList } from './parse-list.ts';
import { listXml } from './test-list-xml.ts';

const LOCATION = '<TSLLocation>\n https://list.example/other.xml\n</TSLLocation>';

const INFORMATION =
  '<AdditionalInformation><TextualInformation xml:lang="en">x</TextualInformation>' +
  '<OtherInformation><SchemeTerritory>DE</SchemeTerritory></OtherInformation>' +
  '<OtherInformation><TSLType>urn:type</TSLType></OtherInformation>' +
  '<OtherInformation><tslx:MimeType>application/vnd.etsi.tsl+xml</tslx:MimeType></OtherInformation>' +
  '<OtherInformation><SchemeOperatorName><Name xml:lang="de">Amt</Name></SchemeOperatorName></OtherInformation>' +
  '<OtherInformation><SchemeTypeCommunityRules><URI xml:lang="en">urn:rules</URI></SchemeTypeCommunityRules>' +
  '</OtherInformation></AdditionalInformation>';

function read(...pointers: readonly string[]): TrustedList {
  const elements = pointers.map((pointer) => `<OtherTSLPointer>${pointer}</OtherTSLPointer>`);
  return parseTrustedList(utf8(listXml({ pointers: elements })));
}

describe('a pointer', () => {
  it('says where a list is, what it is and whose', () => {
    expect(read(LOCATION + INFORMATION).pointers).toEqual([
      {
        location: 'https://list.example/other.xml',
        signers: [],
        territory: 'DE',
        type: 'urn:type',
        mimeType: 'application/vnd.etsi.tsl+xml',
        operatorNames: [{ language: 'de', text: 'Amt' }],
        communityRules: ['urn:rules'],
        agreement: undefined,
      },
    ]);
  });

  it('says no more than where the list is, if need be', () => {
    const [pointer] = read(LOCATION).pointers;
    expect([pointer?.territory, pointer?.type, pointer?.mimeType]).toEqual([undefined, undefined, undefined]);
  });

  it('is left out and told without a location', () => {
    const { pointers, structure } = read(INFORMATION, LOCATION);
    expect(pointers).toHaveLength(1);
    expect(structure.messages).toContain('pointer 1: left out: it has no TSLLocation');
  });

  it('announces nobody by a certificate that cannot be read', () => {
    const identity =
      '<ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId><X509Certificate>AAAA</X509Certificate></DigitalId>' +
      '</ServiceDigitalIdentity></ServiceDigitalIdentities>';
    expect(read(identity + LOCATION).pointers[0]?.signers).toEqual([]);
  });
});
