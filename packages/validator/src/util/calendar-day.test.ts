import { describe, expect, it } from 'vitest';
import { isCalendarDay } from './calendar-day.ts';

describe('isCalendarDay', () => {
  it.each(['2026-11-21', '2024-02-29', '1999-12-31'])('knows %s', (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  it.each(['2025-02-29', '2026-02-31', '2026-13-01', '2026-1-1', 'today'])('does not know %s', (day) => {
    expect(isCalendarDay(day)).toBe(false);
  });
});
