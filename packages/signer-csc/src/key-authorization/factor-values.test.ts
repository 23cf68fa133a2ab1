import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { FactorDescription } from '../model/credential.ts';
import { secret } from '../util/secret.ts';
import { readFactors } from './factor-values.ts';

const factor = (id: string, format: FactorDescription['format'] = 'text'): FactorDescription => ({
  id,
  kind: 'password',
  presence: 'required',
  format,
  delivery: 'known',
  label: undefined,
  description: undefined,
});

const PIN = factor('PIN', 'numeric');
const WORD = factor('Password');
const valuesOf = async (...[answer, asked]: Parameters<typeof readFactors>) =>
  readFactors(answer, asked).map(({ id, value }) => [id, value.reveal()]);

describe('readFactors', () => {
  it.each([
    ['a text', () => '4829'],
    ['a secret', () => secret('4829')],
    ['bytes', () => utf8('4829')],
    ['values by identifier', () => ({ PIN: '4829' })],
  ])('takes %s for the one factor', async (_name, answer) => {
    expect(await valuesOf(answer(), { factors: [PIN], optional: [] })).toEqual([['PIN', '4829']]);
  });

  it('overwrites bytes once they are read', async () => {
    const bytes = utf8('4829');
    await valuesOf({ PIN: bytes }, { factors: [PIN], optional: [] });
    expect([...bytes]).toEqual([0, 0, 0, 0]);
  });

  it('takes nothing that every object has for a value', async () => {
    const asked = { factors: [PIN], optional: [factor('constructor'), factor('__proto__')] };
    expect(await valuesOf({ PIN: '1' }, asked)).toEqual([['PIN', '1']]);
  });

  it('takes what is optional if it is given', async () => {
    const asked = { factors: [PIN], optional: [WORD] };
    expect(await valuesOf({ PIN: '1', Password: 'x' }, asked)).toHaveLength(2);
    expect(await valuesOf({ PIN: '1' }, asked)).toHaveLength(1);
  });

  it('takes no answer for a refusal', () => {
    expect(() => readFactors(undefined, { factors: [PIN], optional: [] })).toThrow(
      expect.objectContaining({ code: 'SIGNER_UNAUTHORIZED', outcome: 'not-sent' }),
    );
  });

  it.each([
    ['letters where digits are wanted', 'canary48', [PIN]],
    ['nothing', '', [WORD]],
    ['a text where none is wanted', 'canary', []],
    ['one text for two factors', 'canary', [PIN, WORD]],
    ['a factor that was not asked for', { PIN: '1', Canary: 'canary' }, [PIN]],
    ['one factor of two', { PIN: '1' }, [PIN, WORD]],
    ['a factor named as a member of every object', { toString: 'canary' }, [PIN]],
  ])('refuses %s before it costs an attempt, and does not repeat it', (_name, answer, factors) => {
    try {
      readFactors(answer, { factors, optional: [] });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'INVALID_ARGUMENT', outcome: 'not-sent' });
      expect(String(error)).not.toContain('canary');
    }
  });
});
