import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../test/reported.ts';
import { type Page, section } from './page.ts';
import { writeText } from './text-writer.ts';

const page = (text: string): Page => ({
  language: 'en',
  title: 'Report',
  detailsHeading: 'Details',
  sections: [
    section('Seal', {
      rows: [{ label: 'Who', values: [text, 'more'] }],
      remarks: [
        {
          severity: 'error',
          label: 'problem',
          message: text,
          repair: { label: 'What to do', values: ['mend it'] },
        },
      ],
      sections: [section('Inner', { rows: [{ label: 'A', values: ['1'] }] })],
      details: [
        section('Chain', {
          table: {
            columns: ['Name', 'Time'],
            rows: [
              ['x', '-'],
              ['y', 'now'],
            ],
          },
        }),
      ],
    }),
  ],
});

const SHORT = `Report

Seal
  Who: Sample
    - more
  - problem: Sample
    What to do: mend it

  Inner
    A: 1`;

const DETAILS = `

  Details

    Chain
      - Name: x
      - Name: y; Time: now`;

describe('writeText', () => {
  it('writes sections inside sections, and details when they are asked for', () => {
    expect(writeText(page('Sample'), { details: false })).toBe(SHORT);
    expect(writeText(page('Sample'), { details: true })).toBe(`${SHORT}${DETAILS}`);
  });

  it('Z12: lets no text end a line, hide or turn anything around, or go on without end', () => {
    const lines = writeText(page(HOSTILE), { details: true }).split('\n');
    expect(lines).toHaveLength(`${SHORT}${DETAILS}`.split('\n').length);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u);
    expect(writeText(page('x'.repeat(1_000_000)), { details: true }).length).toBeLessThan(5000);
  });
});
