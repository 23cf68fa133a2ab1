import { expect, it } from 'vitest';
import { addDays, createClock, DAY, systemClock } from './clock.ts';

it('stands still until it is moved', () => {
  const clock = createClock(new Date('2026-11-01T00:00:00Z'));
  expect(clock.now()).toEqual(clock.now());
  clock.advance(DAY);
  expect(clock.now()).toEqual(new Date('2026-11-02T00:00:00Z'));
  clock.set(new Date('2030-01-01T00:00:00Z'));
  expect(clock.now()).toEqual(new Date('2030-01-01T00:00:00Z'));
});

it('starts at the present in whole seconds', () => {
  const before = Date.now();
  const started = createClock().now().getTime();
  expect(started % 1000).toBe(0);
  expect(Math.abs(before - started)).toBeLessThan(2000);
});

it('cannot be moved through a date it gave out', () => {
  const clock = createClock(new Date(0));
  clock.now().setFullYear(2000);
  expect(clock.now()).toEqual(new Date(0));
});

it('counts days across the change of a year', () => {
  expect(addDays(new Date('2026-12-31T12:00:00Z'), 1)).toEqual(new Date('2027-01-01T12:00:00Z'));
});

it('has the machine clock too', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
});
