import { describe, expect, it } from 'vitest';
import { row, section, tableSection } from './page.ts';

describe('row', () => {
  it('holds what there is to say, and is nothing when there is nothing', () => {
    expect(row('Who', 'A', undefined, 'B')).toEqual([{ label: 'Who', values: ['A', 'B'] }]);
    expect(row('Who', undefined)).toEqual([]);
    expect(row('Who')).toEqual([]);
  });
});

describe('section', () => {
  it('has no parts but those it is given', () => {
    expect(section('Seal', { tone: 'bad' })).toEqual({
      heading: 'Seal',
      tone: 'bad',
      rows: [],
      remarks: [],
      sections: [],
      details: [],
    });
  });

  it('is left out for a table without rows', () => {
    expect(tableSection('Files', { columns: ['Name'], rows: [] })).toEqual([]);
    expect(tableSection('Files', { columns: ['Name'], rows: [['a']] })).toHaveLength(1);
  });
});
