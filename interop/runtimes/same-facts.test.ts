/**
 * One verdict everywhere: what the validator says of every seal of the corpora in Node, it says in a real Chromium, letter
 * for letter.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CorpusCase, validateCase } from '../../packages/validator/test/node/corpus-case.ts';
import { requireJudge, suiteFor } from '../judges.ts';

const CASES = join(import.meta.dirname, '../../packages/validator/test/node');

/** The validator with what runs a case, as one script that puts `validateCase` where the page finds it. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { validateCase } from './corpus-case.ts'; globalThis.validateCase = validateCase;`,
      resolveDir: CASES,
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@eseal/source', 'browser', 'import'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Serves the script and the corpus over loopback. */
async function serve(corpus: string): Promise<{ readonly address: string; readonly server: Server }> {
  const script = await bundle();
  const send = (response: ServerResponse, type: string, body: string | Uint8Array): void => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    if (path === '/')
      send(response, 'text/html', '<!doctype html><script type="module" src="/script.js"></script>');
    else if (path === '/script.js') send(response, 'text/javascript', script);
    else if (existsSync(join(corpus, path)))
      send(response, 'application/octet-stream', readFileSync(join(corpus, path)));
    // Browsers ask for an icon.
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return { address: `http://127.0.0.1:${port}/`, server };
}

/** Runs a case in the page. */
function validateInPage(page: Page, folder: string, one: CorpusCase): Promise<string> {
  return page.evaluate(
    async ([inside, given]) => {
      const read = async (path: string): Promise<Uint8Array> => {
        const parts = `${inside}/${path}`.split('/').map(encodeURIComponent);
        return new Uint8Array(await (await fetch(`/${parts.join('/')}`)).arrayBuffer());
      };
      const { validateCase: run } = globalThis as unknown as { validateCase: typeof validateCase };
      return run(given, read);
    },
    [folder, one] as const,
  );
}

suiteFor(['chromium', 'corpus'], 'the seals of the corpora', () => {
  const corpus = requireJudge('corpus');
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const served = await serve(corpus);
    server = served.server;
    browser = await chromium.launch({ executablePath: requireJudge('chromium'), args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.goto(served.address);
    await page.waitForFunction(() => 'validateCase' in globalThis);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  describe.each(['asic', 'cades', 'pades', 'xades'])('%s', (folder) => {
    const manifest = readFileSync(join(corpus, folder, 'manifest.json'), 'utf8');
    const cases: readonly CorpusCase[] = JSON.parse(manifest).cases;

    it.each(cases)('$id has the same report in Node and in Chromium', async (one) => {
      const read = async (path: string) => new Uint8Array(readFileSync(join(corpus, folder, path)));
      expect(await validateInPage(page, folder, one)).toBe(await validateCase(one, read));
    });
  });
});
