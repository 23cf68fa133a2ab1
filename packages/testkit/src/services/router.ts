/** Several services behind one base address. */
import { type Handler, textAnswer } from './handler.ts';

/** A path and who answers there; a path ending in `/` stands for everything below it. */
export interface Route {
  readonly path: string;
  readonly handler: Handler;
}

/**
 * One handler out of several; a path nobody has is 404, an address outside of `baseUrl` too. The first route counts.
 *
 * @param baseUrl - scheme and host, such as `http://eseal.test`, with the path that all routes are below, if there is one
 */
export function createRouter(baseUrl: string, routes: readonly Route[]): Handler {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  return async (request) => {
    const url = new URL(request.url);
    const route =
      url.origin === base.origin && routes.find(({ path }) => covers(prefix + path, url.pathname));
    return route ? route.handler(request) : textAnswer(404, `nothing at ${url.href}`);
  };
}

function covers(path: string, pathname: string): boolean {
  return path.endsWith('/') ? pathname.startsWith(path) : pathname === path;
}
