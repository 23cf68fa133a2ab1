/** Lists that somebody forged, or signed in another way than is prescribed, before us and before EU DSS. */
import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import type { Entity } from '@eseal/testkit';
import { authenticateList } from '@eseal/validator/trusted-lists';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  certificatesOf,
  createListSigners,
  ENVELOPED,
  EXCLUSIVE,
  listXml,
  NOW,
  signatureOf,
  signList,
  toList,
  withLast,
  xpath,
} from '../../packages/validator/src/lists/test-lists.ts';
import { type Dss, startDss } from '../judges/dss.ts';
import { suiteFor } from '../judges.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';
import exceptions from './exceptions.json' with { type: 'json' };
import { inWordsOfDss } from './words-of-dss.ts';

interface Signers {
  readonly first: Entity;
  readonly second: Entity;
  readonly twin: Entity;
}

const GENUINE = listXml({ sequenceNumber: 7 });
const NAMED = listXml({ sequenceNumber: 7, root: ' Id="G"' });
const FORGED = listXml({ sequenceNumber: 8, territory: 'XX' });

async function wrapped(first: Entity, place: (signature: string) => string): Promise<string> {
  return place(await signatureOf(NAMED, first, { references: [{ ...toList(NAMED), uri: '#G' }] }));
}

/** Lists that `first` may sign. */
const LISTS: Readonly<Record<string, (signers: Signers) => Promise<string>>> = {
  'a genuine list': ({ first }) => signList(GENUINE, first),
  'a list by somebody of the same name': ({ twin }) => signList(GENUINE, twin),
  'a list that names somebody else': ({ first, second }) => signList(GENUINE, second, { named: first }),
  'a list that names nobody': ({ first }) => signList(GENUINE, first, { certificateDigest: null }),
  'a list that names its signer by SHA-1': ({ first }) =>
    signList(GENUINE, first, { certificateDigest: 'SHA-1' }),
  'a list that is digested by SHA-1': ({ first }) => signList(GENUINE, first, { digest: 'SHA-1' }),
  'a changed list': async ({ first }) => (await signList(GENUINE, first)).replace('>7<', '>8<'),
  'a genuine list in a forged one': ({ first }) =>
    wrapped(first, (signature) => withLast(FORGED, `<Extension>${NAMED}</Extension>${signature}`)),
  'a genuine list in the signature of a forged one': ({ first }) =>
    wrapped(first, (signature) =>
      withLast(
        FORGED,
        signature.replace('</ds:Signature>', `<ds:Object>${NAMED}</ds:Object></ds:Signature>`),
      ),
    ),
  'a list with two signatures': async ({ first }) => {
    const signature = await signatureOf(GENUINE, first);
    return withLast(GENUINE, signature + signature);
  },
  'a list with its signature elsewhere': async ({ first }) =>
    GENUINE.replace('</SchemeInformation>', `${await signatureOf(GENUINE, first)}</SchemeInformation>`),
  'a list with a filter': ({ first }) =>
    signList(GENUINE, first, {
      references: [
        {
          uri: '',
          transforms: [
            ENVELOPED,
            xpath('not(ancestor-or-self::*[local-name()="PointersToOtherTSL"])'),
            EXCLUSIVE,
          ],
          over: GENUINE.replace('<PointersToOtherTSL></PointersToOtherTSL>', ''),
        },
      ],
    }),
  'a list with an instruction in front': async ({ first }) =>
    `<?xml-stylesheet href="x"?>${await signList(NAMED, first, { references: [{ ...toList(NAMED), uri: '#G' }] })}`,
};

const known: Readonly<Record<string, { says: string; reason: string }>> = exceptions.forged;

suiteFor(['dss'], 'forged lists, before EU DSS', () => {
  let dss: Dss;
  let bench: Workbench;
  let signers: Signers;
  beforeAll(async () => {
    dss = startDss();
    bench = createWorkbench();
    const pki = await createListSigners();
    signers = { first: pki.entity('first'), second: pki.entity('second'), twin: pki.entity('twin') };
  });
  afterAll(async () => {
    await dss[Symbol.asyncDispose]();
    bench[Symbol.dispose]();
  });

  it.each(Object.entries(LISTS))('are judged as by us: %s', async (name, make) => {
    const list = utf8(await make(signers));
    const signer = bench.write('signer.cer', signers.first.certificate);
    const { accepted, reason } = await dss.judgeList(bench.write(`${name}.xml`, list), [signer]);
    const says = accepted ? 'TOTAL_PASSED' : reason;
    const { conclusion } = await authenticateList(parseXml(list), certificatesOf(signers.first), {
      time: NOW,
    });
    const ours = inWordsOfDss(conclusion);
    const exception = known[name];
    expect(says).toBe(exception?.says ?? ours);
    if (exception !== undefined) expect(says).not.toBe(ours);
  });
});
