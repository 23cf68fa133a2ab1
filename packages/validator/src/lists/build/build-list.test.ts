import { parseCertificate, subjectKeyIdentifier } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrustedList } from '../list.ts';
import { parseTrustedList } from '../parse/parse-list.ts';
import { buildTrustedList } from './build-list.ts';
import type { TrustedListDescription } from './description.ts';
import { anyDescription, describeList, stateOf } from './test-descriptions.ts';

const world = await createGoodWorld();
const certificates = ['issuing-ca', 'tsa'].map((name) => parseCertificate(world.entity(name).certificate));
const [certificate = parseCertificate(world.root.certificate)] = certificates;

const textOf = (description: TrustedListDescription): string =>
  new TextDecoder().decode(buildTrustedList(description));

/** States with their ends: each lasts until the one before it in the list. */
function withEnds<T extends { readonly from: Date }>(
  states: readonly T[],
): readonly (T & { until: Date | undefined })[] {
  return states.map((state, at) => ({ ...state, until: states[at - 1]?.from }));
}

/** What reading a list of this description has to give. */
function expected({ pointers, providers, scheme }: TrustedListDescription): Omit<TrustedList, 'structure'> {
  const { historicalInformationPeriod, legalNotices, operatorAddress, ...read } = scheme;
  return {
    scheme: { ...read, version: 6, isLast: read.nextUpdate === undefined },
    pointers: pointers.map(({ agreement, mimeType, ...pointer }) => ({
      ...pointer,
      mimeType: mimeType ?? 'application/vnd.etsi.tsl+xml',
      agreement: agreement && {
        ...agreement,
        equivalences: agreement.equivalences.map((one) => ({ ...one, states: withEnds(one.states) })),
      },
    })),
    providers: providers.map(({ address, services, tradeNames, ...provider }) => ({
      ...provider,
      tradeNames: tradeNames ?? [],
      services: services.map(({ certificates: all, states }) => ({
        identities: all.map((one) => ({
          name: one.subject,
          certificate: one,
          publicKey: one.publicKey,
          subjectKeyIdentifier: subjectKeyIdentifier(one),
        })),
        states: withEnds(states).map((state) => ({
          additionalInformation: [],
          qualifications: [],
          expiredCertsRevocationInfo: undefined,
          ...state,
          unknownCriticalExtensions: [],
        })),
      })),
    })),
  };
}

describe('buildTrustedList', () => {
  it('says what is described: reading any list gives its description back', () => {
    fc.assert(
      fc.property(anyDescription(certificates), (description) => {
        const { structure, ...list } = parseTrustedList(buildTrustedList(description));
        expect(structure.messages.filter((message) => !message.includes('ds:Signature'))).toEqual([]);
        expect(list).toEqual(expected(description));
      }),
      { numRuns: 25 },
    );
  });

  it('makes equal bytes of equal descriptions', () => {
    expect(buildTrustedList(describeList(certificate))).toEqual(buildTrustedList(describeList(certificate)));
  });

  it('writes version 6, the languages of names, and times without parts of a second', () => {
    const text = textOf(describeList(certificate));
    expect(text).toContain('<TSLVersionIdentifier>6</TSLVersionIdentifier>');
    expect(text).toContain('<Name xml:lang="ja">運営者</Name>');
    expect(text).toContain('<ListIssueDateTime>2026-10-01T00:00:00Z</ListIssueDateTime>');
    expect(text).toContain('<HistoricalInformationPeriod>65535</HistoricalInformationPeriod>');
  });

  it('keeps text that looks like markup text', () => {
    const name = '</Name><X a="1">&amp;]]>';
    const text = textOf(describeList(certificate, { provider: { names: [{ language: 'en', text: name }] } }));
    expect(text).toContain(
      '<Name xml:lang="en">&lt;/Name&gt;&lt;X a=&quot;1&quot;&gt;&amp;amp;]]&gt;</Name>',
    );
    expect(parseTrustedList(new TextEncoder().encode(text)).providers[0]?.names[0]?.text).toBe(name);
  });

  it('names the key in history, not the certificate (§5.6.3)', () => {
    const states = [stateOf(), stateOf({ from: new Date('2024-01-01T00:00:00Z') })];
    const text = textOf(describeList(certificate, { service: { states } }));
    const [, history = ''] = text.split('<ServiceHistory>');
    expect(history).toContain('<X509SKI>');
    expect(history).toContain('<X509SubjectName>CN=eSeal Test Issuing CA, ');
    expect(history).not.toContain('<X509Certificate>');
  });

  it('writes what a service says of itself where the schema wants it', () => {
    const text = textOf(
      describeList(certificate, {
        service: {
          supplyPoints: [{ uri: 'https://ca.test/ocsp', type: 'https://list.test/ocsp' }],
          definitionUris: [{ language: 'en', text: 'https://ca.test/cps' }],
        },
      }),
    );
    expect(text).toContain(
      '<ServiceSupplyPoint type="https://list.test/ocsp">https://ca.test/ocsp</ServiceSupplyPoint>',
    );
    expect(text.indexOf('<ServiceSupplyPoints>')).toBeLessThan(text.indexOf('<TSPServiceDefinitionURI>'));
  });

  it('writes a list without an end, without pointers and without providers', () => {
    const { scheme } = describeList(certificate, { scheme: { nextUpdate: undefined } });
    const text = textOf({ scheme, pointers: [], providers: [] });
    expect(text).toContain('<NextUpdate/>');
    expect(text).not.toMatch(/PointersToOtherTSL|TrustServiceProviderList/);
  });
});
