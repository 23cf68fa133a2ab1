/** The examples of `--help` are commands that work. */
import { mkdirSync } from 'node:fs';
import { smallPdf, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from '../src/test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
  mkdirSync(kit.bench.path('archive'));
  const argv = ['seal', kit.pdf, '--out', kit.bench.path('sealed.pdf'), ...kit.key];
  expect(await kit.run(argv)).toMatchObject({ code: 0 });
});
afterAll(() => kit[Symbol.asyncDispose]());

/** The example of a command as arguments: without prompt, line continuations, environment and the program's name. */
async function exampleOf(...command: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await kit.run([...command, '--help']);
  const [, example = ''] = /\nExample:\n([\s\S]+?)(?:\n\n|$)/.exec(stdout) ?? [];
  const words = example.replaceAll('\\\n', ' ').trim().split(/\s+/);
  return words.slice(words.indexOf('eseal') + 1);
}

/** What the names in the examples stand for. */
function files(): Readonly<Record<string, string>> {
  const { bench, services, world } = kit;
  return {
    'invoice.pdf': bench.write('invoice.pdf', smallPdf()),
    'invoice.tst': bench.path('invoice.tst'),
    'sealed.pdf': bench.path('sealed.pdf'),
    'kept.pdf': bench.path('kept.pdf'),
    archive: bench.path('archive'),
    'seal.p12': services.p12,
    'seal.png': new URL('../../../examples/assets/seal.png', import.meta.url).pathname,
    'seal.pem': services.certificates,
    'ca.pem': bench.write('ca.pem', toPem('CERTIFICATE', world.issuingCa.certificate)),
    'root.pem': services.anchors[0] ?? '',
    './testkit': bench.path('testkit'),
    'http://tsa.example/tsr': services.tsa,
  };
}

/** What the test services need beside the example: they are on loopback. */
const FOR_LOOPBACK: Readonly<Record<string, readonly string[]>> = { extend: ['--allow-host', '127.0.0.1'] };

describe('the example in the help', () => {
  it.each([
    [],
    ['seal'],
    ['extend'],
    ['timestamp'],
    ['plan'],
    ['verify'],
    ['inspect'],
    ['certificate'],
    ['certificate', 'check'],
    ['certificate', 'verify'],
    ['serve-testkit'],
  ])('of %s %s works', async (...command) => {
    const names = files();
    const example = await exampleOf(...command.filter(Boolean));
    for (const word of example)
      if (/\.(pdf|pem|p12|png)$/.test(word)) expect(names, word).toHaveProperty([word]);
    const argv = example.map((word) => names[word] ?? word);
    argv.push(...(FOR_LOOPBACK[command[0] ?? ''] ?? []));
    const { code, stderr } = await kit.run(argv, { env: { SEAL_PIN: kit.services.pin } });
    expect({ argv, code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^(test services are described in .*\n)?$/),
    });
  });
});
