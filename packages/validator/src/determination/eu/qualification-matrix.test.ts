import { describe, expect, it } from 'vitest';
import { combine, qualificationOf } from './qualification-matrix.ts';

const ISSUANCE = new Date('2024-01-01T00:00:00Z');
const SEALED = new Date('2026-01-01T00:00:00Z');

const passed = { indication: 'TOTAL-PASSED' } as const;
const indeterminate = { indication: 'INDETERMINATE' } as const;
const failed = { indication: 'TOTAL-FAILED' } as const;

describe('the matrix of qualifications', () => {
  it.each([
    [true, true, 'eSig', 'QESig', 'Indeterminate-QESig', 'Not-AdES-QC-QSCD'],
    [true, true, 'eSeal', 'QESeal', 'Indeterminate-QESeal', 'Not-AdES-QC-QSCD'],
    [true, true, 'unknown', 'Unknown-QC-QSCD', 'Indeterminate-Unknown-QC-QSCD', 'Not-AdES-QC-QSCD'],
    [true, true, 'WSA', 'Not-AdES', 'Not-AdES', 'Not-AdES'],
    [true, false, 'eSig', 'AdESig-QC', 'Indeterminate-AdESig-QC', 'Not-AdES-QC'],
    [true, false, 'eSeal', 'AdESeal-QC', 'Indeterminate-AdESeal-QC', 'Not-AdES-QC'],
    [true, false, 'unknown', 'Unknown-QC', 'Indeterminate-Unknown-QC', 'Not-AdES-QC'],
    [true, false, 'WSA', 'Not-AdES', 'Not-AdES', 'Not-AdES'],
    [false, false, 'eSig', 'AdESig', 'Indeterminate-AdESig', 'Not-AdES'],
    [false, false, 'eSeal', 'AdESeal', 'Indeterminate-AdESeal', 'Not-AdES'],
    [false, false, 'unknown', 'Unknown', 'Indeterminate-Unknown', 'Not-AdES'],
    [false, false, 'WSA', 'Not-AdES', 'Not-AdES', 'Not-AdES'],
  ] as const)('makes of qualified %s, QSCD %s, %s: %s, %s or %s', (qualified, qscd, type, ...cells) => {
    const certificate = { qualified, type, qscd };
    const verdicts = [passed, indeterminate, failed];
    expect(verdicts.map((verdict) => qualificationOf(certificate, verdict))).toEqual(cells);
  });

  it('counts a device for nothing without a qualified certificate', () => {
    expect(qualificationOf({ qualified: false, type: 'eSeal', qscd: true }, passed)).toBe('AdESeal');
  });
});

describe('combine', () => {
  const seal = { time: ISSUANCE, qualified: true, type: 'eSeal', qscd: true } as const;
  const later = { ...seal, time: SEALED };

  it('makes qualified what is so at both times', () => {
    expect(combine(seal, later)).toEqual({ qualified: true, type: 'eSeal', qscd: true });
    expect(combine({ ...seal, qualified: false }, later).qualified).toBe(false);
    expect(combine(seal, { ...later, qualified: false }).qualified).toBe(false);
  });

  it('knows the type only when it is the same at both times', () => {
    expect(combine({ ...seal, type: 'eSig' }, later).type).toBe('unknown');
  });

  it('takes the device of the time of the seal', () => {
    expect(combine({ ...seal, qscd: false }, later).qscd).toBe(true);
    expect(combine(seal, { ...later, qscd: false }).qscd).toBe(false);
  });
});
