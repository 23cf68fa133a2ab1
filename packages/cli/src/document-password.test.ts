import { EsealError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { openWithPassword } from './document-password.ts';
import { captureIo } from './test-bench.ts';

/** A document that only one password opens. */
async function locked(password: string | undefined): Promise<string> {
  if (password === undefined) throw new EsealError('PDF_PASSWORD_REQUIRED', 'encrypted');
  if (password !== 'open') throw new EsealError('PDF_PASSWORD_WRONG', 'wrong');
  return 'opened';
}

describe('openWithPassword', () => {
  it('takes the variable that is named', async () => {
    const open = await openWithPassword(
      { passwordEnv: 'PASSWORD' },
      captureIo({ env: { PASSWORD: 'open' } }),
    );
    expect(await open('a.pdf', locked)).toBe('opened');
  });

  it('refuses a variable that is not set, before any document is opened', async () => {
    const opening = openWithPassword({ passwordEnv: 'PASSWORD' }, captureIo());
    await expect(opening).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('asks on a terminal when a document needs it, and once for all documents', async () => {
    const asked: string[] = [];
    const prompt = async (message: string): Promise<string> => {
      asked.push(message);
      return 'open';
    };
    const open = await openWithPassword({}, captureIo({ prompt }));
    expect(await open('plain.pdf', async (password) => password)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await open('a.pdf', locked)).toBe('opened');
    expect(await open('b.pdf', locked)).toBe('opened');
    expect(asked).toEqual(['password of a.pdf: ']);
  });

  it('does not ask again for a wrong one, nor where there is no terminal', async () => {
    const prompt = async (): Promise<string> => 'wrong';
    const open = await openWithPassword({}, captureIo({ prompt }));
    await expect(open('a.pdf', locked)).rejects.toMatchObject({ code: 'PDF_PASSWORD_WRONG' });
    const silent = await openWithPassword({}, captureIo());
    await expect(silent('a.pdf', locked)).rejects.toMatchObject({ code: 'PDF_PASSWORD_REQUIRED' });
  });

  it('hands on what else goes wrong', async () => {
    const prompt = (): Promise<string> => Promise.reject(new Error('asked'));
    const open = await openWithPassword({}, captureIo({ prompt }));
    const failing = open('a.pdf', () => Promise.reject(new EsealError('PDF_SYNTAX', 'broken')));
    await expect(failing).rejects.toMatchObject({ code: 'PDF_SYNTAX' });
  });
});
