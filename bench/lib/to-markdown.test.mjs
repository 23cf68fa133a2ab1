import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOT_THERE } from './rows.mjs';
import { writeMarkdown } from './to-markdown.mjs';

const row = { unit: 'ms', goal: 2, better: 'lower', met: true, peers: {}, error: null };
const report = {
  date: '2026-11-21T10:00:00Z',
  node: 'v20.20.2',
  cpu: 'a processor',
  rounds: 15,
  cores: 2,
  rows: [
    { ...row, id: 'met', value: 1.5, peers: { other: 7, missing: null } },
    { ...row, id: 'missed', value: 3, met: false },
    { ...row, id: 'failed', value: null, goal: null, met: false, error: 'no file\nat a place' },
    { ...row, id: 'later', value: null, met: false, error: NOT_THERE },
  ],
};

describe('the table of a page', () => {
  it('stands between the marks, with a value or a reason for every row that there is', () => {
    const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
    try {
      const page = join(directory, 'page.md');
      writeFileSync(page, 'before\n<!-- rows -->\nold\n<!-- end of rows -->\nafter\n');
      writeMarkdown(page, report, String);
      const text = readFileSync(page, 'utf8');
      expect(text).toMatch(
        /^before\n<!-- rows -->\nMeasured on 2026-11-21: a processor, 2 cores, Node 20\.20\.2; 15 rounds\.\n/,
      );
      expect(text).toContain('| `met` | 1.5 ms | 2 | met | other 7, missing - |');
      expect(text).toContain('| `missed` | 3 ms | 2 | **missed** |  |');
      expect(text).toContain('| `failed` | - | - | | no file |');
      expect(text).not.toMatch(/old|later/);
      expect(text).toMatch(/<!-- end of rows -->\nafter\n$/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
