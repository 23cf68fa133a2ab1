import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findJudge, howToGet, judgeMissing, judges } from './find-judge.ts';

describe('finding a judge', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'eseal-judge-'));
    vi.stubEnv('PATH', folder);
    vi.stubEnv('CHROMIUM', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes an executable of the PATH and nothing else', () => {
    writeFileSync(join(folder, 'qpdf'), '', { mode: 0o755 });
    writeFileSync(join(folder, 'pdfsig'), '', { mode: 0o644 });
    expect(findJudge('qpdf')).toBe(join(folder, 'qpdf'));
    expect(judgeMissing('pdfsig')).toBe(true);
  });

  it('lets an environment variable name Chromium, but not a file that is not there', () => {
    writeFileSync(join(folder, 'chromium'), '', { mode: 0o755 });
    vi.stubEnv('CHROMIUM', join(folder, 'absent'));
    expect(findJudge('chromium')).toBeUndefined();
    vi.stubEnv('CHROMIUM', join(folder, 'chromium'));
    expect(findJudge('chromium')).toBe(join(folder, 'chromium'));
  });

  it('misses a judge that lacks what it needs', () => {
    expect(judgeMissing('dss')).toBe(true);
    expect(judgeMissing('pyhanko')).toBe(true);
  });

  it('knows for every judge how to get it', () => {
    for (const judge of judges) expect(howToGet(judge)).not.toBe('');
  });
});
