import { parseCertificate } from '@eseal/core/x509';
import { parseXml } from '@eseal/formats/xml';
import { addDays, createListWorld, createPki, type ListWorld, toPem } from '@eseal/testkit';
import { authenticateList, parseTrustedList } from '@eseal/validator/trusted-lists';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, run } from '../../test-bench.ts';

let world: ListWorld;
beforeAll(async () => {
  world = await createListWorld();
});

/** The description of the Japanese list as its operator keeps it, with the files beside it. */
function writeDescription(bench: Bench, change: (text: string) => string = (text) => text): string {
  const { entity } = world.signers;
  bench.write('ca.pem', toPem('CERTIFICATE', world.japan.issuingCa.certificate));
  bench.write('operator.pem', toPem('CERTIFICATE', entity('japan').certificate));
  bench.write('operator.key.pem', toPem('PRIVATE KEY', entity('japan').pkcs8));
  const text = JSON.stringify(world.descriptions.japan, (name, value: unknown) => {
    if (name === 'certificates' || name === 'signers') return ['ca.pem'];
    return typeof value === 'string' ? value.replace(/(T\d\d:\d\d:\d\d)\.000Z$/, '$1Z') : value;
  });
  return bench.write('list.json', change(text));
}

const signer = (bench: Bench, name = 'operator') => [
  ...['--key', bench.path('operator.key.pem')],
  ...['--certificates', bench.path(`${name}.pem`)],
];

describe('eseal tl build', () => {
  it('makes and signs a list that is authentic', async () => {
    using bench = openBench();
    const out = bench.path('list.xml');
    const argv = ['tl', 'build', writeDescription(bench), '--out', out, ...signer(bench)];
    expect(await run(argv)).toEqual({ code: 0, stdout: `${out}: list 1 of JP, signed\n`, stderr: '' });
    const signed = bench.read('list.xml');
    const list = parseTrustedList(signed);
    expect(list.structure).toEqual({ valid: true, messages: [] });
    expect(list.providers[0]?.services).toHaveLength(4);
    const announced = world.announced.japan.map(parseCertificate);
    const { conclusion } = await authenticateList(parseXml(signed), announced, { scheme: list.scheme });
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
  });

  it('says what it made in JSON', async () => {
    using bench = openBench();
    const out = bench.path('list.xml');
    const argv = ['tl', 'build', writeDescription(bench), '--out', out, ...signer(bench), '--report', 'json'];
    const { stdout } = await run([...argv, '--digest', 'sha256', '--signing-time', '2026-01-01T00:00:00Z']);
    expect(JSON.parse(stdout)).toEqual({
      output: out,
      territory: 'JP',
      sequenceNumber: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(new TextDecoder().decode(bench.read('list.xml'))).toContain(
      '2026-01-01T00:00:00Z</xades:SigningTime>',
    );
  });

  it('writes nothing for what no list may say, and says where', async () => {
    using bench = openBench();
    const building = (change: (text: string) => string) =>
      run([
        'tl',
        'build',
        writeDescription(bench, change),
        '--out',
        bench.path('list.xml'),
        ...signer(bench),
      ]);
    expect(await building((text) => text.replace('"territory":"JP"', '"territory":"Japan"'))).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('TRUSTED_LIST_INVALID: $.scheme.schemeNames'),
    });
    expect(await building((text) => text.replace('"issueDate"', '"issued"'))).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('$.scheme.issueDate is missing'),
    });
    expect(await building((text) => text.replaceAll('ca.pem', 'none.pem'))).toMatchObject({ code: 66 });
    expect(await building(() => 'list')).toMatchObject({ code: 64 });
    expect(bench.list()).not.toContain('list.xml');
  });

  it('warns of a certificate that is unusual, and refuses one that is for something else', async () => {
    using bench = openBench();
    const now = new Date();
    const period = { notBefore: addDays(now, -1), notAfter: addDays(now, 30) };
    const key = world.signers.entity('japan').key;
    const pki = await createPki({
      entities: [
        { name: 'abroad', subject: [{ C: 'XE' }], profile: { kind: 'list-signing' }, key, ...period },
        { name: 'seal', subject: [{ C: 'JP' }], profile: { kind: 'seal', policies: [] }, key, ...period },
      ],
    });
    for (const { name, certificate } of pki.entities)
      bench.write(`${name}.pem`, toPem('CERTIFICATE', certificate));
    const building = (name: string) =>
      run([
        'tl',
        'build',
        writeDescription(bench),
        '--out',
        bench.path(`${name}.xml`),
        ...signer(bench, name),
      ]);
    expect(await building('abroad')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('eseal: warning: LIST_SIGNER_PROFILE'),
    });
    expect(await building('seal')).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('eseal: LIST_SIGNER_REFUSED: '),
    });
    expect(bench.list()).not.toContain('seal.xml');
  });

  it('says what it needs', async () => {
    using bench = openBench();
    const description = writeDescription(bench);
    expect(await run(['tl', 'build', description, ...signer(bench)])).toMatchObject({ code: 64 });
    expect(await run(['tl', 'build', description, '--out', description, ...signer(bench)])).toMatchObject({
      code: 64,
    });
    expect(await run(['tl', 'build', description, '--out', bench.path('list.xml')])).toMatchObject({
      code: 64,
    });
    expect(await run(['tl', 'build', bench.path('no.json'), '--out', bench.path('list.xml')])).toMatchObject({
      code: 66,
    });
  });
});
