import { describe, expect, it } from 'vitest';
import { captureIo } from '../../test-bench.ts';
import { createStageProgress } from './batch-progress.ts';

describe('progress of a batch', () => {
  it('is a line for each hundredth where there is no terminal', async () => {
    const io = captureIo();
    using progress = await createStageProgress('sealing', 250, io, {});
    for (let at = 0; at < 250; at++) progress.next();
    const lines = io.written.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(84);
    expect([lines[0], lines.at(-1)]).toEqual(['sealing 3/250', 'sealing 250/250']);
  });

  it('is a bar on a terminal, which goes away', async () => {
    const io = captureIo({ stderrColumns: 80 });
    {
      using progress = await createStageProgress('sealing', 4, io, {});
      for (let at = 0; at < 4; at++) progress.next();
    }
    expect(io.written.stderr).toContain('sealing [');
    expect(io.written.stderr).toContain('0/4');
    // The line is cleared and the cursor is shown again.
    expect(io.written.stderr.lastIndexOf('\u001b[?25h')).toBeGreaterThan(
      io.written.stderr.lastIndexOf('\u001b[?25l'),
    );
  });

  it('is nothing when nobody wants it', async () => {
    const io = captureIo({ stderrColumns: 80 });
    using progress = await createStageProgress('sealing', 1, io, { quiet: true });
    progress.next();
    expect(io.written).toEqual({ stdout: '', stderr: '' });
  });
});
