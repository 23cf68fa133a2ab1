import { describe, expect, it } from 'vitest';
import { createProgress } from './progress.ts';
import { captureIo } from './test-bench.ts';

describe('progress', () => {
  it('is a line for each document where there is no terminal', () => {
    const io = captureIo();
    {
      using progress = createProgress(2, io, {});
      progress.next('a.pdf');
      progress.clear();
      progress.next('b.pdf');
    }
    expect(io.written).toEqual({ stdout: '', stderr: '1/2 a.pdf\n2/2 b.pdf\n' });
  });

  it('is a bar on a terminal, which goes away', () => {
    const io = captureIo({ stderrColumns: 80 });
    {
      using progress = createProgress(2, io, {});
      progress.next('a.pdf');
      progress.next('b.pdf');
    }
    const lines = io.written.stderr.split('\r\u001b[K');
    expect(lines).toEqual([
      '',
      '[........................] 0/2 a.pdf',
      '[############............] 1/2 b.pdf',
      '',
    ]);
  });

  it('keeps to the width of the terminal, also with wide characters', () => {
    const io = captureIo({ stderrColumns: 40 });
    createProgress(2, io, {}).next('請求書'.repeat(20));
    const [, line = ''] = io.written.stderr.split('\u001b[K');
    const columns = [...line].reduce((sum, one) => sum + (one > '\u00ff' ? 2 : 1), 0);
    expect(columns).toBeLessThan(40);
    expect(line).toContain('請');
  });

  it('is silent for one document, and when it is to be', () => {
    for (const [total, quiet] of [
      [1, false],
      [2, true],
    ] as const) {
      const io = captureIo({ stderrColumns: 80 });
      using progress = createProgress(total, io, { quiet });
      progress.next('a.pdf');
      progress.clear();
      expect(io.written.stderr).toBe('');
    }
  });
});
