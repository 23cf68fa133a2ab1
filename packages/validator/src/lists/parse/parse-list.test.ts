import { concatBytes, utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrustedList } from './parse-list.ts';
import { listXml, serviceXml } from './test-list-xml.ts';

const UNREADABLE = expect.objectContaining({ code: 'TRUSTED_LIST_UNREADABLE' });

describe('a trusted list', () => {
  it('says who operates the scheme, when it was issued and which services there are', () => {
    const { pointers, providers, scheme } = parseTrustedList(utf8(listXml()));
    expect(scheme).toEqual({
      version: 6,
      sequenceNumber: 7,
      type: 'https://list.example/list',
      operatorNames: [
        { language: 'ja', text: '運用者' },
        { language: 'en', text: 'Operator' },
      ],
      schemeNames: [
        { language: 'ja', text: '制度' },
        { language: 'en', text: 'Scheme' },
      ],
      informationUris: [{ language: 'en', text: 'https://list.example/about' }],
      statusDeterminationApproach: 'https://list.example/approach',
      communityRules: ['https://list.example/about'],
      territory: 'JP',
      issueDate: new Date('2026-04-01T00:00:00Z'),
      nextUpdate: new Date('2026-10-01T00:00:00Z'),
      isLast: false,
      distributionPoints: [],
    });
    expect(providers.map(({ names, services }) => [names[0]?.text, services.length])).toEqual([
      ['事業者', 1],
    ]);
    expect(pointers).toEqual([]);
  });

  it.each([
    ['a byte order mark', '\uFEFF<?xml version="1.0" encoding="UTF-8"?>'],
    ['white space before the declaration', ' \r\n\t<?xml version="1.0" encoding="UTF-8"?>'],
    ['both', '\uFEFF\n<?xml version="1.0" encoding="UTF-8"?>'],
    ['no declaration', ''],
  ])('is read with %s', (_, before) => {
    expect(parseTrustedList(utf8(before + listXml())).scheme.sequenceNumber).toBe(7);
  });

  it('is told nothing by what stands there twice', () => {
    const twice = listXml().replace(
      '<TSLSequenceNumber>7',
      '<TSLSequenceNumber>6</TSLSequenceNumber><TSLSequenceNumber>7',
    );
    const { scheme, structure } = parseTrustedList(utf8(twice));
    expect(scheme.sequenceNumber).toBeUndefined();
    expect(structure.valid).toBe(false);
  });

  it.each(['-1', '7.0', '1e3', '0x7', '9'.repeat(17), '99999999999999999', '<!--6-->7'])(
    'has no sequence number that is %s',
    (number) => {
      const list = listXml().replace('<TSLSequenceNumber>7', `<TSLSequenceNumber>${number}`);
      expect(parseTrustedList(utf8(list)).scheme.sequenceNumber).toBeUndefined();
    },
  );

  it('is read without the services that cannot be relied on, which is told', () => {
    const nameless = serviceXml().replace(/<ServiceTypeIdentifier>.*?<\/ServiceTypeIdentifier>/, '');
    const { providers, structure } = parseTrustedList(utf8(listXml({ services: [nameless, serviceXml()] })));
    expect(providers[0]?.services).toHaveLength(1);
    expect(structure.messages.join('\n')).toMatch(/provider 1: service 1: left out: Service type/);
  });

  it('is read although all of it is missing', () => {
    const empty = '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"/>';
    const { pointers, providers, scheme, structure } = parseTrustedList(utf8(empty));
    expect([scheme.version, scheme.issueDate, pointers, providers]).toEqual([undefined, undefined, [], []]);
    expect(structure.valid).toBe(false);
  });
});

describe('what is no trusted list', () => {
  it.each([
    ['', 'nothing'],
    ['<a/>', 'other XML'],
    ['<TrustServiceStatusList/>', 'a list of no namespace'],
    [listXml().slice(0, -10), 'a list that ends early'],
    [`<!DOCTYPE a [<!ENTITY b "c">]>${listXml()}`, 'a list with a DTD'],
    [listXml().replace('JP', '&b;'), 'an entity that is not declared'],
    ['{"list": 1}', 'no XML'],
  ])('is refused: %#', (xml) => {
    expect(() => parseTrustedList(utf8(xml))).toThrow(UNREADABLE);
  });

  it('is refused with the place of what is wrong with it', () => {
    expect(() => parseTrustedList(utf8('<a>\n<b></a>'))).toThrow(/line 2/);
  });

  it('is refused when it is too large or too deep', () => {
    const deep = listXml({ providers: `${'<a>'.repeat(200)}${'</a>'.repeat(200)}` });
    expect(() => parseTrustedList(utf8(deep))).toThrow(UNREADABLE);
    const large = concatBytes([utf8(listXml()), new Uint8Array(25 * 1024 * 1024).fill(0x20)]);
    expect(() => parseTrustedList(large)).toThrow(UNREADABLE);
  });

  it('never ends otherwise, whichever bytes of a list are changed', () => {
    const list = utf8(listXml({ services: [serviceXml({ history: [{ from: '2020-01-01T00:00:00Z' }] })] }));
    fc.assert(
      fc.property(fc.nat(list.length - 1), fc.uint8Array({ minLength: 0, maxLength: 8 }), (at, bytes) => {
        const changed = concatBytes([list.subarray(0, at), bytes, list.subarray(at + bytes.length)]);
        try {
          expect(parseTrustedList(changed).structure.messages.length).toBeLessThan(210);
        } catch (error) {
          expect(error).toEqual(UNREADABLE);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is refused or read soon, however many services it has', () => {
    const started = performance.now();
    const services = Array.from({ length: 20_000 }, () => '<TSPService><ServiceInformation/></TSPService>');
    const { structure } = parseTrustedList(utf8(listXml({ services })));
    expect(structure.messages.length).toBeLessThan(210);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
