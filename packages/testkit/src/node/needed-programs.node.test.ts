import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeWithPrograms, type SuiteFramework } from './needed-programs.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A framework that runs at once, and what it was told. */
function recorder() {
  const told: string[] = [];
  const framework: SuiteFramework = {
    describe: (name, define) => {
      told.push(name);
      define();
    },
    it: (_, test) => test({ skip: (reason) => void told.push(reason) }),
  };
  return { told, framework };
}

describe('a suite that needs programs', () => {
  it('runs where they are', () => {
    const { told, framework } = recorder();
    describeWithPrograms(['node'], 'suite', framework, () => told.push('ran'));
    expect(told).toEqual(['suite', 'ran']);
  });

  it('names each that is missing and is skipped, under CI fails', () => {
    const { told, framework } = recorder();
    const run = () =>
      describeWithPrograms(['node', 'no-such-a', 'no-such-b'], 'suite', framework, () => told.push('ran'));
    vi.stubEnv('CI', '');
    run();
    expect(told).toEqual(['suite', 'missing: no-such-a, no-such-b']);
    vi.stubEnv('CI', 'true');
    expect(run).toThrow('missing: no-such-a, no-such-b');
  });
});
