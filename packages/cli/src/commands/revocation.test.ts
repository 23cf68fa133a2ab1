/** Whether certificates were revoked: asked over the network, read from files, or not known. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
let sealed = '';
beforeAll(async () => {
  kit = await openKit();
  sealed = kit.bench.path('sealed.pdf');
  const argv = ['seal', kit.pdf, '--out', sealed, ...kit.key, '--level', 'B-T', '--tsa', kit.services.tsa];
  expect(await kit.run(argv)).toMatchObject({ code: 0 });
});
afterAll(() => kit[Symbol.asyncDispose]());

const trusting = (): readonly string[] => ['--trust', ...kit.services.anchors];

/** Fetches the lists of the root and of the issuing CA into a directory. */
async function fetchLists(): Promise<string> {
  const urls = [kit.services.crl, kit.services.crl.replace('issuing-ca', 'root')];
  for (const [at, url] of urls.entries()) {
    const response = await fetch(url);
    kit.bench.write(`${at}.crl`, new Uint8Array(await response.arrayBuffer()));
  }
  return kit.bench.path('');
}

describe('eseal verify', () => {
  it('asks the services that certificates name, where it may', async () => {
    expect(await kit.run(['verify', sealed, ...trusting(), '--allow-host', '127.0.0.1'])).toMatchObject({
      code: 0,
    });
    const refused = await kit.run(['verify', sealed, ...trusting(), '--json']);
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout).seals[0].revocation[0]).toMatchObject({ source: 'none' });
    const { hostname, port } = new URL(kit.services.ocsp);
    const named = ['--allow-host', `${hostname}:${port}`];
    expect(await kit.run(['verify', sealed, ...trusting(), ...named])).toMatchObject({ code: 0 });
  });

  it('asks nobody offline, and takes files instead', async () => {
    const argv = ['verify', sealed, ...trusting(), '--offline', '--allow-host', '127.0.0.1'];
    expect(await kit.run(argv)).toMatchObject({ code: 2 });
    expect(await kit.run([...argv, '--crl', await fetchLists()])).toMatchObject({ code: 0 });
    const broken = kit.bench.write('broken.txt', 'no list');
    expect(await kit.run([...argv, '--crl', broken])).toMatchObject({ code: 65 });
  });
});

describe('eseal certificate verify', () => {
  it('knows revocation from the network or from files', async () => {
    const { certificates } = kit.services;
    const argv = ['certificate', 'verify', certificates, ...trusting(), '--certificates', certificates];
    expect(await kit.run([...argv, '--allow-host', '127.0.0.1'])).toMatchObject({ code: 0 });
    expect(await kit.run([...argv, '--offline'])).toMatchObject({ code: 2 });
    expect(await kit.run([...argv, '--offline', '--crl', await fetchLists()])).toMatchObject({ code: 0 });
  });
});
