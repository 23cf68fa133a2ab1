import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { describeWithSoftHsm, findSoftHsm, openSoftHsm, softHsmMissing } from './softhsm.ts';

describeWithSoftHsm('SoftHSM with tokens of its own', { describe, it }, () => {
  it('has the tokens asked for, each with a serial number of its own', () => {
    using hsm = openSoftHsm({
      tokens: [{ label: '社印', pin: '12345' }, { label: 'twin' }, { label: 'twin' }],
    });
    expect(hsm.tokens.map(({ label }) => label)).toEqual(['社印', 'twin', 'twin']);
    expect(new Set(hsm.tokens.map(({ serial }) => serial)).size).toBe(3);
    expect(hsm.token.pin).toBe('12345');
    expect(existsSync(hsm.module)).toBe(true);
  });

  it('is known to this process and those it starts while it is open, and leaves nothing behind', () => {
    vi.stubEnv('SOFTHSM2_CONF', '/before.conf');
    {
      using hsm = openSoftHsm();
      expect(process.env.SOFTHSM2_CONF).toBe(hsm.environment.SOFTHSM2_CONF);
      expect(existsSync(hsm.directory)).toBe(true);
      vi.stubEnv('LEFT', hsm.directory);
    }
    expect(process.env.SOFTHSM2_CONF).toBe('/before.conf');
    expect(existsSync(process.env.LEFT ?? '')).toBe(false);
    vi.unstubAllEnvs();
  });

  it('refuses labels that tokens do not take', () => {
    expect(() => openSoftHsm({ tokens: [{ label: 'x'.repeat(33) }] })).toThrow(/softhsm2-util failed/);
  });
});

describe('a machine without SoftHSM', () => {
  it('says so and how to get it, and skips what needs it unless CI is set', () => {
    vi.stubEnv('SOFTHSM2_MODULE', '/none/libsofthsm2.so');
    vi.stubEnv('CI', '');
    expect(findSoftHsm()).toBeUndefined();
    expect(softHsmMissing()).toContain('apt-get install softhsm2');
    expect(() => openSoftHsm()).toThrow(/apt-get install softhsm2/);
    const skipped: string[] = [];
    const framework = {
      describe: (_: string, define: () => void) => define(),
      it: (_: string, test: (context: { skip: (reason: string) => void }) => void) =>
        test({ skip: (reason) => void skipped.push(reason) }),
    };
    const never = () => {
      throw new Error('run');
    };
    describeWithSoftHsm('x', framework, never);
    expect(skipped).toEqual([softHsmMissing()]);
    vi.stubEnv('CI', 'true');
    expect(() => describeWithSoftHsm('x', framework, never)).toThrow(/SoftHSM is missing/);
    vi.unstubAllEnvs();
  });
});
