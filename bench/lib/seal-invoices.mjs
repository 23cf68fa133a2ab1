/** Invoices through `eseal batch`, killed in the middle and resumed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoodWorld, createPfx, systemClock } from '@eseal/testkit';
import { checkSealed } from './check-sealed.mjs';
import { writeInvoices } from './invoices.mjs';
import { runKilledBatch } from './killed-batch.mjs';

const PIN = 'bench';

/**
 * Makes invoices, seals them, kills the command when half of them are sealed, lets it go on, and holds every result against its document.
 *
 * @param {{ directory: string, count: number, eseal: readonly string[], judgeEvery?: number, signer?: readonly string[] }} options
 *   `eseal` is the command with what starts it
 * @returns figures: how many were sealed and judged, and of both runs seconds, sealed documents a second, and the most memory
 */
export async function sealInvoices({ directory, count, eseal, judgeEvery = 100 }) {
  const at = Object.fromEntries(['documents', 'out', 'state'].map((name) => [name, join(directory, name)]));
  writeInvoices(at.documents, count);
  mkdirSync(at.state);
  const world = await createGoodWorld({ key: 'rsa-2048', now: systemClock });
  const p12 = join(at.state, 'seal.p12');
  writeFileSync(
    p12,
    await createPfx({ pkcs8: world.seal.pkcs8, certificates: world.chain, friendlyName: 'seal' }, PIN),
  );
  writeFileSync(join(at.state, 'root.der'), world.root.certificate);
  const key = ['--pkcs12', p12, '--pin-env', 'SEAL_PIN'];
  const files = ['--out-dir', at.out, '--journal', join(at.state, 'journal.jsonl')];
  const command = [...eseal, 'batch', at.documents, ...files, ...key];
  const { killedAt, runs } = await runKilledBatch(command, {
    out: at.out,
    killAt: count / 2,
    env: { SEAL_PIN: PIN },
  });
  const checked = await checkSealed({ ...at, trust: world.anchors, judgeEvery });
  const sealed = [killedAt, count - killedAt];
  return {
    ...checked,
    killedAt,
    runs: runs.map((run, number) => ({ ...run, documentsPerSecond: sealed[number] / run.seconds })),
  };
}
