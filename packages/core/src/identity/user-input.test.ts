import { describe, expect, it } from 'vitest';
import { parseOrganizationIdentifier } from './organization-identifier.ts';
import { normalizeUserInput } from './user-input.ts';

describe('normalizeUserInput', () => {
  it.each([
    ['NTRJP\u22127000012050002', 'NTRJP-7000012050002'],
    ['NTRJP\u30fc7000012050002', 'NTRJP-7000012050002'],
    ['NTRJP\u20107000012050002', 'NTRJP-7000012050002'],
    [
      '\uff2e\uff34\uff32\uff2a\uff30\uff0d\uff17\uff10\uff10\uff10\uff10\uff11\uff12\uff10\uff15\uff10\uff10\uff10\uff12',
      'NTRJP-7000012050002',
    ],
    [' ntrjp - 7000 0120 50002\n', 'NTRJP-7000012050002'],
    ['td:jp-123456789', 'TD:JP-123456789'],
    [
      '\uff34\uff17\uff10\uff10\uff10\uff10\uff11\uff12\uff10\uff15\uff10\uff10\uff10\uff12',
      'T7000012050002',
    ],
  ])('writes %j as certificates do', (typed, expected) => {
    expect(normalizeUserInput(typed)).toBe(expected);
  });

  it('makes readable what a certificate may not contain', () => {
    const typed =
      '\uff2e\uff34\uff32\uff2a\uff30\uff0d\uff17\uff10\uff10\uff10\uff10\uff11\uff12\uff10\uff15\uff10\uff10\uff10\uff12';
    expect(parseOrganizationIdentifier(typed).kind).toBe('unreadable');
    expect(parseOrganizationIdentifier(normalizeUserInput(typed))).toMatchObject({
      kind: 'parsed',
      findings: [],
    });
  });

  it('does not repair a wrong number', () => {
    const identifier = parseOrganizationIdentifier(
      normalizeUserInput(
        '\uff2e\uff34\uff32\uff2a\uff30\uff0d\uff17\uff10\uff10\uff10\uff10\uff11\uff12\uff10\uff15\uff10\uff10\uff10\uff13',
      ),
    );
    expect(identifier).toMatchObject({ kind: 'parsed', checkDigit: 'failed' });
  });
});
