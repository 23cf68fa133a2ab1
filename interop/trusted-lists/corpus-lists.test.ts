/** Trusted lists of others, before us and before programs that share no code with us. */
import { readable, toHex } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { parseXml } from '@eseal/formats/xml';
import { createPki } from '@eseal/testkit';
import type { Conclusion } from '@eseal/validator';
import { authenticateList, parseTrustedList } from '@eseal/validator/trusted-lists';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dss, startDss } from '../judges/dss.ts';
import { runProgram } from '../judges/run-program.ts';
import { createXadesjs } from '../judges/xadesjs.ts';
import { requireJudge, suiteFor } from '../judges.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';
import { type CorpusList, certificatesOf, corpusLists, hasCorpus, type JudgedList } from './corpus-lists.ts';
import exceptions from './exceptions.json' with { type: 'json' };
import { inWordsOfDss } from './words-of-dss.ts';

/** Where we and a judge differ: `{ judge: { list, set of certificates: what the judge says, why } }`. */
type Exceptions = Readonly<Record<string, Readonly<Record<string, { says: string; reason: string }>>>>;
const known: Exceptions = exceptions;

const pki = await createPki({
  entities: [
    {
      name: 'stranger',
      subject: [{ CN: 'Stranger' }],
      profile: { kind: 'list-signing' },
      notBefore: new Date('2016-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
    },
  ],
});
const lists = hasCorpus ? corpusLists(pki.entity('stranger').certificate) : [];
const sets: readonly JudgedList[] = lists.flatMap(({ signers, ...list }) =>
  Object.entries(signers).map(([name, ones]) => ({ ...list, name: `${list.name}, ${name}`, signers: ones })),
);

/** Our verdict, at the time of the list. */
async function judge({ bytes, signers }: Pick<JudgedList, 'bytes' | 'signers'>): Promise<Conclusion> {
  const document = parseXml(bytes);
  const scheme = readable(() => parseTrustedList(document).scheme);
  const options = scheme === undefined ? {} : { scheme };
  return (await authenticateList(document, certificatesOf(signers), options)).conclusion;
}

async function expectSame(name: string, subject: JudgedList, says: string): Promise<void> {
  const exception = known[name]?.[subject.name];
  const ours = inWordsOfDss(await judge(subject));
  if (exception === undefined) expect(says).toBe(ours);
  else {
    expect(says).toContain(exception.says);
    expect(says).not.toBe(ours);
  }
}

suiteFor(['dss'], 'lists of others, before EU DSS', () => {
  let dss: Dss;
  let bench: Workbench;
  beforeAll(() => {
    dss = startDss();
    bench = createWorkbench();
  });
  afterAll(async () => {
    await dss[Symbol.asyncDispose]();
    bench[Symbol.dispose]();
  });

  async function ask({ path, signers }: JudgedList): Promise<string> {
    const files = signers.map(async (one) =>
      bench.write(`${toHex(await digestBytes('SHA-256', one))}.cer`, one),
    );
    const { accepted, reason } = await dss.judgeList(path, await Promise.all(files));
    return accepted ? 'TOTAL_PASSED' : reason;
  }

  it.each(sets)('are judged as by us: $name', async (subject) => {
    await expectSame('dss', subject, await ask(subject));
  });

  it('differ in lists that exist', () => {
    const names = sets.map(({ name }) => name);
    expect(Object.keys(known.dss ?? {}).filter((name) => hasCorpus && !names.includes(name))).toEqual([]);
  });
});

/** Whether a list is intact by the key of the certificate in it, whoever that is and by whichever algorithm. */
async function isIntact({ bytes, embedded }: CorpusList): Promise<string> {
  const { indication } = await judge({ bytes, signers: embedded });
  return indication === 'TOTAL-FAILED' ? 'broken' : 'intact';
}

const signed = lists.filter(({ embedded }) => embedded.length > 0);

function describeCore(
  name: string,
  ask: (list: CorpusList) => Promise<boolean>,
  subjects: readonly CorpusList[] = signed,
): void {
  it.each(subjects)('are intact as for us: $name', async (list) => {
    const says = (await ask(list)) ? 'intact' : 'broken';
    const exception = known[name]?.[list.name];
    const ours = await isIntact(list);
    if (exception === undefined) expect(says).toBe(ours);
    else {
      expect(says).toBe(exception.says);
      expect(says).not.toBe(ours);
    }
  });

  it('differ in lists that exist', () => {
    const names = subjects.map((list) => list.name);
    expect(Object.keys(known[name] ?? {}).filter((one) => hasCorpus && !names.includes(one))).toEqual([]);
  });
}

suiteFor(['xmlsec1'], 'lists of others, before xmlsec1', () => {
  const program = requireJudge('xmlsec1');
  const ids = [
    'http://uri.etsi.org/01903/v1.3.2#:SignedProperties',
    'http://uri.etsi.org/02231/v2#:TrustServiceStatusList',
  ];
  const options = [
    ...['--verify', '--insecure', '--enabled-key-data', 'x509'],
    ...ids.flatMap((name) => ['--id-attr:Id', name]),
  ];
  describeCore('xmlsec1', async ({ path }) => (await runProgram(program, [...options, path])).status === 0);
});

describe('lists of others, before xadesjs', () => {
  const xadesjs = createXadesjs();
  const ask = async ({ path, bytes }: CorpusList) => {
    const trust = { path: '', certificate: new Uint8Array() };
    const { accepted } = await xadesjs.judge({ kind: 'xml', path, bytes, trust });
    return accepted;
  };
  // It takes a second for each of the larger ones.
  const smaller = signed.filter(({ bytes }) => bytes.length < 400_000);
  describeCore('xadesjs', ask, smaller);
});
