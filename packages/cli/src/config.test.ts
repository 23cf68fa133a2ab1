import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { choice } from './common-options.ts';
import { applyConfig } from './config.ts';
import { type Bench, openBench } from './test-bench.ts';

/** The options of a small command as the action sees them. */
async function optionsWith(bench: Bench, config: unknown, argv: readonly string[] = []): Promise<unknown> {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  const check = new Command('check')
    .option('--pin-env <name>')
    .option('--trust <file...>')
    .option('--offline')
    .option('--config <file>')
    .addOption(choice('--level <level>', '', ['1', '2']).default('1'));
  const program = new Command('eseal').addCommand(new Command('certificate').addCommand(check));
  let seen: unknown;
  check.action(async (_options: unknown, command: Command) => {
    await applyConfig(command);
    const { config: _, ...options } = command.opts();
    seen = options;
  });
  const file = bench.write('eseal.json', text);
  await program.parseAsync(['certificate', 'check', '--config', file, ...argv], { from: 'user' });
  return seen;
}

describe('a configuration file', () => {
  it('fills what the command line left out, defaults too', async () => {
    using bench = openBench();
    const config = { pinEnv: 'PIN', trust: ['a', 'b'], offline: true, level: '2' };
    expect(await optionsWith(bench, config)).toEqual(config);
    expect(await optionsWith(bench, config, ['--pin-env', 'OTHER', '--trust', 'c', '--level', '1'])).toEqual({
      pinEnv: 'OTHER',
      trust: ['c'],
      offline: true,
      level: '1',
    });
  });

  it('may write names as on the command line, one value instead of a list, and numbers', async () => {
    using bench = openBench();
    expect(await optionsWith(bench, { 'pin-env': 'PIN', trust: 'a', level: 2 })).toEqual({
      pinEnv: 'PIN',
      trust: ['a'],
      level: '2',
    });
  });

  it('may hold the options of several commands; those of the command win', async () => {
    using bench = openBench();
    const config = { pinEnv: 'SHARED', 'certificate check': { pinEnv: 'OWN', level: '2' }, verify: { x: 1 } };
    expect(await optionsWith(bench, config)).toEqual({ pinEnv: 'OWN', level: '2' });
  });

  it.each([
    [{ pinenv: 'PIN' }, 'no option pinenv'],
    [{ config: 'other.json' }, 'no option config'],
    [{ level: '9' }, 'the value of level is unusable: Allowed choices are 1, 2'],
    [{ offline: 'yes' }, 'the value of offline is unusable: true or false'],
    [{ pinEnv: ['PIN'] }, 'the value of pinEnv is unusable'],
    [{ pinEnv: null }, 'the value of pinEnv is unusable'],
    [{ trust: [{}] }, 'the value of trust is unusable'],
    [{ verfy: { pinEnv: 'PIN' } }, 'no option verfy'],
    [{ trust: { a: 'b' } }, 'the value of trust is unusable'],
    [{ 'certificate check': 'x' }, 'certificate check is not an object'],
    ['{', 'is not JSON'],
    ['[]', 'does not hold a JSON object'],
    ['', 'is not JSON'],
  ])('is refused with the place when it is wrong: %j', async (config, reason) => {
    using bench = openBench();
    await expect(optionsWith(bench, config)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(reason),
    });
  });

  it('must be there', async () => {
    using bench = openBench();
    await expect(optionsWith(bench, {}, ['--config', bench.path('absent')])).rejects.toMatchObject({
      code: 'INPUT_NOT_FOUND',
    });
  });
});
