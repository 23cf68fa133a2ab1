import { beforeAll, describe, expect, it } from 'vitest';
import { accreditedDuring, JP_SCHEME, stateOf } from '../../test/japanese-scheme.ts';
import { goodWorld, NOW } from '../../test/judging.ts';
import { listed, listOf, worldList } from '../../test/listing.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { findingOf } from '../report/finding.ts';
import { toJson } from '../report/to-json.ts';
import type { CriteriaList } from '../trust/criteria.ts';
import type { RecognitionAgreement } from '../trust/recognition.ts';
import type { BundledService } from './bundle.ts';
import { readBundle, writeBundle } from './bundle-file.ts';
import { objectAt } from './codec.ts';
import { replay } from './replay.ts';
import { service } from './service-codec.ts';
import { recorded } from './test-recording.ts';

const CRITERIA: CriteriaList = {
  assert: 'atLeastOne',
  criteria: [
    { kind: 'policies', policies: ['2.999.1'] },
    { kind: 'key-usage', bits: { digitalSignature: true, keyCertSign: false } },
    { kind: 'extended-key-usage', purposes: ['2.999.2'] },
    { kind: 'subject-attributes', attributes: ['2.5.4.97'] },
    { kind: 'qc-statements', statements: [{ statement: '2.999.3', qcType: '2.999.4', legislation: 'JP' }] },
    { kind: 'list', list: { assert: 'none', criteria: [] } },
  ],
};

const AGREEMENT: RecognitionAgreement = {
  recognizedBy: 'EU',
  rules: 'eu',
  scheme: JP_SCHEME,
  pointingLegislation: 'eIDAS',
  pointedLegislation: 'JP',
  equivalences: [
    {
      legalIdentifier: 'QCForESeal',
      states: [
        {
          status: 'enacted',
          from: NOW,
          until: undefined,
          types: {
            pointing: [{ type: 'a', additionalInformation: ['b'] }],
            pointed: [{ type: 'c', additionalInformation: [] }],
          },
          validStatuses: [{ pointing: ['granted'], pointed: ['accredited'] }],
          invalidStatuses: [],
          contents: { QcType: { pointing: CRITERIA, pointed: CRITERIA } },
          qualifiers: [{ pointing: 'x', pointed: 'y' }],
        },
      ],
    },
  ],
};

const SERVICE: BundledService = {
  list: {
    scheme: { ...JP_SCHEME, territories: 'any' },
    territory: 'JP',
    sequenceNumber: 7,
    issueDate: NOW,
    nextUpdate: undefined,
    location: 'https://tl.example/jp.xml',
    sha256: '00'.repeat(32),
    findings: [
      findingOf({ id: 'AGED', citation: '-', message: { ja: '古い', en: 'aged' } }, 'warning', {
        days: 3,
        lists: ['JP'],
        known: true,
      }),
    ],
  },
  provider: [{ language: 'ja', text: '試験事業者' }],
  identities: [{ name: Uint8Array.of(0x30, 0), subjectKeyIdentifier: Uint8Array.of(1, 2) }],
  states: [
    ...accreditedDuring(NOW, new Date(NOW.getTime() + 1000)),
    stateOf({
      qualifications: [{ qualifiers: ['q'], criteria: CRITERIA }],
      expiredCertsRevocationInfo: NOW,
      unknownCriticalExtensions: ['odd'],
    }),
  ],
  agreements: [AGREEMENT],
};

describe('the codec of services', () => {
  it('reads back everything that determinations may ask for', () => {
    const files: Uint8Array[] = [];
    const json = JSON.parse(
      JSON.stringify(service.encode(SERVICE, { add: (bytes) => files.push(bytes) - 1 })),
    );
    expect(service.decode(json, '$', files)).toEqual(SERVICE);
  });

  it('refuses what is no service, and says where', () => {
    const json = objectAt(service.encode(SERVICE, { add: () => 0 }), '$');
    const changed = { ...json, states: [{ status: 7 }] };
    expect(() => service.decode(changed, '$', [Uint8Array.of(1)])).toThrow(
      expect.objectContaining({ code: 'BUNDLE_INVALID', facts: { path: '$.states[0].type' } }),
    );
    const fact = { ...json, list: { ...objectAt(json.list, '$'), findings: [{ id: 'A' }] } };
    expect(() => service.decode(fact, '$', [])).toThrow(expect.objectContaining({ code: 'BUNDLE_INVALID' }));
  });
});

describe('a validation by trusted lists', () => {
  let replayed: string;
  let before: string;
  let kept: Awaited<ReturnType<typeof recorded>>['bundle'];
  beforeAll(async () => {
    const world = await goodWorld();
    const rule = { id: 'LIST_AGED', citation: 'TS 119 612 §5.3.15', message: { ja: '古い', en: 'aged' } };
    const list = { ...worldList(world), findings: [findingOf(rule, 'warning', { days: 3 })] };
    const refused = findingOf({ ...rule, id: 'LIST_REFUSED' }, 'error');
    const trust = createListTrust([list, listOf([listed(world.root)])], { findings: [refused] });
    const japan = { commonPolicyOids: ['2.999.1.1'] };
    const { bundle, report } = await recorded({ trust, japan }, world);
    kept = await readBundle(await writeBundle(bundle));
    before = JSON.stringify(toJson(report));
    replayed = JSON.stringify(toJson(await replay(kept, { documents: [] })));
  });

  it('is replayed to the same report, determinations and findings of lists included', () => {
    expect(before).toContain('"level":"accredited"');
    expect(before).toContain('LIST_AGED');
    expect(before).toContain('LIST_REFUSED');
    expect(replayed).toBe(before);
  });

  it('keeps services, rules and purposes', () => {
    expect(kept.trust.rules).toEqual(['japan']);
    expect(kept.trust.services).toHaveLength(3);
    const anchors = kept.trust.anchors.flatMap(({ answer }) => (answer.kind === 'found' ? answer.found : []));
    expect(anchors.map(({ purposes }) => purposes)).toContainEqual(['timestamps']);
  });

  it('is replayed without lists where none was consulted', async () => {
    const { bundle, report } = await recorded();
    const { services: _, rules: __, findings: ___, ...older } = bundle.trust;
    expect(JSON.stringify(toJson(await replay({ ...bundle, trust: older })))).toBe(
      JSON.stringify(toJson(report)),
    );
  });
});
