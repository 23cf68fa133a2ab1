import { describe, expect, it } from 'vitest';
import { readSecret } from './secrets.ts';
import { captureIo } from './test-bench.ts';

describe('readSecret', () => {
  it('takes the variable that is named, an empty one too', async () => {
    const io = captureIo({
      env: { PIN: '1234', EMPTY: '' },
      prompt: () => Promise.reject(new Error('asked')),
    });
    expect(await readSecret(io, 'PIN', 'PIN')).toBe('1234');
    expect(await readSecret(io, 'EMPTY', 'PIN')).toBe('');
  });

  it('asks on a terminal when none is named', async () => {
    const asked: string[] = [];
    const prompt = async (message: string): Promise<string> => {
      asked.push(message);
      return 'typed';
    };
    expect(await readSecret(captureIo({ prompt }), undefined, 'PIN of token A')).toBe('typed');
    expect(asked).toEqual(['PIN of token A: ']);
  });

  it('is refused without a variable, and without a terminal', async () => {
    const io = captureIo();
    await expect(readSecret(io, 'PIN', 'PIN of token A')).rejects.toMatchObject({
      code: 'USAGE',
      message: 'the environment has no PIN (PIN of token A)',
    });
    await expect(readSecret(io, undefined, 'PIN of token A')).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('PIN of token A is needed'),
    });
  });
});
