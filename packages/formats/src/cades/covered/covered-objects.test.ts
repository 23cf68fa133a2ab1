import { describe, expect, it } from 'vitest';
import {
  contentsOfSignatures,
  countCoverage,
  joinContents,
  NO_CONTENTS,
  toCoveredObjects,
} from './covered-objects.ts';

const [A, B] = [Uint8Array.of(1), Uint8Array.of(2)];

describe('what stands in several places', () => {
  it('is listed kind by kind, once for each digest on the way', () => {
    const contents = joinContents([
      { signatures: ['S-1'], certificates: [A] },
      { timestamps: ['T-1'], crls: [B] },
    ]);
    expect(toCoveredObjects(contents, ['SHA-256', 'SHA-512', 'SHA-256'])).toEqual([
      { kind: 'signature', id: 'S-1', through: ['SHA-256', 'SHA-512'] },
      { kind: 'timestamp', id: 'T-1', through: ['SHA-256', 'SHA-512'] },
      { kind: 'certificate', encoding: A, through: ['SHA-256', 'SHA-512'] },
      { kind: 'crl', encoding: B, through: ['SHA-256', 'SHA-512'] },
    ]);
    expect(toCoveredObjects({ ...NO_CONTENTS, ocspResponses: [A] })).toEqual([
      { kind: 'ocsp-response', encoding: A },
    ]);
  });

  it('is nothing where nothing stands', () => {
    expect(contentsOfSignatures([])).toEqual(NO_CONTENTS);
    expect(toCoveredObjects(NO_CONTENTS)).toEqual([]);
  });
});

describe('the count of what is covered', () => {
  const one = toCoveredObjects({ ...NO_CONTENTS, signatures: ['S-1'] });

  it('leaves everything as it is up to its limit', () => {
    const count = countCoverage(2);
    expect([count.take(one), count.take(one)]).toEqual([one, one]);
    expect(count.findings).toEqual([]);
  });

  it('leaves out what is beyond, and says so', () => {
    const count = countCoverage(1);
    expect([count.take(one), count.take(one), count.take([])]).toEqual([one, [], []]);
    expect(count.findings.map(({ id }) => id)).toEqual(['TIMESTAMP_COVERAGE_LIMITED']);
  });
});
