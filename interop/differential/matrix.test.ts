/**
 * What we seal, in each packaging at each level, as it is and as it may come to be judged, by us, DSS and pyHanko with
 * the same anchors and time. What they have differently stands with its reason in `disagreements.json`.
 *
 * @module
 */
import { ADES_LEVELS, type AdesLevel } from '@eseal/core';
import { createGoodWorld, freshKeys } from '@eseal/testkit';
import { toJson, validate } from '@eseal/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../judges/json.ts';
import { type LineServer, startLineServer } from '../judges/line-server.ts';
import type { SealedFile } from '../judges/verdict.ts';
import { requireJudge, suiteFor } from '../judges.ts';
import { algorithmNamed } from '../lib/algorithms.ts';
import { changeContent, changeValue, placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { createSealingWorld, type SealingWorld, trustIn } from '../lib/sealing-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { makeSeal } from '../matrix/cases.ts';
import { type Packaging, packagings } from '../matrix/packagings.ts';
import { createAgreements, explainedDisagreements } from './agreements.ts';
import { compareFacts, type DocumentFacts, type Facts, textOf } from './facts.ts';
import { factsOfEseal } from './facts-of-eseal.ts';
import { PEERS } from './peers.ts';

const bench = createWorkbench();
const algorithm = algorithmNamed('P-256');
const agreements = createAgreements('matrix');
let world: SealingWorld;
let strangers: SealedFile['trust'];

beforeAll(async () => {
  world = await createSealingWorld(algorithm, bench);
  strangers = trustIn(await createGoodWorld({ keys: freshKeys() }), bench, 'strangers');
});
afterAll(() => bench[Symbol.dispose]());

/** A seal and how it is judged. */
interface Question {
  readonly sealed: SealedBytes;
  readonly trust: SealedFile['trust'];
  readonly at: Date;
  readonly revocationRequired: boolean;
}

const YEAR = 365.25 * 86_400_000;
/** A part of a year, so that nothing is judged in the second in which it was made. */
const HOUR = 3_600_000 / YEAR;

/** What may have become of a seal, or of the one who judges it. */
const SCENES: Readonly<Record<string, (made: Question, packaging: Packaging) => Question>> = {
  'as it is': (made) => made,
  'with its content changed': (made, { marker }) => ({ ...made, sealed: changeContent(made.sealed, marker) }),
  'with its value changed': (made) => ({ ...made, sealed: changeValue(made.sealed) }),
  'without trust in its issuer': (made) => ({ ...made, trust: strangers }),
  'with revocation data required': (made) => ({ ...made, revocationRequired: true }),
  'a day before it was made': (made) => ({ ...made, at: after(made.at, -1 / 365) }),
  'three years later': (made) => ({ ...made, at: after(made.at, 3) }),
  'thirty years later': (made) => ({ ...made, at: after(made.at, 30) }),
};

function after(time: Date, years: number): Date {
  return new Date(time.getTime() + years * YEAR);
}

const made = new Map<string, Promise<SealedBytes>>();

function sealOnce(packaging: Packaging, adesLevel: AdesLevel): Promise<SealedBytes> {
  const name = `${packaging.format} ${packaging.name} ${adesLevel}`;
  const sealed = made.get(name) ?? makeSeal({ packaging, adesLevel, algorithm }, world);
  made.set(name, sealed);
  return sealed;
}

const cases = packagings.flatMap((packaging) =>
  ADES_LEVELS.flatMap((adesLevel) =>
    Object.entries(SCENES).map(([scene, change]) => ({ packaging, adesLevel, scene, change })),
  ),
);

for (const { name, judge, kinds, factsOf } of PEERS) {
  suiteFor([judge], `${name} and @eseal`, () => {
    let server: LineServer;
    beforeAll(() => {
      server = startLineServer(requireJudge(judge), ['serve']);
    });
    afterAll(() => server[Symbol.asyncDispose]());

    describe.each(cases.filter(({ packaging }) => kinds.includes(packaging.kind)))(
      '$packaging.format $packaging.name, $adesLevel',
      ({ packaging, adesLevel, scene, change }) => {
        it(scene, async () => {
          const id = `${packaging.format} ${packaging.name}, ${adesLevel}, ${scene}`;
          const sealed = await sealOnce(packaging, adesLevel);
          const asMade = {
            sealed,
            trust: world.trust,
            at: after(new Date(), HOUR),
            revocationRequired: false,
          };
          const question = change(asMade, packaging);
          const place = `${name}/${id}`.replaceAll(/[^\w/]+/g, '-');
          const file = placeSealedFile(bench, place, question.sealed, question.trust);
          const theirs = sinceMade(factsOf(await server.ask(requestOf(file, question))), question);
          if (theirs.refused) return agreements.recordSilence(name, scene);
          const { agreed, disagreements } = compareFacts(
            theirs,
            sinceMade(factsOfEseal(await judgedByUs(file, question)), question),
          );
          agreements.record(name, scene, agreed, disagreements);
          expect(disagreements.map(textOf).sort()).toEqual(explainedDisagreements(name, id));
        });
      },
    );
  });
}

it('is the second table of docs/differential.md', async (context) => {
  const keys = PEERS.flatMap(({ name }) => Object.keys(SCENES).map((scene) => `${name} | ${scene}`));
  if (!agreements.complete(keys)) context.skip('not every peer was asked about every scene');
  if (process.env.UPDATE_INTEROP === '1') agreements.update();
  expect(agreements.published()).toBe(agreements.render());
});

/** Times as they relate to the question: every run has its own. */
function sinceMade({ seals, refused }: DocumentFacts, { at }: Question): DocumentFacts {
  const now = Math.floor(at.getTime() / 1000);
  const relative = (facts: Facts): Facts => {
    const best = facts['best time'];
    return best === undefined ? facts : { ...facts, 'best time': best === now ? 'now' : 'earlier' };
  };
  return { refused, seals: seals.map(relative) };
}

function requestOf({ path, content, trust }: SealedFile, { at, revocationRequired }: Question): JsonObject {
  return {
    file: path,
    trust: [trust.path],
    at: at.toISOString(),
    noRevocationRequired: !revocationRequired,
    ...(content !== undefined && { content: [{ file: content.path, name: content.name ?? null }] }),
  };
}

async function judgedByUs(
  { bytes, content, trust }: SealedFile,
  { at, revocationRequired }: Question,
): Promise<JsonObject> {
  const report = await validate(bytes, {
    trust: [trust.certificate],
    validationTime: at,
    policy: 'compat',
    revocation: revocationRequired ? 'required' : 'if-available',
    ...(content !== undefined && {
      contents: [{ source: content.bytes, ...(content.name !== undefined && { name: content.name }) }],
    }),
  });
  const json: unknown = JSON.parse(JSON.stringify(toJson(report)));
  if (!isJsonObject(json)) throw new TypeError('the report is no object');
  return json;
}
