import { describe, expect, it } from 'vitest';
import { textAnswer } from './handler.ts';
import { createRouter } from './router.ts';

const routes = ['/a', '/b/', '/'].map((path) => ({ path, handler: async () => textAnswer(200, path) }));

async function answerOf(baseUrl: string, url: string): Promise<string> {
  const { body, status } = await createRouter(baseUrl, routes)({ method: 'GET', url, headers: {} });
  return `${status} ${new TextDecoder().decode(body).trim()}`;
}

describe('createRouter', () => {
  it('takes the first route that covers the path', async () => {
    expect(await answerOf('http://x.test', 'http://x.test/a')).toBe('200 /a');
    expect(await answerOf('http://x.test', 'http://x.test/b/c')).toBe('200 /b/');
    expect(await answerOf('http://x.test', 'http://x.test/ab')).toBe('200 /');
  });

  it('knows nothing of other hosts', async () => {
    expect(await answerOf('http://x.test', 'http://y.test/a')).toMatch(/^404/);
  });

  it('may be below a path of its own', async () => {
    expect(await answerOf('http://x.test/eu', 'http://x.test/eu/a')).toBe('200 /a');
    expect(await answerOf('http://x.test/eu/', 'http://x.test/eu/b/c')).toBe('200 /b/');
    expect(await answerOf('http://x.test/eu', 'http://x.test/a')).toMatch(/^404/);
    expect(await answerOf('http://x.test/eu', 'http://x.test/europe')).toMatch(/^404/);
  });
});
