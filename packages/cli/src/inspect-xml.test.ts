import { describe, expect, it } from 'vitest';
import { openInput } from './files.ts';
import type { Facts } from './inspect-facts.ts';
import { xmlFacts } from './inspect-xml.ts';
import { openBench } from './test-bench.ts';

async function factsOf(xml: string): Promise<Facts> {
  using bench = openBench();
  await using document = await openInput(bench.write('document.xml', xml));
  return await xmlFacts(document);
}

const LIST = `<?xml version="1.0"?><!-- <a> --><tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#">
  <tsl:SchemeInformation><tsl:TSLVersionIdentifier>6</tsl:TSLVersionIdentifier>
  <tsl:TSLSequenceNumber>42</tsl:TSLSequenceNumber><tsl:SchemeTerritory>JP</tsl:SchemeTerritory>
  <tsl:SchemeOperatorName><tsl:Name xml:lang="ja">運用者</tsl:Name></tsl:SchemeOperatorName>
  <tsl:NextUpdate><tsl:dateTime>2027-01-01T00:00:00Z</tsl:dateTime></tsl:NextUpdate></tsl:SchemeInformation>
  </tsl:TrustServiceStatusList>`;

describe('xmlFacts', () => {
  it('tells of a trusted list what it says about itself', async () => {
    expect(await factsOf(LIST)).toEqual({
      documentElement: 'TrustServiceStatusList',
      namespace: 'http://uri.etsi.org/02231/v2#',
      trustedList: {
        type: null,
        sequenceNumber: 42,
        version: 6,
        territory: 'JP',
        operator: '運用者',
        issued: null,
        nextUpdate: '2027-01-01T00:00:00.000Z',
        providers: 0,
        services: 0,
        pointers: 0,
        structure: 'invalid',
      },
    });
  });

  it('tells of a trusted list that cannot be read why', async () => {
    expect(await factsOf(LIST.slice(0, -10))).toMatchObject({
      documentElement: 'TrustServiceStatusList',
      trustedList: { unreadable: expect.stringContaining('the trusted list cannot be read') },
    });
  });

  it.each<[string, Facts]>([
    ['<invoice/>', { documentElement: 'invoice', namespace: null }],
    ["\n<請求書 xmlns='urn:x' a='1'>", { documentElement: '請求書', namespace: 'urn:x' }],
    [
      '<TrustServiceStatusList xmlns="urn:other">',
      { documentElement: 'TrustServiceStatusList', namespace: 'urn:other' },
    ],
    ['<?pi <a> ?><b/>', { documentElement: 'b', namespace: null }],
    ['<!-- <a/>', {}],
    ['', {}],
  ])('tells of %j which document it is', async (xml, facts) => {
    expect(await factsOf(xml)).toEqual(facts);
  });

  it.each(['<!--', '<a', `<${'a'.repeat(9)} `, '<?x?>', 'x="'])(
    'is quick with %j a hundred thousand times',
    async (part) => {
      const started = process.cpuUsage();
      await factsOf(`<x:${part.repeat(100_000)}`);
      await factsOf(part.repeat(100_000));
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(5);
    },
  );
});
