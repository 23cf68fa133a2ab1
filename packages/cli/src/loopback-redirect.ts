/**
 * An address on this machine that a browser comes back to after somebody has been asked at an authorisation server.
 *
 * @see RFC 8252 §7.3
 * @module
 */
import { createServer } from 'node:http';
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';

const PAGE = 'eseal has the answer. You may close this window.\n';

/**
 * Shows an address on standard error and waits for the browser to come back.
 *
 * @param redirectUri - `http` at a loopback address with a port
 * @returns the address that the browser was sent to
 * @throws CliError `USAGE` when nothing can listen there
 */
export async function askInBrowser(
  address: string,
  redirectUri: string,
  { stderr, stop }: Pick<CommandIo, 'stderr' | 'stop'>,
  signal?: AbortSignal,
): Promise<string> {
  const { hostname, pathname, port } = new URL(redirectUri);
  const ended = AbortSignal.any([stop, ...(signal ? [signal] : [])]);
  ended.throwIfAborted();
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const url = addressOf(request.url, redirectUri);
      const isAnswer = request.method === 'GET' && url?.pathname === pathname;
      response.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/plain', connection: 'close' });
      response.end(isAnswer ? PAGE : undefined);
      if (isAnswer) finish(() => resolve(url.href));
    });
    const giveUp = (): void => finish(() => reject(ended.reason));
    const finish = (settle: () => void): void => {
      ended.removeEventListener('abort', giveUp);
      server.close();
      settle();
    };
    ended.addEventListener('abort', giveUp, { once: true });
    server.on('error', (cause) =>
      finish(() => reject(new CliError('USAGE', `nothing can listen at ${redirectUri}`, { cause }))),
    );
    server.listen(Number(port), hostname.replace(/^\[|\]$/g, ''), () =>
      stderr(`Open this address in a browser and approve:\n${address}\n`),
    );
  });
}

/** Whoever can reach the port may ask for anything, also for what is no address. */
function addressOf(target: string | undefined, base: string): URL | undefined {
  return target !== undefined && URL.canParse(target, base) ? new URL(target, base) : undefined;
}
