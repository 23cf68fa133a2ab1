import { beforeAll, describe, expect, it } from 'vitest';
import { directory } from '../../test/path-extensions.ts';
import type { JsonObject } from '../report/json.ts';
import type { EvidenceBundle } from './bundle.ts';
import { bundleCodec } from './bundle-codec.ts';
import { objectAt } from './codec.ts';
import { recorded } from './test-recording.ts';

/** Files of a bundle as its writer collects them. */
function collectFiles() {
  const files: Uint8Array[] = [];
  return { files, add: (bytes: Uint8Array) => files.push(bytes) - 1 };
}

function encoded(bundle: EvidenceBundle): {
  readonly json: JsonObject;
  readonly files: readonly Uint8Array[];
} {
  const writer = collectFiles();
  const json = JSON.parse(JSON.stringify(bundleCodec.encode(bundle, writer)));
  return { json, files: writer.files };
}

function restored(bundle: EvidenceBundle): EvidenceBundle {
  const { json, files } = encoded(bundle);
  return bundleCodec.decode(json, '$', files);
}

let bundle: EvidenceBundle;
beforeAll(async () => {
  ({ bundle } = await recorded());
});

describe('the parts of a bundle', () => {
  it('are what they were', () => {
    expect(restored(bundle)).toEqual(bundle);
  });

  it('may be limits of an anchor, with names of every form', () => {
    const value = Uint8Array.of(5, 0);
    const base = [
      { kind: 'otherName', type: '1.2.3', value },
      { kind: 'rfc822Name', value: 'example.jp' },
      { kind: 'dNSName', value: 'example.jp' },
      { kind: 'uniformResourceIdentifier', value: '.example.jp' },
      directory(['C', 'JP'], ['O', '印']),
      { kind: 'iPAddress', value: Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0) },
      { kind: 'registeredID', value: '2.999.1' },
      { kind: 'x400Address', value },
      { kind: 'ediPartyName', value },
    ] as const;
    const names = {
      permitted: base.map((one) => ({ base: one, minimum: 0 })),
      excluded: [{ base: base[2], minimum: 1, maximum: 2 }],
    };
    const constraints = {
      maxPathLength: 0,
      policies: [],
      explicitPolicy: false,
      inhibitMapping: true,
      names,
    };
    const [found] = bundle.trust.anchors;
    if (found?.answer.kind !== 'found') throw new TypeError('no anchor was recorded');
    const limited = found.answer.found.map((anchor) => ({ ...anchor, constraints }));
    const anchors = [{ ...found, answer: { kind: 'found', found: limited } as const }];
    const trust = { ...bundle.trust, size: Number.POSITIVE_INFINITY, anchors };
    const options = { pathPolicies: { initialPolicies: new Set(['2.999.1']), names } };
    expect(restored({ ...bundle, trust, options })).toEqual({ ...bundle, trust, options });
  });

  it('keep apart what was not asked, what found nothing and what failed', () => {
    const { issuers: _, revocation, ...others } = bundle;
    expect(restored(others)).toEqual(others);
    const [question] = revocation ?? [];
    if (question === undefined) throw new TypeError('no question was recorded');
    const answers = [
      { kind: 'found', found: [] },
      { kind: 'failed', message: 'HTTP 500' },
    ] as const;
    const asked = { ...others, revocation: answers.map((answer) => ({ ...question, answer })) };
    expect(restored(asked)).toEqual(asked);
    expect(restored({ ...others, revocation: [] })).toEqual({ ...others, revocation: [] });
  });

  it.each<[string, (json: JsonObject) => JsonObject, string]>([
    [
      'a time that is none',
      (json) => ({ ...json, clock: { now: 'x', validationTime: 'x' } }),
      '$.clock.validationTime',
    ],
    ['a file that is not there', (json) => ({ ...json, certificates: [1e6] }), '$.certificates[0]'],
    ['a negative size', (json) => ({ ...json, document: { size: -1, sha256: '' } }), '$.document.size'],
    ['no trust', ({ trust: _, ...json }) => json, '$.trust'],
    [
      'an answer of another kind',
      (json) => withAnswer(json, { kind: 'maybe' }),
      '$.trust.anchors[0].answer.kind',
    ],
    [
      'an answer of two kinds',
      (json) => withAnswer(json, { kind: 'failed' }),
      '$.trust.anchors[0].answer.message',
    ],
    ['a level that is none', (json) => ({ ...json, options: { level: 'all' } }), '$.options.level'],
    [
      'a proof by a digest that is none',
      (json) => ({ ...json, options: { proofs: [{ digestAlgorithm: 'CRC', digest: '', time: '' }] } }),
      '$.options.proofs[0].digestAlgorithm',
    ],
  ])('are refused with %s', (_, change, path) => {
    const { json, files } = encoded(bundle);
    expect(() => bundleCodec.decode(change(json), '$', files)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_INVALID', facts: { path } }),
    );
  });
});

/** The first anchor with another answer. */
function withAnswer(json: JsonObject, answer: JsonObject): JsonObject {
  const trust = objectAt(json.trust, 'trust');
  return { ...json, trust: { ...trust, anchors: [{ name: 0, answer }] } };
}
