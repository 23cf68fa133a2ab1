import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { CriteriaList, Criterion } from '../../trust/criteria.ts';
import { buildTrustedList } from './build-list.ts';
import type { SchemeDescription, ServiceStateDescription } from './description.ts';
import { agreementOf, describeList, english, stateOf } from './test-descriptions.ts';

const world = await createGoodWorld({
  entities: [
    {
      name: 'without-key-identifier',
      issuer: 'root',
      subject: [{ CN: 'No SKI' }],
      profile: { kind: 'ca' },
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date('2035-01-01T00:00:00Z'),
      quirks: { without: ['2.5.29.14'] },
    },
    {
      name: 'version-1',
      issuer: 'root',
      subject: [{ CN: 'Version 1' }],
      profile: { kind: 'bare' },
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date('2035-01-01T00:00:00Z'),
      quirks: { version: 1 },
    },
  ],
});
const certificateOf = (name: string) => parseCertificate(world.entity(name).certificate);
const certificate = certificateOf('issuing-ca');

type Changes = Parameters<typeof describeList>[1];

/** What refusing a description says of the place and the clause. */
function refusal(changes: Changes): { readonly path: unknown; readonly clause: unknown } | undefined {
  try {
    buildTrustedList(describeList(certificate, changes));
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ name: 'ValidatorError', code: 'TRUSTED_LIST_INVALID' });
    const { path, clause } = (error as { readonly facts: Record<string, unknown> }).facts;
    return { path, clause };
  }
}

const at = (path: string, clause: string) => ({ path, clause });
const ISSUED = new Date('2026-10-01T00:00:00Z');

const SCHEMES: readonly (readonly [Partial<SchemeDescription>, path: string, clause: string])[] = [
  [{ sequenceNumber: 0 }, 'sequenceNumber', '§5.3.2'],
  [{ sequenceNumber: 1.5 }, 'sequenceNumber', '§5.3.2'],
  [{ type: 'list' }, 'type', '§5.3.3'],
  [{ operatorNames: [] }, 'operatorNames', '§5.3.4'],
  [{ operatorNames: [{ language: 'ja', text: '運営者' }] }, 'operatorNames', '§5.3.4'],
  [
    { operatorNames: [...english('A'), { language: 'JA!', text: 'x' }] },
    'operatorNames[1].language',
    '§5.1.4',
  ],
  [{ operatorNames: english(' ') }, 'operatorNames[0].text', '§5.3.4'],
  [{ operatorNames: english('two\nlines') }, 'operatorNames[0].text', '§5.3.4'],
  [{ operatorNames: english('\u0000') }, 'operatorNames[0].text', '§5.3.4'],
  [{ operatorNames: english('\uD800') }, 'operatorNames[0].text', '§5.3.4'],
  [
    { operatorAddress: { postal: [], electronic: english('https://a.test') } },
    'operatorAddress.postal',
    '§5.3.5',
  ],
  [{ schemeNames: english('A list') }, 'schemeNames', '§5.3.6'],
  [{ informationUris: english('no URI') }, 'informationUris[0].text', '§5.3.7'],
  [{ statusDeterminationApproach: '' }, 'statusDeterminationApproach', '§5.3.8'],
  [{ communityRules: ['x y:z'] }, 'communityRules[0]', '§5.3.9'],
  [{ territory: 'Japan' }, 'schemeNames', '§5.3.6'],
  [{ territory: 'Japan', schemeNames: english('Japan:A list') }, 'territory', '§5.3.10'],
  [{ legalNotices: [{ language: 'ja', text: '注意' }] }, 'legalNotices', '§5.3.11'],
  [{ historicalInformationPeriod: -1 }, 'historicalInformationPeriod', '§5.3.12'],
  [{ issueDate: new Date(Number.NaN) }, 'issueDate', '§5.3.14'],
  [{ issueDate: new Date('2026-10-01T00:00:00.5Z') }, 'issueDate', '§5.1.2'],
  [{ nextUpdate: ISSUED }, 'nextUpdate', '§5.3.15'],
  [{ nextUpdate: new Date('2027-04-01T00:00:01Z') }, 'nextUpdate', '§5.3.15'],
  [{ distributionPoints: ['list.xml'] }, 'distributionPoints[0]', '§5.3.16'],
];

