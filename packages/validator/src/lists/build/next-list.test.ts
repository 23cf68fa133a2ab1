import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseTrustedList } from '../parse/parse-list.ts';
import { buildTrustedList } from './build-list.ts';
import type { ServiceDescription, TrustedListDescription } from './description.ts';
import { nextTrustedList, withStatus } from './next-list.ts';
import { describeList, stateOf } from './test-descriptions.ts';

const world = await createGoodWorld();
const certificate = parseCertificate(world.issuingCa.certificate);
const other = parseCertificate(world.tsa.certificate);
const WITHDRAWN = 'https://list.test/Svcstatus/withdrawn';
const previous = describeList(certificate);
const issueDate = new Date('2026-12-01T00:00:00Z');
const nextUpdate = new Date('2027-05-01T00:00:00Z');
const service: ServiceDescription = { certificates: [certificate], states: [stateOf()] };

/** The list's providers with other services. */
function having(...services: readonly ServiceDescription[]): Pick<TrustedListDescription, 'providers'> {
  return { providers: previous.providers.map((one) => ({ ...one, services })) };
}

const LOST = expect.objectContaining({
  code: 'TRUSTED_LIST_INVALID',
  facts: { path: '$.providers[0].services[0].states', clause: '§5.5.10' },
});

describe('withStatus', () => {
  it('makes history of what the service was', () => {
    const from = new Date('2026-11-01T00:00:00Z');
    const changed = withStatus(service, WITHDRAWN, from);
    expect(changed.states).toEqual([stateOf({ status: WITHDRAWN, from }), stateOf()]);
    const next = nextTrustedList(previous, { issueDate, nextUpdate, ...having(changed) });
    const [read] = parseTrustedList(buildTrustedList(next)).providers[0]?.services ?? [];
    expect(read?.states.map(({ status, from: start, until }) => [status, start, until])).toEqual([
      [WITHDRAWN, from, undefined],
      [stateOf().status, stateOf().from, from],
    ]);
  });

  it('may change more than the status', () => {
    const names = [{ language: 'en', text: 'Renamed' }];
    const [now, before] = withStatus(service, WITHDRAWN, issueDate, { names }).states;
    expect([now?.names, before?.names]).toEqual([names, stateOf().names]);
  });

  it('refuses a change that is not after the present status began, to the second', () => {
    expect(() => withStatus(service, WITHDRAWN, stateOf().from)).toThrow(/does not begin after/);
    expect(withStatus(service, WITHDRAWN, new Date('2025-01-01T00:00:01Z')).states).toHaveLength(2);
    expect(() => withStatus({ ...service, states: [] }, WITHDRAWN, issueDate)).toThrow('is empty');
  });
});

describe('nextTrustedList', () => {
  it('is one further, with all that was on the list before', () => {
    const next = nextTrustedList(previous, { issueDate, nextUpdate });
    expect(next).toEqual({
      ...previous,
      scheme: { ...previous.scheme, sequenceNumber: 2, issueDate, nextUpdate },
    });
  });

  it('may have more services, and other scheme information', () => {
    const added: ServiceDescription = { certificates: [other], states: [stateOf()] };
    const scheme = { communityRules: ['https://list.test/new-rules'] };
    const next = nextTrustedList(previous, { issueDate, nextUpdate, scheme, ...having(added, service) });
    expect(next.scheme).toMatchObject({ ...scheme, sequenceNumber: 2 });
    expect(next.providers[0]?.services).toHaveLength(2);
  });

  it('is issued after the one before', () => {
    const same = previous.scheme.issueDate;
    expect(() => nextTrustedList(previous, { issueDate: same, nextUpdate })).toThrow(
      /not after the previous/,
    );
  });

  it('loses no service, and nothing that a service ever was', () => {
    const changes = { issueDate, nextUpdate };
    const refuses = (...services: readonly ServiceDescription[]) =>
      expect(() => nextTrustedList(previous, { ...changes, ...having(...services) })).toThrow(LOST);
    refuses();
    refuses({ certificates: [other], states: [stateOf()] });
    refuses({ ...service, states: [stateOf({ status: WITHDRAWN })] });
    refuses({ ...service, states: [stateOf({ from: new Date('2025-01-02T00:00:00Z') })] });
    refuses({ ...service, states: [stateOf({ type: 'https://list.test/Svctype/TSA' })] });
    expect(() => nextTrustedList(previous, { ...changes, providers: [] })).toThrow(LOST);
    const renewed = withStatus(service, WITHDRAWN, issueDate);
    const [now] = renewed.states;
    const full = { ...previous, ...having(renewed) };
    expect(() =>
      nextTrustedList(full, { ...changes, ...having({ ...renewed, states: now ? [now] : [] }) }),
    ).toThrow(LOST);
  });
});
