import { utf8 } from '@eseal/core';
import type { ParsedContainer } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { failed, indeterminate, PASSED, totalConclusion } from '../report/conclusion.ts';
import type { SealReport, TimestampReport } from '../report/report.ts';
import { documentVerdict } from './document-verdict.ts';
import { faultySeal, faultyTimestamp } from './faults.ts';

const SIZE = 100;
let seal: SealReport;
let timestamp: TimestampReport;
beforeAll(async () => {
  const world = await goodWorld();
  seal = faultySeal(await parsedSeal(world.seal), NOW, new TypeError('x'));
  timestamp = {
    ...(await faultyTimestamp(await timestampOver(world, utf8('x')), new TypeError('x'))),
    conclusion: PASSED,
  };
});

const container = (changes: Partial<ParsedContainer> = {}): ParsedContainer => ({
  format: 'asic-s',
  signatures: [],
  timestamps: [],
  findings: [],
  ...changes,
});

const verdict = (
  parsed: ParsedContainer,
  seals: readonly SealReport[],
  timestamps: readonly TimestampReport[],
) => {
  const { conclusion, findings } = documentVerdict(parsed, SIZE, seals, timestamps);
  return [conclusion, findings.map(({ id }) => id)];
};

const BROKEN = totalConclusion(failed('FORMAT_FAILURE'));

describe('the verdict on a document', () => {
  it('is the worst on its seals, whatever its timestamps say', () => {
    const [good, bad] = [
      { ...seal, conclusion: totalConclusion(PASSED) },
      { ...seal, conclusion: totalConclusion(failed('HASH_FAILURE')) },
    ];
    const worse = { ...timestamp, conclusion: failed('HASH_FAILURE') };
    expect(verdict(container(), [good], [worse])).toEqual([totalConclusion(PASSED), []]);
    expect(verdict(container(), [good, bad], [timestamp])).toEqual([bad.conclusion, []]);
  });

  it('fails for what is wrong with the document itself, such as a seal that was removed', () => {
    const good = { ...seal, conclusion: totalConclusion(PASSED) };
    const finding = { id: 'PDF_SEAL_REMOVED', severity: 'error', message: 'x', citation: 'x' } as const;
    const broken = [BROKEN, ['DOCUMENT_STRUCTURE_BROKEN']];
    expect(verdict(container({ findings: [finding] }), [good], [])).toEqual(broken);
    expect(verdict(container({ findings: [finding] }), [], [])).toEqual([
      BROKEN,
      ['NO_SEAL_FOUND', 'DOCUMENT_STRUCTURE_BROKEN'],
    ]);
    const warning = { ...finding, severity: 'warning' } as const;
    expect(verdict(container({ findings: [warning] }), [good], [])).toEqual([totalConclusion(PASSED), []]);
    // About a document timestamp: the seals stand by themselves.
    const ofTimestamp = { ...finding, id: 'PDF_BYTE_RANGE' };
    expect(verdict(container({ findings: [ofTimestamp] }), [good], [])[0]).toEqual(totalConclusion(PASSED));
  });

  it('is the worst on its timestamps where it bears no seal', () => {
    const weak = { ...timestamp, conclusion: indeterminate('NO_CERTIFICATE_CHAIN_FOUND') };
    expect(verdict(container(), [], [timestamp])).toEqual([totalConclusion(PASSED), ['TIMESTAMPS_ONLY']]);
    expect(verdict(container(), [], [timestamp, weak])).toEqual([
      totalConclusion(weak.conclusion),
      ['TIMESTAMPS_ONLY'],
    ]);
  });

  it('is no pass where it bears nothing', () => {
    expect(verdict(container(), [], [])).toEqual([
      { indication: 'INDETERMINATE', subIndication: null },
      ['NO_SEAL_FOUND'],
    ]);
    expect(verdict(container({ format: 'unknown' }), [], [])).toEqual([BROKEN, ['FORMAT_UNKNOWN']]);
  });

  it('fails for a broken container of timestamps, not for one with a warning', () => {
    const finding = { id: 'X', message: 'x', citation: 'x' };
    const found = (severity: 'error' | 'warning') =>
      verdict(container({ findings: [{ ...finding, severity }] }), [], [timestamp]);
    expect(found('warning')).toEqual([totalConclusion(PASSED), ['TIMESTAMPS_ONLY']]);
    expect(found('error')).toEqual([BROKEN, ['TIMESTAMPS_ONLY', 'CONTAINER_STRUCTURE_BROKEN']]);
  });

  it('passes a PDF of which a timestamp covers the last byte, and none with more after it', async () => {
    const parsed = await timestampOver(await goodWorld(), utf8('x'));
    const upTo = (end: number) => {
      const input = { kind: 'ranges', source: utf8('x'), ranges: [{ start: 0, end }] } as const;
      return verdict(container({ format: 'pades', timestamps: [{ ...parsed, input }] }), [], [timestamp]);
    };
    expect(upTo(SIZE)).toEqual([totalConclusion(PASSED), ['TIMESTAMPS_ONLY']]);
    expect(upTo(SIZE - 1)).toEqual([
      totalConclusion(indeterminate('SIG_CONSTRAINTS_FAILURE')),
      ['TIMESTAMPS_ONLY', 'CHANGED_AFTER_TIMESTAMPS'],
    ]);
  });
});