describe('a scheme', () => {
  it.each(SCHEMES)('is refused with %o', (scheme, path, clause) => {
    expect(refusal({ scheme })).toEqual(at(`$.scheme.${path}`, clause));
  });

  it('may be issued again up to six months later, to the second', () => {
    expect(refusal({ scheme: { nextUpdate: new Date('2027-04-01T00:00:00Z') } })).toBeUndefined();
  });
});

const SERVICE = '$.providers[0].services[0]';
const STATES: readonly (readonly [Partial<ServiceStateDescription>, path: string, clause: string])[] = [
  [{ type: '' }, 'type', '§5.5.1'],
  [{ names: [] }, 'names', '§5.5.2'],
  [{ status: 'granted' }, 'status', '§5.5.4'],
  [{ from: new Date('2025-01-01T00:00:00.001Z') }, 'from', '§5.1.2'],
  [{ additionalInformation: ['x'] }, 'additionalInformation[0]', '§5.5.9.4'],
  [{ expiredCertsRevocationInfo: new Date(Number.NaN) }, 'expiredCertsRevocationInfo', '§5.5.9.1'],
];

describe('a service', () => {
  it.each(STATES)('is refused with the state %o', (state, path, clause) => {
    expect(refusal({ service: { states: [stateOf(state)] } })).toEqual(
      at(`${SERVICE}.states[0].${path}`, clause),
    );
  });

  it('needs a certificate, and all of one key and one name', () => {
    const refused = (...certificates: Parameters<typeof certificateOf>) =>
      refusal({ service: { certificates: certificates.map((name) => certificateOf(name)) } });
    expect(refusal({ service: { certificates: [] } })).toEqual(at(`${SERVICE}.certificates`, '§5.5.3'));
    expect(refusal({ service: { certificates: [certificate, certificateOf('tsa')] } })).toEqual(
      at(`${SERVICE}.certificates[1]`, '§5.5.3'),
    );
    expect(refused('issuing-ca')).toBeUndefined();
  });

  it('has states that begin one before the other, and a key identifier for those that are past', () => {
    const older = stateOf({ from: new Date('2024-01-01T00:00:00Z') });
    expect(refusal({ service: { states: [stateOf(), older] } })).toBeUndefined();
    expect(refusal({ service: { states: [older, stateOf()] } })).toEqual(
      at(`${SERVICE}.states[1]`, '§5.5.10'),
    );
    expect(refusal({ service: { states: [stateOf(), stateOf()] } })).toEqual(
      at(`${SERVICE}.states[1]`, '§5.5.10'),
    );
    expect(refusal({ service: { states: [] } })).toEqual(at(`${SERVICE}.states`, '§5.5.4'));
    const certificates = [certificateOf('without-key-identifier')];
    expect(refusal({ service: { certificates, states: [stateOf(), older] } })).toEqual(
      at(`${SERVICE}.certificates`, '§5.6.3'),
    );
    expect(refusal({ service: { certificates } })).toBeUndefined();
  });

  it('has URIs for where it is reached and what it is', () => {
    expect(refusal({ service: { supplyPoints: [{ uri: 'x' }] } })).toEqual(
      at(`${SERVICE}.supplyPoints[0].uri`, '§5.5.7'),
    );
    expect(refusal({ service: { definitionUris: english('x') } })).toEqual(
      at(`${SERVICE}.definitionUris[0].text`, '§5.5.8'),
    );
  });
});

describe('a provider', () => {
  it('has names, an address and services', () => {
    const provider = '$.providers[0]';
    expect(refusal({ provider: { names: [] } })).toEqual(at(`${provider}.names`, '§5.4.1'));
    expect(refusal({ provider: { tradeNames: english('') } })).toEqual(
      at(`${provider}.tradeNames[0].text`, '§5.4.2'),
    );
    expect(refusal({ provider: { informationUris: [] } })).toEqual(
      at(`${provider}.informationUris`, '§5.4.4'),
    );
    expect(refusal({ provider: { services: [] } })).toEqual(at(`${provider}.services`, '§5.4.6'));
    const country = { language: 'en', street: 's', locality: 'l', country: 'Japan' };
    expect(
      refusal({ provider: { address: { postal: [country], electronic: english('mailto:a@b.test') } } }),
    ).toEqual(at(`${provider}.address.postal[0].country`, '§5.4.3'));
  });
});

/** Lists within lists. */
function nested(depth: number): CriteriaList {
  const criteria: readonly Criterion[] =
    depth === 1 ? [{ kind: 'policies', policies: ['2.999.1'] }] : [{ kind: 'list', list: nested(depth - 1) }];
  return { assert: 'all', criteria };
}

