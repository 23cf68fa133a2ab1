/** No secret stands in anything that the command says or writes, whatever goes wrong. */
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { suiteFor } from '../judges.ts';
import { canariesOf, findCanaries, secretsOfRsaKey } from './canaries.ts';
import { DOCUMENT, type MarkedService, startMarkedService } from './marked-service.ts';
import { filesBelow, runCommand } from './run-command.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { openWays, type Ways } from './ways.ts';

suiteFor(['softhsm2'], 'secrets given to the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eseal-secrecy-'));
  const inbox = join(folder, 'inbox');
  let service: MarkedService;
  let ways: Ways;

  beforeAll(async () => {
    mkdirSync(inbox);
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(inbox, name), DOCUMENT);
    service = await startMarkedService();
    ways = await openWays(join(folder, 'given'), service);
  });
  afterAll(async () => {
    ways[Symbol.dispose]();
    await service[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** Runs the command; what it writes goes into a folder of its own. */
  async function run(scenario: Scenario) {
    const { name, way, command = 'seal', args = [], env = {}, config, fault = [undefined] } = scenario;
    const out = join(folder, 'out', name.replaceAll(/\W+/g, '-'));
    mkdirSync(out, { recursive: true });
    service.rssp.setFault(...fault);
    const given = ways.given(way, config);
    const input = command === 'batch' ? inbox : join(inbox, 'a.txt');
    const where = [command, input, '--format', 'cades', '--out-dir', out, '--debug'];
    return { out, ...(await runCommand([...where, ...given.args, ...args], { ...given.env, ...env })) };
  }

  it.each(SCENARIOS)('are told to nobody: $name', async (scenario) => {
    const { code, output, out } = await run(scenario);
    expect({ code, output }).toEqual({
      code: scenario.code ?? 0,
      output: expect.stringMatching(scenario.says),
    });
    const canaries = [...ways.canaries, ...service.canaries()];
    expect(findCanaries(output, canaries), 'what it says').toEqual([]);
    const files = filesBelow(out);
    expect(files.length > 0).toBe((scenario.code ?? 0) === 0 || scenario.command === 'batch');
    for (const { name, bytes } of files) expect(findCanaries(bytes, canaries), name).toEqual([]);
  });

  it('are in files of the test services, which do not say them', async () => {
    const directory = join(folder, 'testkit');
    const { output } = await runCommand(
      ['serve-testkit', '--dir', directory, '--debug'],
      {},
      /services\.json/,
    );
    const key = createPrivateKey(readFileSync(join(directory, 'seal.key.pem')));
    const { pin, rsspTestSecrets } = JSON.parse(readFileSync(join(directory, 'services.json'), 'utf8'));
    const canaries = canariesOf({ ...secretsOfRsaKey(key), pin, ...rsspTestSecrets });
    expect(canaries.length).toBeGreaterThan(3);
    expect(findCanaries(output, canaries)).toEqual([]);
  });

  it('were issued by the service, and used', () => {
    expect(service.canaries().filter(({ name }) => name.startsWith('issued')).length).toBeGreaterThan(10);
  });
});
