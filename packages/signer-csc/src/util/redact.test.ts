import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets, shownText } from './redact.ts';
import { derivedSecret, secret } from './secret.ts';

describe('texts of a service', () => {
  it('show no secret, in whatever spelling', () => {
    const token = secret('to"ken/+=ö');
    const spellings = ['to"ken/+=ö', 'to\\"ken/+=ö', encodeURIComponent('to"ken/+=ö'), 'dG8ia2VuLys9w7Y'];
    for (const spelling of spellings) expect(redactSecrets(`<${spelling}>`, [token])).toBe('<[redacted]>');
  });

  it('show nothing that a secret was obtained with', () => {
    expect(redactSecrets('pin 4711', [derivedSecret('the-sad', [secret('4711')])])).toBe('pin [redacted]');
  });

  it('show no part of a longer secret where a shorter one is within it', () => {
    expect(redactSecrets('pin 1234, sad x1234y', [secret('1234'), secret('x1234y')])).toBe(
      'pin [redacted], sad [redacted]',
    );
  });

  it('are as they were where nothing was secret, or a secret was empty', () => {
    expect(redactSecrets('The PIN is invalid', [secret(''), secret('4711')])).toBe('The PIN is invalid');
  });

  it('never hold a secret, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: 'binary' }), fc.string(), (text, around) => {
        fc.pre(!'[redacted]'.includes(text));
        expect(redactSecrets(`${around}${text}${around}`, [secret(text)])).not.toContain(text);
      }),
    );
  });

  it('are on one line, readable, and not too long', () => {
    expect(shownText(' a\tb\r\nc\u0007\u202e\u2028d ', [])).toBe('a b  c   d');
    expect(shownText('x'.repeat(1000), [])).toBe(`${'x'.repeat(300)}…`);
  });
});