describe('criteria', () => {
  const refused = (criteria: CriteriaList) => {
    const qualifications = [{ qualifiers: ['https://list.test/q'], criteria }];
    return refusal({ service: { states: [stateOf({ qualifications })] } });
  };
  const one = (criterion: Criterion) => refused({ assert: 'all', criteria: [criterion] });
  const CRITERIA = `${SERVICE}.states[0].qualifications[0].criteria.criteria`;

  it.each<readonly [Criterion, string]>([
    [{ kind: 'policies', policies: [] }, 'policies'],
    [{ kind: 'policies', policies: ['3.1'] }, 'policies[0]'],
    [{ kind: 'key-usage', bits: {} }, 'bits'],
    [{ kind: 'extended-key-usage', purposes: ['x'] }, 'purposes[0]'],
    [{ kind: 'subject-attributes', attributes: ['2.05'] }, 'attributes[0]'],
    [{ kind: 'qc-statements', statements: [{ statement: '' }] }, 'statements[0].statement'],
    [{ kind: 'qc-statements', statements: [{ statement: '2.1', qcType: '' }] }, 'statements[0].qcType'],
    [
      { kind: 'qc-statements', statements: [{ statement: '2.1', legislation: '' }] },
      'statements[0].legislation',
    ],
    [
      { kind: 'qc-statements', statements: [{ statement: '2.1', qcType: '2.1', legislation: 'JP' }] },
      'statements[0]',
    ],
  ])('are refused with %o', (criterion, path) => {
    expect(one(criterion)).toEqual(at(`${CRITERIA}[0].${path}`, '§5.5.9.2'));
  });

  it('are not empty, and not deeper than anybody needs', () => {
    expect(refused({ assert: 'none', criteria: [] })).toEqual(at(CRITERIA, '§5.5.9.2'));
    expect(refused(nested(8))).toBeUndefined();
    expect(refused(nested(9))?.path).toContain('.list');
    expect(refused(nested(5000))?.clause).toBe('§5.5.9.2');
  });
});

describe('a pointer', () => {
  const POINTER = '$.pointers[0]';

  it.each<readonly [NonNullable<NonNullable<Changes>['pointer']>, string]>([
    [{ location: 'list.xml' }, 'location'],
    [{ signers: [] }, 'signers'],
    [{ signers: [certificateOf('version-1')] }, 'signers[0]'],
    [{ territory: 'e' }, 'territory'],
    [{ type: 'x' }, 'type'],
    [{ mimeType: '' }, 'mimeType'],
    [{ operatorNames: [] }, 'operatorNames'],
    [{ communityRules: [''] }, 'communityRules[0]'],
  ])('is refused with %o', (pointer, path) => {
    expect(refusal({ pointer })).toEqual(at(`${POINTER}.${path}`, '§5.3.13'));
  });

  const STATUS = { pointing: ['https://list.test/s'], pointed: ['https://other.test/s'] };
  const two = { type: 'https://list.test/t', additionalInformation: ['a:1', 'a:2'] };
  it.each<readonly [Parameters<typeof agreementOf>[0], string]>([
    [{ from: new Date(Number.NaN) }, 'from'],
    [{ types: { pointing: [], pointed: [] } }, 'types.pointing'],
    [{ types: { pointing: [two], pointed: [two] } }, 'types.pointing[0].additionalInformation'],
    [{ validStatuses: [] }, 'validStatuses'],
    [{ invalidStatuses: [STATUS, STATUS] }, 'invalidStatuses'],
    [{ validStatuses: [{ pointing: ['x'], pointed: ['x'] }] }, 'validStatuses[0].pointing[0]'],
    [
      { contents: { QcType: { pointing: nested(1), pointed: { assert: 'all', criteria: [] } } } },
      'contents.QcType.pointed.criteria',
    ],
    [{ qualifiers: [{ pointing: 'a:b', pointed: '' }] }, 'qualifiers[0].pointed'],
  ])('is refused with the agreement %o', (state, path) => {
    expect(refusal({ pointer: { agreement: agreementOf(state) } })).toEqual(
      at(`${POINTER}.agreement.equivalences[0].states[0].${path}`, '§5.3.13'),
    );
  });

  it('may have an agreement that says all it has to', () => {
    expect(refusal({ pointer: { agreement: agreementOf() } })).toBeUndefined();
  });
});
