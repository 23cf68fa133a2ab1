import { beforeAll, describe, expect, it } from 'vitest';
import { firstSeal, reportOn } from '../../test/reported.ts';
import { failed } from '../report/conclusion.ts';
import type { TimestampReport } from '../report/report.ts';
import { speechIn } from './speech.ts';
import { documentTimestampSection, timestampLine, timestampSection } from './timestamp-section.ts';

const english = speechIn('en');
let timestamp: TimestampReport;
beforeAll(async () => {
  const [first] = firstSeal(await reportOn()).timestamps;
  if (first === undefined) throw new Error('the seal has no timestamp');
  timestamp = first;
});

describe('timestampLine', () => {
  it('says when, by whom, over what, and whether that holds', () => {
    expect(timestampLine(timestamp, english)).toMatch(
      /^2026-11-01 00:00:00 UTC CN=.* \[the seal\]: valid \(PASSED\)$/,
    );
    const bad = { ...timestamp, time: null, authority: null, conclusion: failed('HASH_FAILURE') };
    expect(timestampLine(bad, english)).toMatch(/^- \[the seal\]: not valid - .*HASH_FAILURE\)$/);
  });
});

describe('timestamps', () => {
  it('have a section with their authority, path and checks', () => {
    const section = timestampSection(timestamp, 2, english);
    expect(section).toMatchObject({ heading: 'Timestamp 2', tone: 'good' });
    expect(section.details.map(({ heading }) => heading)).toEqual([
      'Path of certificates',
      'Revocation',
      'Checks',
      'Technical facts',
    ]);
  });

  it('of the document say so, and what would help when they are bad', () => {
    const bad = { ...timestamp, conclusion: failed('HASH_FAILURE') };
    const section = documentTimestampSection(bad, 1, english);
    expect(section).toMatchObject({ heading: 'Timestamp 1 of the document', tone: 'bad' });
    expect(section.rows.map(({ label }) => label)).toContain('What to do');
  });
});
