import { describe, expect, it } from 'vitest';
import { SECTIONS } from './config.ts';
import { main } from './main.ts';
import { captureIo, openBench, run } from './test-bench.ts';

const COMMANDS = [
  ['seal'],
  ['extend'],
  ['timestamp'],
  ['plan'],
  ['verify'],
  ['inspect'],
  ['certificate', 'check'],
  ['certificate', 'verify'],
  ['tl', 'show'],
  ['tl', 'verify'],
  ['tl', 'fetch'],
  ['tl', 'diff'],
  ['tl', 'build'],
  ['batch'],
  ['serve-testkit'],
];

describe('eseal', () => {
  it.each(COMMANDS)('has help with an example and the common options: %s %s', async (...command) => {
    const { code, stdout, stderr } = await run([...command.filter(Boolean), '--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const text of ['Example:\n', ' eseal ', '--config <file>', '--json', '--quiet', '--debug'])
      expect(stdout).toContain(text);
    expect(stdout).not.toContain('not part of this version');
  });

  it('lists its commands', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const [name = ''] of COMMANDS) expect(stdout).toContain(`  ${name} `);
  });

  it('can be configured for each of its commands', () => {
    expect(SECTIONS).toEqual(COMMANDS.map((command) => command.join(' ')));
  });

  it('shows help when nothing or half of a command is said, and ends as wrongly used', async () => {
    for (const argv of [[], ['certificate']]) {
      const { code, stdout, stderr } = await run(argv);
      expect(code).toBe(64);
      expect(stdout).toBe('');
      expect(stderr).toContain('Usage: eseal');
    }
  });

  it('says its version', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each([
    [['foo'], "unknown command 'foo'"],
    [['verify', 'x.pdf', '--nonsense'], "unknown option '--nonsense'"],
    [['verify'], 'say what to verify'],
    [['inspect', 'a', 'b'], 'too many arguments'],
    [['seal', 'a.pdf', '--out'], 'argument missing'],
    [['verify', 'a.pdf', '--report', 'yaml'], 'Allowed choices are text, json'],
  ])('refuses wrong usage in one line: %j', async (argv, reason) => {
    const { code, stdout, stderr } = await run(argv);
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^eseal: USAGE: [^\n]+\n$/);
    expect(stderr).toContain(reason);
  });

  it('tells of errors as an object with --json, also when the configuration says so', async () => {
    using bench = openBench();
    const { code, stdout, stderr } = await run(['inspect', bench.path('absent'), '--json']);
    expect(code).toBe(66);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'INPUT_NOT_FOUND', message: `${bench.path('absent')} does not exist`, retryable: false },
    });
    const config = bench.write('eseal.json', '{"json": true}');
    const configured = await run(['inspect', bench.path('absent'), '--config', config]);
    expect(JSON.parse(configured.stderr).error.code).toBe('INPUT_NOT_FOUND');
    expect(JSON.parse((await run(['seal', '--json'])).stderr).error.code).toBe('USAGE');
  });

  it('shows a stack trace with --debug only', async () => {
    using bench = openBench();
    const argv = ['inspect', bench.path('absent')];
    expect((await run(argv)).stderr).not.toContain(' at ');
    const { code, stderr } = await run([...argv, '--debug']);
    expect(code).toBe(66);
    expect(stderr).toMatch(/^eseal: INPUT_NOT_FOUND: .*\nCliError: /);
    expect(stderr).toContain('caused by Error: ENOENT');
  });

  it('asks for a report of what is no error of the SDK, and keeps its text to itself', async () => {
    const io = captureIo();
    const broken = {
      ...io,
      stdout: () => {
        throw new TypeError('secret');
      },
    };
    expect(await main(['--version'], broken)).toBe(70);
    expect(io.written.stderr).toBe(
      'eseal: INTERNAL: internal error; please report it with what --debug shows\n',
    );
  });
});
