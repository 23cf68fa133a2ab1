/** pyHanko's own client of the CSC API seals with the testkit's provider of remote keys: a reading of the API by others. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRssp, type KeyKind, type Rssp, smallPdf, systemClock } from '@eseal/testkit';
import { listen } from '@eseal/testkit/server';
import { validate } from '@eseal/validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pyHankoPython } from '../judges/pyhanko.ts';
import { requireJudge, suiteFor } from '../judges.ts';
import { createWorkbench } from '../lib/workbench.ts';

const PIN = '482915';
const SCRIPT = join(import.meta.dirname, 'pyhanko-csc.py');

/** A key at the provider, and how pyHanko is told to use it. */
interface KeyCase {
  readonly name: string;
  readonly key: KeyKind;
  readonly digest: 'sha256' | 'sha384' | 'sha512';
  readonly pss?: boolean;
  readonly scal?: 1 | 2;
}

const CASES: readonly KeyCase[] = [
  { name: 'RSA', key: 'rsa-2048', digest: 'sha256' },
  { name: 'RSA with SHA-512', key: 'rsa-3072', digest: 'sha512', scal: 2 },
  { name: 'P-256', key: 'p256', digest: 'sha256', scal: 2 },
  { name: 'P-384', key: 'p384', digest: 'sha384' },
  { name: 'P-521', key: 'p521', digest: 'sha512' },
];

suiteFor(['pyhanko', 'python3'], "pyHanko's client before the testkit's provider of remote keys", () => {
  const bench = createWorkbench();
  const made: { python?: string; rssp?: Rssp; close?: () => Promise<void> } = {};

  beforeAll(async () => {
    made.python = await pyHankoPython(requireJudge('pyhanko'));
    const server = await listen(async (baseUrl) => {
      made.rssp = await createRssp({ baseUrl, now: systemClock, credentials: CASES.map(credentialOf) });
      return made.rssp.handler;
    }, 0);
    made.close = server.close;
  });
  afterAll(async () => {
    await made.close?.();
    bench[Symbol.dispose]();
  });

  /** What pyHanko made of a PDF, or what it said instead. */
  async function seal({ name, digest, pss = false }: KeyCase, pin = PIN): Promise<Uint8Array | string> {
    const { python, rssp } = made;
    if (python === undefined || rssp === undefined) throw new Error('the provider was not started');
    const file = bench.write('document.pdf', smallPdf());
    const out = join(bench.folder, 'sealed.pdf');
    const token = rssp.token({ user: 'keiri' });
    const request = { url: rssp.baseUrl, credential: name, token, pin, digest, pss, file, out };
    const refusal = await runWithInput(python, ['-B', SCRIPT], JSON.stringify(request));
    return refusal ?? Uint8Array.from(readFileSync(out));
  }

  const verdictOf = async (pdf: Uint8Array | string): Promise<unknown> => {
    const { rssp } = made;
    if (typeof pdf === 'string' || rssp === undefined) return pdf;
    const report = await validate(pdf, { trust: rssp.world.anchors, revocation: 'none' });
    return report.conclusion;
  };

  it.each(CASES)('makes a seal that our validator passes: $name', async (each) => {
    expect(await verdictOf(await seal(each))).toMatchObject({ indication: 'TOTAL-PASSED' });
  });

  it('makes one that fails when the provider signs with another key', async () => {
    const [rsa] = CASES;
    made.rssp?.setFault({ kind: 'wrong-key' }, { times: 1 });
    const verdict = await verdictOf(rsa === undefined ? '' : await seal(rsa));
    expect(verdict).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE' });
  });

  it('is refused a salt as long as the key allows: keys of the provider take one as long as the digest', async () => {
    const [rsa] = CASES;
    expect(rsa === undefined ? '' : await seal({ ...rsa, pss: true })).toContain('Signature request failed');
    const text = 'Invalid parameter signAlgoParams';
    expect(made.rssp?.log.at(-1)?.answer).toEqual({ error: 'invalid_request', error_description: text });
  });

  it('is refused with a wrong PIN', async () => {
    const [rsa] = CASES;
    expect(rsa === undefined ? '' : await seal(rsa, '000000')).toContain('"error":"invalid_pin"');
  });
});

function credentialOf({ name, key, scal = 1 }: KeyCase) {
  const factors = [{ kind: 'pin', id: 'PIN', testValue: PIN }] as const;
  return { id: name, user: 'keiri', key, scal, authorization: { mode: 'explicit', factors } } as const;
}

/** What a program wrote to its standard error where it failed; `undefined` where it did not. */
function runWithInput(program: string, args: readonly string[], input: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(program, [...args], { timeout: 60_000 }, (error, _output, errors) =>
      resolve(error === null ? undefined : errors || String(error)),
    );
    child.stdin?.end(input);
  });
}
