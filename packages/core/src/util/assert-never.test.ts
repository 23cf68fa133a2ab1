import { describe, expect, it } from 'vitest';
import { assertNever } from './assert-never.ts';

describe('a switch over a closed union', () => {
  it('fails for a value that its types do not know', () => {
    expect(() => assertNever('new' as never)).toThrow(TypeError);
  });
});
