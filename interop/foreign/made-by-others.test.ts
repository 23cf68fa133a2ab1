import { readFile } from 'node:fs/promises';
import { includesLevel, utf8 } from '@eseal/core';
import { smallPdf } from '@eseal/testkit';
import { afterAll, describe, it } from 'vitest';
import exceptions from '../exceptions.json' with { type: 'json' };
import { startDss } from '../judges/dss.ts';
import { createEseal } from '../judges/eseal.ts';
import { startPyHanko } from '../judges/pyhanko.ts';
import type { SealedFile } from '../judges/verdict.ts';
import { suiteFor } from '../judges.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { changeContent, changeValue, placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { type ServedWorld, serveWorld } from '../lib/served-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { dssCases, type ForeignCase, opensslCases, pyHankoCases, xmlsec1Cases } from './cases.ts';
import { type Maker, makeWithDss, makeWithOpenssl, makeWithPyHanko, makeWithXmlsec1 } from './makers.ts';

const bench = createWorkbench();
const worlds = new Map<string, Promise<ServedWorld>>();
const page = 'Invoice 0042';
const documents = {
  PAdES: { kind: 'pdf', document: smallPdf({ text: page }), marker: utf8(page) },
  CAdES: { kind: 'cms', document: utf8('請求書 0042'), marker: utf8('請求書 0042') },
  XAdES: { kind: 'xml', document: utf8(`<i xmlns="urn:i">\n<n>${page}</n>\n</i>`), marker: utf8(page) },
} as const;
const eseal = createEseal();

/** A name with an ending, as DSS and a reference in XML want it. */
const DOCUMENT_NAME = 'document.txt';

afterAll(async () => {
  for (const world of await Promise.all(worlds.values())) await world[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

function worldOf({ algorithm }: ForeignCase): Promise<ServedWorld> {
  const world = worlds.get(algorithm.name) ?? serveWorld(algorithm, bench);
  worlds.set(algorithm.name, world);
  return world;
}

function nameOf({ packaging, adesLevel, algorithm }: ForeignCase): string {
  return `${packaging.format} ${packaging.name}, ${adesLevel}, ${algorithm.name}`;
}

/** Lets another program seal, and asks us about it as it is and with one bit changed. */
async function expectRightVerdictsOn(maker: string, make: Maker, wanted: ForeignCase): Promise<void> {
  const { adesLevel, packaging } = wanted;
  const { kind, document, marker } = documents[packaging.format];
  const folder = `${maker}/${nameOf(wanted).replaceAll(/[ ,]+/g, '-')}`;
  const served = await worldOf(wanted);
  const file = bench.write(`${folder}/${DOCUMENT_NAME}`, document);
  const out = `${bench.folder}/${folder}/sealed`;
  await make({ ...wanted, served, file, out });
  const bytes = new Uint8Array(await readFile(out));
  const beside = packaging.detached ? { content: document, contentName: DOCUMENT_NAME } : {};
  const sealed = { kind, bytes, selfContained: includesLevel(adesLevel, 'B-LT'), ...beside };
  const place = (name: string, changed: SealedBytes): SealedFile =>
    placeSealedFile(bench, `${folder}/${name}`, changed, served.trust);
  const shown = packaging.name === 'enveloping' ? utf8(base64Middle(document)) : marker;
  const known = exceptions.foreign.find((one) => one.maker === maker);
  const specimens = {
    intact: place('intact', sealed),
    seals: 1,
    ...(known === undefined ? { levels: [adesLevel] } : {}),
    changed: [
      place('content-changed', changeContent(sealed, shown)),
      place('value-changed', changeValue(sealed)),
    ],
  };
  await expectRightVerdicts(eseal, specimens, known);
}

/** Digits from the middle of a document's base64. */
function base64Middle(document: Uint8Array): string {
  return Buffer.from(document).toString('base64').slice(8, 24);
}

describe('@eseal judges rightly, intact and with one bit changed,', () => {
  suiteFor(['dss'], 'what DSS seals', () => {
    const dss = startDss();
    afterAll(() => dss[Symbol.asyncDispose]());
    for (const wanted of dssCases) {
      it(nameOf(wanted), () => expectRightVerdictsOn('dss', makeWithDss(dss), wanted));
    }
  });

  suiteFor(['pyhanko'], 'what pyHanko seals', () => {
    const pyHanko = startPyHanko();
    afterAll(() => pyHanko[Symbol.asyncDispose]());
    for (const wanted of pyHankoCases) {
      it(nameOf(wanted), () => expectRightVerdictsOn('pyhanko', makeWithPyHanko(pyHanko), wanted));
    }
  });

  suiteFor(['xmlsec1'], 'what xmlsec1 signs', () => {
    for (const wanted of xmlsec1Cases) {
      it(nameOf(wanted), () => expectRightVerdictsOn('xmlsec1', makeWithXmlsec1, wanted));
    }
  });

  suiteFor(['openssl'], 'what openssl seals', () => {
    for (const wanted of opensslCases) {
      it(nameOf(wanted), () => expectRightVerdictsOn('openssl', makeWithOpenssl, wanted));
    }
  });
});
