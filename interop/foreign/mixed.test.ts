import { readFile } from 'node:fs/promises';
import { seal, utf8 } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { smallPdf } from '@eseal/testkit';
import { afterAll, describe, it } from 'vitest';
import { startDss } from '../judges/dss.ts';
import { canRead, forEachJudge, judgeNames } from '../judges/for-each-judge.ts';
import { startPyHanko } from '../judges/pyhanko.ts';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import { algorithmNamed } from '../lib/algorithms.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { otherSigner } from '../lib/other-seal.ts';
import { changeContent, changeValue, placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { type ServedWorld, serveWorld } from '../lib/served-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { makeWithDss, makeWithOpenssl, makeWithPyHanko } from './makers.ts';

const bench = createWorkbench();
const algorithm = algorithmNamed('P-256');
const served = serveWorld(algorithm, bench);
const text = utf8('覚書 0042');
const page = 'Contract 0042';

afterAll(async () => {
  await (await served)[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

/** A PDF sealed by pyHanko, by us at B-T, by DSS and by us again. */
async function sealInTurn(): Promise<SealedBytes> {
  const world = await served;
  await using dss = startDss();
  await using pyHanko = startPyHanko();
  const sealOurs = await sealerOf(world);
  const packaging = { format: 'PAdES', name: 'approval', detached: false } as const;
  const request = { packaging, adesLevel: 'B-B', algorithm, served: world } as const;
  const out = (name: string): string => `${bench.folder}/${name}.pdf`;
  await makeWithPyHanko(pyHanko)({
    ...request,
    file: bench.write('0.pdf', smallPdf({ text: page })),
    out: out('1'),
  });
  const second = await sealOurs(await readFile(out('1')));
  await makeWithDss(dss)({ ...request, file: bench.write('2.pdf', second), out: out('3') });
  return { kind: 'pdf', bytes: await sealOurs(await readFile(out('3'))) };
}

async function sealerOf({ world }: ServedWorld): Promise<(pdf: Uint8Array) => Promise<Uint8Array>> {
  const signer = await otherSigner(world);
  const timestamps = createTimestampClient({ url: world.urls.tsa });
  return async (pdf) =>
    (await seal(pdf, { signer, format: pades(), adesLevel: 'B-T', timestamps })).toBytes();
}

/** A detached seal of OpenSSL, with ours beside it. */
async function besideOpenssl(): Promise<SealedBytes> {
  const world = await served;
  const packaging = { format: 'CAdES', name: 'detached', detached: true } as const;
  const out = `${bench.folder}/openssl.p7s`;
  const file = bench.write('text.txt', text);
  await makeWithOpenssl({ packaging, adesLevel: 'B-B', algorithm, served: world, file, out });
  const format = cades({ parallelTo: new Uint8Array(await readFile(out)) });
  const both = await seal(text, { signer: await otherSigner(world.world), format });
  return { kind: 'cms', bytes: await both.toBytes(), content: text };
}

/** An attached seal of ours, with OpenSSL's beside it. */
async function opensslBesideOurs(): Promise<SealedBytes> {
  const { world, pem } = await served;
  const format = cades({ packaging: 'attached' });
  const ours = await seal(text, { signer: await otherSigner(world), format });
  const out = `${bench.folder}/resigned.p7m`;
  const { status, errors } = await runProgram(requireJudge('openssl'), [
    ...['cms', '-resign', '-cades', '-binary', '-nodetach', '-inform', 'DER', '-outform', 'DER'],
    ...['-in', bench.write('ours.p7m', await ours.toBytes()), '-out', out],
    ...['-signer', pem.certificate, '-inkey', pem.key],
  ]);
  if (status !== 0) throw new Error(`openssl did not seal: ${errors}`);
  return { kind: 'cms', bytes: new Uint8Array(await readFile(out)) };
}

/** An XML document sealed by DSS, and by us at B-T. */
async function xmlInTurn(): Promise<SealedBytes> {
  const world = await served;
  await using dss = startDss();
  const packaging = { format: 'XAdES', name: 'enveloped', detached: false } as const;
  const file = bench.write('order.xml', `<order>\n<page>${page}</page></order>`);
  const out = `${bench.folder}/order-1.xml`;
  await makeWithDss(dss)({ packaging, adesLevel: 'B-B', algorithm, served: world, file, out });
  const signer = await otherSigner(world.world);
  const timestamps = createTimestampClient({ url: world.world.urls.tsa });
  const sealed = await seal(await readFile(out), { signer, format: xades(), adesLevel: 'B-T', timestamps });
  return { kind: 'xml', bytes: await sealed.toBytes() };
}

interface Mixture {
  readonly name: string;
  readonly kind: SealedBytes['kind'];
  readonly seals: number;
  readonly marker: Uint8Array;
  readonly make: () => Promise<SealedBytes>;
}

const mixtures: readonly Mixture[] = [
  {
    name: 'a PDF sealed by pyHanko, @eseal, DSS and @eseal',
    kind: 'pdf',
    seals: 4,
    marker: utf8(page),
    make: sealInTurn,
  },
  {
    name: 'XML sealed by DSS and by @eseal beside',
    kind: 'xml',
    seals: 2,
    marker: utf8(page),
    make: xmlInTurn,
  },
  {
    name: 'a CMS by openssl with the seal of @eseal beside',
    kind: 'cms',
    seals: 2,
    marker: text,
    make: besideOpenssl,
  },
  {
    name: 'a CMS by @eseal with the seal of openssl beside',
    kind: 'cms',
    seals: 2,
    marker: text,
    make: opensslBesideOurs,
  },
];
const made = new Map<Mixture, Promise<SealedBytes>>();

describe('seals of @eseal beside those of others', () => {
  forEachJudge(
    // xadesjs has no XPath Filter 2.0, by which DSS leaves seals out.
    judgeNames.filter((name) => name !== 'xadesjs'),
    'on seals of several programs in one file',
    (judge, name) => {
      // pyHanko reads one SignerInfo only.
      const known = mixtures.filter(
        ({ kind }) => canRead(name, kind) && !(name === 'pyHanko' && kind === 'cms'),
      );
      it.each(known.map((mixture) => [mixture.name, mixture] as const))('%s', async (_, mixture) => {
        const sealing = made.get(mixture) ?? mixture.make();
        made.set(mixture, sealing);
        const sealed = await sealing;
        const { trust } = await served;
        const changed = [changeContent(sealed, mixture.marker), changeValue(sealed)];
        await expectRightVerdicts(judge, {
          intact: placeSealedFile(bench, 'intact', sealed, trust),
          seals: mixture.seals,
          changed: changed.map((one, at) => placeSealedFile(bench, `changed-${at}`, one, trust)),
        });
      });
    },
    ['dss', 'pyhanko', 'openssl'],
  );
});
