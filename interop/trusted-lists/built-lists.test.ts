/** Trusted lists that we build and sign, before programs that share no code with us. */
import { createListWorld, type ListWorld, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dss, startDss } from '../judges/dss.ts';
import type { SealedFile, Verdict } from '../judges/verdict.ts';
import { createXmlsec1 } from '../judges/xmlsec1.ts';
import { suiteFor } from '../judges.ts';
import type { CheckSchema } from '../lib/dss-schemas.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';
import { openListSchema, whyListSchemaMissing } from './list-schema.ts';

const NAMES = ['japan', 'member', 'listOfLists', 'pivot'] as const;
type Name = (typeof NAMES)[number];

/** Keys that operators of real lists sign with, and Japan's. */
const KEYS = ['p256', 'p521', 'rsa-3072', 'ed25519'] as const;

let bench: Workbench;
let world: ListWorld;
beforeAll(async () => {
  bench = createWorkbench();
  world = await createListWorld({ terms: 'japanese-pilot' });
});
afterAll(() => bench[Symbol.dispose]());

const textOf = (name: Name): string => new TextDecoder().decode(world.published(name).bytes);

/** Ways to change a signed list that its signature must not survive; each changes what is trusted. */
const TAMPERED: readonly (readonly [what: string, (text: string) => string])[] = [
  ['a status', (text) => text.replace('/Svcstatus/withdrawn<', '/Svcstatus/accredited<')],
  ['a time', (text) => text.replace(/<StatusStartingTime>20/, '<StatusStartingTime>19')],
  ['a certificate', (text) => text.replace(/(<X509Certificate>.{300})./, '$1+')],
  ['a namespace', (text) => text.replace('xmlns:tslx="http:', 'xmlns:tslx="https:')],
  ['the claimed time of signing', (text) => text.replace(/(SigningTime>)20/, '$119')],
  [
    'a second provider list',
    (text) => text.replace(/<ds:Signature /, '<TrustServiceProviderList/><ds:Signature '),
  ],
];

const missing = whyListSchemaMissing();
const schemaIt = missing === undefined ? it : it.skip;

describe(`a list that we build${missing === undefined ? '' : ` (schema not checked: ${missing})`}`, () => {
  let check: CheckSchema;
  beforeAll(() => {
    if (missing === undefined) check = openListSchema(bench);
    else console.warn(missing);
  });

  schemaIt.each(NAMES)(
    'follows the schemas of TS 119 612, of its extensions and of agreements: %s',
    async (name) => {
      expect(await check({ [name]: world.published(name).bytes })).toBe('');
    },
  );

  schemaIt('follows them with qualifications, too', async () => {
    const { bytes } = (await createListWorld({ terms: 'etsi' })).published('japan');
    expect(new TextDecoder().decode(bytes)).toContain('<sie:Qualifications>');
    expect(await check({ qualifications: bytes })).toBe('');
  });

  schemaIt(
    'would not with parts missing, out of order, or of another kind, within agreements too',
    async () => {
      const japan = textOf('japan');
      const changes: Readonly<Record<string, string>> = {
        'no-operator': japan.replace(/<SchemeOperatorName>[\s\S]*?<\/SchemeOperatorName>/, ''),
        'no-language': japan.replace('<Name xml:lang="ja">', '<Name>'),
        order: japan.replace(
          /(<ServiceStatus>.*<\/ServiceStatus>)\s*(<StatusStartingTime>.*<\/StatusStartingTime>)/,
          '$2$1',
        ),
        'no-time': japan.replace(
          /<StatusStartingTime>.*?<\/StatusStartingTime>/,
          '<StatusStartingTime>soon</StatusStartingTime>',
        ),
        'agreement-status': japan.replace(
          /<mra:TrustServiceEquivalenceStatus>.*?<\/mra:TrustServiceEquivalenceStatus>/,
          '',
        ),
        criteria: japan.replace(
          '<mra:CertificateContentDeclarationPointedParty assert="all">',
          '<mra:CertificateContentDeclarationPointedParty assert="most">',
        ),
      };
      for (const [name, text] of Object.entries(changes)) {
        expect(text, name).not.toBe(japan);
        expect(await check({ [name]: text }), name).toContain('Schemas validity error');
      }
    },
  );
});

/** The files that a judge needs for a list by a signer. */
function forJudges(name: string, bytes: string | Uint8Array, signer: Uint8Array): SealedFile {
  const path = bench.write(`${name}.xml`, bytes);
  const trust = bench.write(`${name}-signer.pem`, toPem('CERTIFICATE', signer));
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return { kind: 'xml', path, bytes: content, trust: { path: trust, certificate: signer } };
}

/** Holds a judge of lists against ours. */
function describeJudge(judge: (file: SealedFile) => Promise<Verdict>): void {
  it.each(NAMES)('is genuine: %s', async (name) => {
    const [signer = new Uint8Array()] = world.announced[name];
    expect(await judge(forJudges(name, world.published(name).bytes, signer))).toMatchObject({
      accepted: true,
      seals: 1,
      reason: '',
    });
  });

  it.each(KEYS)('is genuine by a key of the kind %s', async (key) => {
    const { published, announced } = await createListWorld({ key });
    const [signer = new Uint8Array()] = announced.japan;
    expect(await judge(forJudges(key, published('japan').bytes, signer))).toMatchObject({ accepted: true });
  });

  it.each(TAMPERED)('is not after a change of %s', async (what, change) => {
    const [signer = new Uint8Array()] = world.announced.japan;
    const text = change(textOf('japan'));
    expect(text).not.toBe(textOf('japan'));
    expect(await judge(forJudges(what, text, signer))).toMatchObject({ accepted: false });
  });

  it('is not by somebody of the same name', async () => {
    const stranger = world.signers.entity('stranger').certificate;
    const file = forJudges('stranger', world.published('japan').bytes, stranger);
    expect(await judge(file)).toMatchObject({ accepted: false });
  });
}

suiteFor(['dss'], 'a list that we sign, before EU DSS', () => {
  let dss: Dss;
  beforeAll(() => {
    dss = startDss();
  });
  afterAll(() => dss[Symbol.asyncDispose]());

  describeJudge(({ path, trust }) => dss.judgeList(path, [trust.path]));

  it.each(NAMES)('is a XAdES seal of the baseline level B: %s', async (name) => {
    const [signer = new Uint8Array()] = world.announced[name];
    const verdict = await dss.judge(forJudges(name, world.published(name).bytes, signer));
    expect(verdict).toMatchObject({ accepted: true, seals: 1, levels: ['B-B'] });
  });
});

suiteFor(['xmlsec1'], 'a list that we sign, before xmlsec1', () => {
  const judge = createXmlsec1();
  describeJudge((file) => judge.judge(file));
});
