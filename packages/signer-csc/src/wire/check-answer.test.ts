import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkAnswer, identifier, text } from './check-answer.ts';
import { toArray } from './normalise.ts';

const SHAPE = {
  normalisation: { values: { list: toArray } },
  schema: v.object({ id: identifier, list: v.array(v.object({ name: text(5) })) }),
};

const check = (body: Readonly<Record<string, unknown>>, spends = false) =>
  checkAnswer(body, SHAPE, { method: 'timestamps/info', spends });

describe('an answer that is checked', () => {
  it('has what is used of it and nothing else', () => {
    expect(check({ id: 'a', list: { name: 'b', other: 1 }, further: {} })).toEqual({
      id: 'a',
      list: [{ name: 'b' }],
    });
  });

  it.each([
    [{}, 'id'],
    [{ id: '' }, 'id'],
    [{ id: 'x'.repeat(4097) }, 'id'],
    [{ id: 'a', list: 'canary' }, 'list.0'],
    [{ id: 'a', list: [{ name: 'b' }, { name: 'canary' }] }, 'list.1.name'],
  ])('is refused by the name of a member, never by its value', (body, path) => {
    expect(() => check(body)).toThrow(
      expect.objectContaining({
        code: 'CSC_ANSWER_INVALID',
        outcome: 'rejected',
        message: expect.stringMatching(new RegExp(`^timestamps/info: ${path} is not (?!.*canary)`)),
      }),
    );
  });

  it('may have been given for something that was done', () => {
    expect(() => check({}, true)).toThrow(expect.objectContaining({ outcome: 'unknown' }));
  });
});
