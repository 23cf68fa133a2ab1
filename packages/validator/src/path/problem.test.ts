import { CoreError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { problem, readingExtensions } from './problem.ts';
import { PATH_RULES } from './rules.ts';

async function caught(error: Error) {
  return readingExtensions(certificateOf((await goodWorld()).seal), () => {
    throw error;
  });
}

describe('readingExtensions', () => {
  it('passes the problem of a check on, with the name of the certificate', async () => {
    const certificate = certificateOf((await goodWorld()).seal);
    const found = readingExtensions(certificate, () => problem(PATH_RULES.version, certificate));
    expect(found?.facts).toMatchObject({ subject: expect.stringContaining('株式会社サンプル') });
  });

  it('turns what cannot be read, and what asks for too much work, into problems', async () => {
    expect((await caught(new CoreError('DECODE_FAILED', 'odd')))?.rule.id).toBe('PATH_EXTENSION_UNREADABLE');
    expect((await caught(new CoreError('BUDGET_EXCEEDED', 'much')))?.rule.id).toBe('PATH_BUDGET_EXCEEDED');
  });

  it('lets errors of the program pass', async () => {
    await expect(caught(new TypeError('a fault'))).rejects.toThrow(TypeError);
  });
});
