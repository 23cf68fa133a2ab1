import { describe, expect, it } from 'vitest';
import { createOAuthFetch } from './oauth-fetch.ts';

/** What comes of an answer with a status. */
const answered = (status: number) =>
  createOAuthFetch({
    transport: async () => ({ status, headers: {}, body: new Uint8Array() }),
    body: 'form',
  })('https://login.test/oauth2/token?said=canary', {
    method: 'POST',
    body: new URLSearchParams(),
    headers: {},
    redirect: 'manual',
  });

describe('createOAuthFetch', () => {
  it('gives answers on', async () => {
    expect((await answered(204)).status).toBe(204);
    expect((await answered(599)).status).toBe(599);
  });

  it.each([
    [302, 'CSC_REDIRECTED'],
    // What a browser makes of a redirect.
    [0, 'CSC_REDIRECTED'],
    [101, 'CSC_ANSWER_INVALID'],
    [999, 'CSC_ANSWER_INVALID'],
  ])('refuses the status %d by a code, and names the origin only', async (status, code) => {
    const error = await answered(status).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, facts: { origin: 'https://login.test' } });
    expect(String(error)).not.toContain('canary');
  });
});
