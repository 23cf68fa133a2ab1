import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseListDescription } from './parse-description.ts';
import { agreementOf, anyDescription, describeList, stateOf } from './test-descriptions.ts';

const world = await createGoodWorld();
const certificate = parseCertificate(world.issuingCa.certificate);
const read = async () => [certificate];

/** A description as its operator writes it: `undefined` is left out, but for the end of the last list. */
function written(description: unknown): unknown {
  const text = JSON.stringify(description, (name, value: unknown) => {
    if (name === 'certificates' || name === 'signers') return ['ca.pem'];
    if (name === 'nextUpdate' && value === undefined) return null;
    return typeof value === 'string'
      ? value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.000Z$/, '$1Z')
      : value;
  });
  return JSON.parse(text);
}

const valid = describeList(certificate, {
  service: {
    states: [
      stateOf({
        qualifications: [
          {
            qualifiers: ['a:b'],
            criteria: { assert: 'all', criteria: [{ kind: 'key-usage', bits: { keyCertSign: true } }] },
          },
        ],
      }),
    ],
  },
  pointer: { agreement: agreementOf() },
});

describe('parseListDescription', () => {
  it('reads what operators write', async () => {
    expect(await parseListDescription(written(valid), read)).toEqual(valid);
  });

  it('reads any description back from JSON', async () => {
    await fc.assert(
      fc.asyncProperty(anyDescription([certificate]), async (description) => {
        const { pointers, ...rest } = await parseListDescription(written(description), read);
        expect(rest).toEqual({ providers: description.providers, scheme: description.scheme });
        expect(pointers).toHaveLength(description.pointers.length);
      }),
      { numRuns: 10 },
    );
  });

  it('asks for each file of certificates by its name', async () => {
    const names: string[] = [];
    await parseListDescription(written(valid), async (name) => {
      names.push(name);
      return [certificate];
    });
    expect(names).toEqual(['ca.pem', 'ca.pem']);
  });

  it.each<readonly [(text: string) => string, path: string]>([
    [(text) => text.replace('"sequenceNumber":1', '"sequenceNumber":"1"'), '$.scheme.sequenceNumber'],
    [(text) => text.replace('"territory"', '"teritory"'), '$.scheme.territory'],
    [(text) => text.replace('2026-10-01T00:00:00Z', '2026-10-01'), '$.scheme.issueDate'],
    [(text) => text.replace('"pointers":[', '"pointer":[],"pointers":['), '$.pointer'],
    [
      (text) => text.replace('"enacted"', '"agreed"'),
      '$.pointers[0].agreement.equivalences[0].states[0].status',
    ],
    [
      (text) => text.replace('"key-usage"', '"policies"'),
      '$.providers[0].services[0].states[0].qualifications[0].criteria.criteria[0].policies',
    ],
    [() => '[]', '$'],
  ])('refuses what has another form, and says where: %#', async (change, path) => {
    const text = JSON.stringify(written(valid));
    const reading = parseListDescription(JSON.parse(change(text)), read);
    await expect(reading).rejects.toMatchObject({ code: 'TRUSTED_LIST_INVALID', facts: { path } });
  });
});
