import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import { describe, expect, it } from 'vitest';
import type { TrustService } from '../list.ts';
import { parseTrustService } from './service.ts';
import { DECLARATIONS, type ServiceXml, serviceXml } from './test-list-xml.ts';

interface Read {
  readonly service: TrustService | undefined;
  readonly told: readonly string[];
}

function read(service: ServiceXml, change: (xml: string) => string = (xml) => xml): Read {
  const told: string[] = [];
  const xml = change(serviceXml(service)).replace('<TSPService>', `<TSPService ${DECLARATIONS}>`);
  const { root } = parseXml(utf8(xml));
  return { service: parseTrustService(root, (message) => told.push(message)), told };
}

const without =
  (element: string) =>
  (xml: string): string =>
    xml.replace(new RegExp(`<${element}>.*?</${element}>`), '');

describe('a service', () => {
  it('is what its information says, and was what its history says', () => {
    const { service, told } = read({
      from: '2024-04-01T00:00:00Z',
      history: [{ status: 'urn:before', type: 'urn:type', from: '2020-04-01T00:00:00Z' }],
    });
    expect(told).toEqual([]);
    expect(service?.states).toMatchObject([
      {
        type: 'https://list.example/type/CA',
        status: 'https://list.example/status/granted',
        from: new Date('2024-04-01T00:00:00Z'),
        until: undefined,
        additionalInformation: [],
        qualifications: [],
      },
      { type: 'urn:type', status: 'urn:before', until: new Date('2024-04-01T00:00:00Z') },
    ]);
    expect(service?.states[0]?.names.map(({ text }) => text)).toEqual(['電子認証局', 'Seal CA']);
  });

  it.each([
    ['\n 2024-04-01T00:00:00Z \t', '2024-04-01T00:00:00.000Z'],
    ['2024-04-01T09:00:00+09:00', '2024-04-01T00:00:00.000Z'],
    ['2024-04-01T00:00:00', '2024-04-01T00:00:00.000Z'],
  ])('begins at %j', (from, moment) => {
    expect(read({ from }).service?.states[0]?.from.toISOString()).toBe(moment);
  });

  it.each([
    ['no information', without('ServiceInformation'), 'ServiceInformation'],
    ['no type', without('ServiceTypeIdentifier'), 'Service type'],
    ['no time', without('StatusStartingTime'), 'validity start'],
    ['no time that is one', (xml: string) => xml.replace('2024-04-01T', '2024-02-30T'), 'validity start'],
    [
      'two types',
      (xml: string) =>
        xml.replace('<ServiceName>', '<ServiceTypeIdentifier>urn:b</ServiceTypeIdentifier><ServiceName>'),
      'Service type',
    ],
  ])('is left out with %s', (_, change, told) => {
    const found = read({}, change);
    expect(found.service).toBeUndefined();
    expect(found.told.join()).toContain(told);
  });

  it('counts by no status when it has none', () => {
    expect(read({}, without('ServiceStatus')).service?.states[0]?.status).toBe('');
  });

  it('leaves out an entry of its history that cannot be relied on, with a gap in its place', () => {
    const history = [{ from: '2022-01-01T00:00:00Z', type: '' }, { from: '2020-01-01T00:00:00Z' }];
    const { service, told } = read({ history });
    expect(service?.states.map(({ until }) => until?.toISOString())).toEqual([
      undefined,
      '2022-01-01T00:00:00.000Z',
    ]);
    expect(told).toEqual([expect.stringMatching(/^entry 1 of its history: left out/)]);
  });

  it('is not told by an entry of which not even the time is known', () => {
    const { service } = read({ history: [{ from: 'yesterday' }, { from: '2020-01-01T00:00:00Z' }] });
    expect(service?.states).toHaveLength(2);
  });
});
