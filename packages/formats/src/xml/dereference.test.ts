import { describe, expect, it } from 'vitest';
import { methodOf } from './canonicalization-method.ts';
import { dereference, isSameDocument } from './dereference.ts';
import { collectIds } from './ids.ts';
import { canonicalText, read } from './test-read.ts';

const document = read('<!--1--><r><a Id="x"><!--2-->t</a><b Id="y"/><c Id="y"/><d Id="日"/></r>');
const ids = collectIds(document);
const get = (uri: string): string => {
  const nodes = dereference(document, ids, uri);
  return typeof nodes === 'string' ? nodes : canonicalText(nodes, methodOf('inclusive', { comments: true }));
};
const whole = '<r><a Id="x"><!--2-->t</a><b Id="y"></b><c Id="y"></c><d Id="日"></d></r>';

describe('X11: a same-document reference', () => {
  it.each([
    ['', whole.replace('<!--2-->', '')],
    ['#x', '<a Id="x">t</a>'],
    ['#xpointer(/)', `<!--1-->\n${whole}`],
    ["#xpointer(id('x'))", '<a Id="x"><!--2-->t</a>'],
    ['#xpointer(id("x"))', '<a Id="x"><!--2-->t</a>'],
    ['#%E6%97%A5', '<d Id="日"></d>'],
    ['#日', '<d Id="日"></d>'],
  ])('%j names nodes, with comments only by XPointer', (uri, form) => {
    expect(get(uri)).toBe(form);
  });

  it.each([
    ['#y', 'ambiguous'],
    ["#xpointer(id('y'))", 'ambiguous'],
    ['#z', 'missing'],
    ['#%', 'missing'],
    ['#', 'unsupported'],
    ['#xpointer(//a)', 'unsupported'],
    ["#xpointer(id('x')/b)", 'unsupported'],
    ['other.xml#x', 'unsupported'],
  ])('%j is %s', (uri, why) => {
    expect(get(uri)).toBe(why);
  });

  it('is empty or begins with #', () => {
    expect(['', '#x', 'x', 'x#y'].map(isSameDocument)).toEqual([true, true, false, false]);
  });
});
