import { basename } from 'node:path';
import { utf8 } from '@eseal/core';
import { smallPdf } from '@eseal/testkit';
import { afterAll, describe, it } from 'vitest';
import { startDss } from '../judges/dss.ts';
import { canRead, forEachJudge, judgeNames } from '../judges/for-each-judge.ts';
import { startPyHanko } from '../judges/pyhanko.ts';
import { algorithmNamed } from '../lib/algorithms.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { changeContent, changeValue, placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { serveWorld } from '../lib/served-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { type Chain, chains, nameOf, type Shape } from './chains.ts';
import { createRaisers, isDetached, type Original } from './raisers.ts';

const bench = createWorkbench();
const served = serveWorld(algorithmNamed('P-256'), bench);
const page = 'Contract 0042';
const dss = once(startDss);
const pyHanko = once(startPyHanko);
let raisers: ReturnType<typeof createRaisers> | undefined;
const made = new Map<Chain, Promise<SealedBytes>>();

afterAll(async () => {
  for (const program of [dss, pyHanko]) await program.started()?.[Symbol.asyncDispose]();
  await (await served)[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

/** Starts a program when it is first asked for. */
function once<T>(start: () => T): (() => T) & { readonly started: () => T | undefined } {
  let program: T | undefined;
  const get = (): T => {
    program ??= start();
    return program;
  };
  return Object.assign(get, { started: () => program });
}

/** A document of each kind; DSS and references in XML want a name with an ending. */
function originalOf({ kind }: Shape): Original {
  const [name, bytes] =
    kind === 'pdf'
      ? (['contract.pdf', smallPdf({ text: page })] as const)
      : (['contract.xml', utf8(`<contract>\n<page>${page}</page></contract>`)] as const);
  return { name, bytes, path: bench.write(name, bytes) };
}

async function make({ shape, steps }: Chain): Promise<SealedBytes> {
  raisers ??= createRaisers(await served, dss(), pyHanko());
  const original = originalOf(shape);
  const folder = nameOf({ shape, steps }).replaceAll(/[ ,:@]+/g, '-');
  let sealed: Original | undefined;
  for (const [at, { by, to }] of steps.entries()) {
    const out = bench.write(`${folder}/${at}-sealed`, '');
    const bytes = await raisers[by]({ shape, original, to, out, ...(sealed && { sealed }) });
    sealed = { bytes, name: basename(out), path: bench.write(`${folder}/${at}`, bytes) };
  }
  const { bytes = new Uint8Array() } = sealed ?? {};
  const beside = isDetached(shape) ? { content: original.bytes, contentName: original.name } : {};
  return { kind: shape.kind, bytes, ...beside };
}

function makeOnce(chain: Chain): Promise<SealedBytes> {
  const sealed = made.get(chain) ?? make(chain);
  made.set(chain, sealed);
  return sealed;
}

describe('what one program seals and another raises', () => {
  forEachJudge(
    // xadesjs knows neither the transforms of DSS nor archive timestamps of EN 319 132-1.
    judgeNames.filter((name) => name !== 'xadesjs'),
    'on the last of it',
    (judge, name) => {
      const known = chains.filter(({ shape }) => canRead(name, shape.kind));
      it.each(known.map((chain) => [nameOf(chain), chain] as const))('%s', async (title, chain) => {
        // pyHanko 0.38 asks for revocation data of an anchor that signs OCSP answers itself, as in these files.
        const selfContained = name !== 'pyHanko';
        const sealed = { ...(await makeOnce(chain)), selfContained };
        const { trust } = await served;
        const level = chain.steps.at(-1)?.to;
        const changed = [changeContent(sealed, utf8(page)), changeValue(sealed)];
        const place = (one: SealedBytes, suffix: string) =>
          placeSealedFile(bench, `${title.replaceAll(/[ ,:@]+/g, '-')}/${suffix}`, one, trust);
        await expectRightVerdicts(judge, {
          intact: place(sealed, 'intact'),
          seals: 1,
          // It has no names for the higher levels.
          ...(level && name !== 'pyHanko' && { levels: [level] }),
          changed: changed.map((one, at) => place(one, `changed-${at}`)),
        });
      });
    },
    ['dss', 'pyhanko'],
  );
});
