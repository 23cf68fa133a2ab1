import { describe, expect, it } from 'vitest';
import { instant, lastOf, shown, statusSince } from './text.ts';

const FROM = new Date('2026-01-01T00:00:00Z');

describe('texts of lists', () => {
  it('are the last parts of URIs', () => {
    const uri = 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC';
    expect([lastOf(uri, 2), lastOf(`${uri}//`, 1), lastOf('granted', 2), lastOf('', 1)]).toEqual([
      'CA/QC',
      'QC',
      'granted',
      '',
    ]);
  });

  it('are times to the second, or to the fraction that they have', () => {
    expect([FROM, new Date(FROM.getTime() + 1), null].map(instant)).toEqual([
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00.001Z',
      '-',
    ]);
  });

  it('are a status with when it began, in either language', () => {
    const state = { status: 'urn:x/granted', from: FROM };
    expect(statusSince(state, 'en')).toBe('granted since 2026-01-01T00:00:00Z');
    expect(statusSince(state, 'ja')).toBe('granted（2026-01-01T00:00:00Zから）');
  });

  it('are escaped and cut, as anybody may have written them', () => {
    expect(shown('a\u001b[2Jb')).toBe('a\\u001b[2Jb');
    const status = 'urn:x/\u202egranted';
    expect(statusSince({ status, from: FROM }, 'en')).toBe('\\u202egranted since 2026-01-01T00:00:00Z');
    expect(shown('a'.repeat(1000))).toBe(`${'a'.repeat(200)}…`);
  });
});
