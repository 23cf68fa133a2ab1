import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { choice, reportForm } from './common-options.ts';

function parse(command: Command, ...argv: readonly string[]): Command {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  return command.parse([...argv], { from: 'user' });
}

describe('choice', () => {
  const level = (): Command =>
    new Command('x').addOption(choice('--level <level>', 'of the seal', ['B-B', 'B-T']));

  it('takes its values, and shows them in the help', () => {
    expect(parse(level(), '--level', 'B-T').opts()).toEqual({ level: 'B-T' });
    expect(level().helpInformation()).toContain('(choices: "B-B", "B-T")');
  });

  it('refuses any other', () => {
    expect(() => parse(level(), '--level', 'B-X')).toThrow(/Allowed choices are B-B, B-T/);
  });
});

describe('reportForm', () => {
  it('is text, unless --json or --report say otherwise; --report wins', () => {
    expect(reportForm({})).toBe('text');
    expect(reportForm({ json: true })).toBe('json');
    expect(reportForm({ report: 'json' })).toBe('json');
    expect(reportForm({ report: 'text', json: true })).toBe('text');
  });
});
