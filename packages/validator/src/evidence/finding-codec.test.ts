import { describe, expect, it } from 'vitest';
import type { Finding } from '../report/finding.ts';
import { finding } from './finding-codec.ts';

const writer = { add: () => 0 };

const FINDING: Finding = {
  id: 'LIST_OUT_OF_DATE',
  severity: 'warning',
  message: { ja: '古い', en: 'out of date' },
  repair: { ja: '更新', en: 'fetch it' },
  citation: 'ETSI TS 119 612 §5.3.15',
  facts: { territory: 'JP', number: 7, late: true, versions: ['5', '6'] },
};

function decoded(json: unknown): Finding {
  return finding.decode(json, 'finding', []);
}

describe('findings in bundles', () => {
  it('come back as they were, with facts of every kind', () => {
    expect(decoded(JSON.parse(JSON.stringify(finding.encode(FINDING, writer))))).toEqual(FINDING);
    const { repair: _, ...bare } = FINDING;
    expect(decoded(finding.encode(bare, writer))).toEqual(bare);
  });

  it.each([
    ['a severity that there is not', { severity: 'fatal' }],
    ['a message in one language', { message: { en: 'x' } }],
    ['a fact that is none', { facts: { a: null } }],
    ['a fact in a fact', { facts: { a: { b: 1 } } }],
    ['a list of facts that are no texts', { facts: { a: [1] } }],
    ['no facts', { facts: undefined }],
  ])('are damaged with %s', (_, change) => {
    expect(() => decoded({ ...FINDING, ...change })).toThrow(
      expect.objectContaining({ code: 'BUNDLE_INVALID' }),
    );
  });
});
