import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSealed } from './check-sealed.mjs';
import { sealInvoices } from './seal-invoices.mjs';

const COUNT = 500;
const program = fileURLToPath(new URL('../../packages/cli/src/eseal.ts', import.meta.url));
const eseal = [process.execPath, '--conditions=@eseal/source', '--import', 'tsx', program];

describe('invoices through eseal batch', () => {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-invoices-'));
  const at = (name) => join(directory, name);
  let figures;
  beforeAll(async () => {
    figures = await sealInvoices({ directory, count: COUNT, eseal, judgeEvery: 25 });
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('are all sealed once, although the command was killed in the middle', () => {
    expect(figures).toMatchObject({ sealed: COUNT, judged: COUNT / 25 });
    expect(figures.killedAt).toBeGreaterThanOrEqual(COUNT / 2);
    expect(figures.killedAt).toBeLessThan(COUNT);
    expect(figures.runs).toHaveLength(2);
  });

  it.each([
    ['is missing', /499 files/, ({ sealed }) => rmSync(sealed)],
    ['is too many', /501 files/, ({ sealed }) => writeFileSync(sealed.replace('.pdf', '-2.pdf'), '')],
    ['is another one', /is not its document/, ({ sealed, other }) => copyFileSync(other, sealed)],
    ['is not sealed', /is not its document/, ({ sealed, document }) => copyFileSync(document, sealed)],
    ['has two seals', /has not one signature/, ({ sealed }) => appendFileSync(sealed, '/ByteRange')],
    ['has a broken seal', /TOTAL-FAILED/, ({ sealed }) => changeTime(sealed)],
  ])('would be seen if one %s', async (_what, message, spoil) => {
    const [first, second] = readdirSync(at('documents'));
    const sealed = join(at('out'), first);
    const whole = readFileSync(sealed);
    spoil({ sealed, document: join(at('documents'), first), other: join(at('out'), second) });
    const places = { documents: at('documents'), out: at('out') };
    await expect(
      checkSealed({ ...places, trust: [readFileSync(at('state/root.der'))], judgeEvery: 1 }),
    ).rejects.toThrow(message);
    rmSync(sealed.replace('.pdf', '-2.pdf'), { force: true });
    writeFileSync(sealed, whole);
  });
});

/** Changes a digit of the time that the seal claims, which the signature covers. */
function changeTime(path) {
  const bytes = readFileSync(path);
  const at = bytes.lastIndexOf('(D:20') + '(D:20'.length;
  bytes[at] ^= 1;
  writeFileSync(path, bytes);
}
