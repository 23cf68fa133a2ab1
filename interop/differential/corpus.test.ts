/**
 * Every seal of the corpora as we, DSS and pyHanko judge it, with the same anchors and time. What they have differently
 * stands with its reason in `disagreements.json`; one that is gone fails too.
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import { type DetachedContent, isContentDigest } from '@eseal/core/container';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Corpus, openCorpus } from '../../packages/validator/test/node/corpus.ts';
import {
  CORPUS_TIME,
  type CorpusCase,
  contentsOf,
  validateCase,
} from '../../packages/validator/test/node/corpus-case.ts';
import { type JsonObject, parseJsonObject } from '../judges/json.ts';
import { type LineServer, startLineServer } from '../judges/line-server.ts';
import { requireJudge, suiteFor } from '../judges.ts';
import { createAgreements, explainedDisagreements } from './agreements.ts';
import { compareFacts, textOf } from './facts.ts';
import { factsOfEseal } from './facts-of-eseal.ts';
import { PEERS } from './peers.ts';

/** Files of which a peer says one thing in one process and another in the next, depending on the order of a set of its own. */
const UNDECIDED: Readonly<Record<string, readonly string[]>> = {
  DSS: ['pades/pyhanko-ed448-shake256-nolen'],
};

const agreements = createAgreements('corpora');

for (const { name, judge, corpora, factsOf } of PEERS) {
  suiteFor([judge], `${name} and @eseal`, () => {
    let server: LineServer;
    beforeAll(() => {
      server = startLineServer(requireJudge(judge), ['serve']);
    });
    afterAll(() => server[Symbol.asyncDispose]());

    describe.each(corpora)('on the corpus %s', (corpusName) => {
      const corpus = openCorpus<CorpusCase>(corpusName);
      it.each(corpus.cases.map((one) => [one.id, one] as const))('%s', async (id, one) => {
        const theirs = factsOf(await server.ask(await requestFor(one, corpus)));
        // A file that a peer cannot read, or ends on with an error of its own, says nothing about ours.
        if (theirs.refused || UNDECIDED[name]?.includes(id))
          return agreements.recordSilence(name, corpusName);
        const report = await validateCase(one, async (file) => corpus.read(file), OPTIONS);
        const { agreed, disagreements } = compareFacts(theirs, factsOfEseal(parseJsonObject(report)));
        agreements.record(name, corpusName, agreed, disagreements);
        expect(disagreements.map(textOf).sort()).toEqual(explainedDisagreements(name, id));
      });
    });
  });
}

it('is the first table of docs/differential.md', async (context) => {
  if (
    !agreements.complete(PEERS.flatMap(({ name, corpora }) => corpora.map((corpus) => `${name} | ${corpus}`)))
  )
    context.skip('not every peer was asked about every corpus');
  if (process.env.UPDATE_INTEROP === '1') agreements.update();
  expect(agreements.published()).toBe(agreements.render());
});

/** The policy that is made to be compared, and revocation data where there is some, as the peers are asked. */
const OPTIONS = { policy: 'compat', revocation: 'if-available' } as const;

async function requestFor(one: CorpusCase, corpus: Corpus<CorpusCase>): Promise<JsonObject> {
  const { config = {} } = one;
  const encoded = (list: readonly string[] = []): readonly JsonObject[] => list.map((base64) => ({ base64 }));
  const contents = await contentsOf(one, async (file) => corpus.read(file));
  return {
    file: corpus.path(one.file),
    trust: encoded(config.trustAnchorsDerBase64),
    certificates: encoded(config.signingCertificatesDerBase64),
    // Of seals that carry no certificate; DSS looks for one here only.
    signer: encoded(config.signingCertificatesDerBase64),
    noRevocationRequired: true,
    at: config.validationTime ?? CORPUS_TIME,
    ...(contents.length > 0 && { content: contents.map(contentRequest) }),
  };
}

function contentRequest({ source, name: given }: DetachedContent): JsonObject {
  const name = given ?? null;
  if (source instanceof Uint8Array) return { base64: toBase64(source), name };
  if (!isContentDigest(source)) throw new TypeError('the corpora have bytes and digests only');
  return { digest: { [source.algorithm.replace('-', '')]: toBase64(source.digest) }, name };
}
