import { get } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { askInBrowser } from './loopback-redirect.ts';
import { captureIo } from './test-bench.ts';

/** An address at a port that nobody has. */
async function freeAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return `http://127.0.0.1:${address.port}/back`;
}

/** An io that calls back as soon as an address was shown. */
function visiting(visit: () => Promise<unknown>) {
  const io = captureIo();
  const shown = (text: string): void => {
    io.stderr(text);
    void visit();
  };
  return { ...io, stderr: shown };
}

describe('askInBrowser', () => {
  it('shows the address and gives where the browser came back to, query included', async () => {
    const redirectUri = await freeAddress();
    const io = visiting(async () => {
      expect((await fetch(`${redirectUri}x?code=no`)).status).toBe(404);
      expect((await fetch(redirectUri, { method: 'POST' })).status).toBe(404);
      await fetch(`${redirectUri}?code=abc&state=s`);
    });
    const answer = await askInBrowser('https://login.example/authorize?x=1', redirectUri, io);
    expect(answer).toBe(`${redirectUri}?code=abc&state=s`);
    expect(io.written.stderr).toContain('https://login.example/authorize?x=1');
  });

  it('outlives a request for what is no address', async () => {
    const redirectUri = await freeAddress();
    const { hostname, port } = new URL(redirectUri);
    const io = visiting(async () => {
      const status = await new Promise<number | undefined>((resolve) =>
        get({ hostname, port, path: '//[' }, (response) => resolve(response.statusCode)),
      );
      expect(status).toBe(404);
      await fetch(`${redirectUri}?code=abc`);
    });
    expect(await askInBrowser('https://login.example/', redirectUri, io)).toBe(`${redirectUri}?code=abc`);
  });

  it('ends when it is told to, and leaves the port free', async () => {
    const redirectUri = await freeAddress();
    const controller = new AbortController();
    const io = visiting(async () => controller.abort(new Error('given up')));
    await expect(askInBrowser('https://a.test', redirectUri, io, controller.signal)).rejects.toThrow(
      'given up',
    );
    const again = visiting(() => fetch(`${redirectUri}?code=1`));
    expect(await askInBrowser('https://a.test', redirectUri, again)).toContain('code=1');
  });

  it('does not begin when it was told to end before', async () => {
    const signal = AbortSignal.abort(new Error('given up'));
    const io = captureIo();
    await expect(askInBrowser('https://a.test', await freeAddress(), io, signal)).rejects.toThrow('given up');
    expect(io.written.stderr).toBe('');
  });

  it('says so when nothing can listen at the address', async () => {
    const redirectUri = await freeAddress();
    const taken = createServer();
    await new Promise<void>((resolve) =>
      taken.listen(Number(new URL(redirectUri).port), '127.0.0.1', resolve),
    );
    const asked = askInBrowser('https://a.test', redirectUri, captureIo());
    await expect(asked).rejects.toMatchObject({ code: 'USAGE' });
    taken.close();
  });
});
