import { describe, expect, it } from 'vitest';
import { isSatisfied } from './expression.ts';

describe('an expression over factors', () => {
  it.each<[expression: string, given: string, satisfied: boolean]>([
    ['PIN', 'PIN', true],
    ['PIN', '', false],
    ['PIN AND OTP', 'PIN OTP', true],
    ['PIN AND OTP', 'PIN', false],
    ['PIN OR OTP', 'OTP', true],
    ['PIN XOR OTP', 'PIN', true],
    ['PIN XOR OTP', 'PIN OTP', false],
    ['PIN AND (OTP OR App)', 'PIN App', true],
    ['PIN AND (OTP OR App)', 'App', false],
    ['PIN AND OTP OR App', 'App', true],
    ['App OR PIN AND OTP', 'App', true],
    ['PIN AND (OTP XOR App)', 'PIN OTP App', false],
  ])('"%s" given %s is %s', (expression, given, satisfied) => {
    expect(isSatisfied(expression, new Set(given.split(' ')))).toBe(satisfied);
  });

  it.each(['PIN AND', '(PIN', 'PIN OTP', ')', ''])('"%s" is none', (expression) => {
    expect(() => isSatisfied(expression, new Set(['PIN']))).toThrow(TypeError);
  });
});
