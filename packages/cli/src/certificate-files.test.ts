import { mkdirSync } from 'node:fs';
import { certificateId, createGoodWorld, issueCrl, issueOcspResponse, toPem } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { readAnchors, readCertificates, readCrls, readOcspResponses } from './certificate-files.ts';
import { openBench } from './test-bench.ts';

const world = await createGoodWorld();
const { now } = world;
const list = (issuer: typeof world.root) =>
  issueCrl({ issuer, revocations: [], thisUpdate: now, nextUpdate: now, number: 1 });
const lists = [await list(world.root), await list(world.issuingCa)];
const [first = new Uint8Array()] = lists;
const answer = await issueOcspResponse({
  responder: world.ocsp,
  producedAt: now,
  answers: [
    {
      certificate: await certificateId(world.seal),
      status: { kind: 'good' },
      thisUpdate: now,
      nextUpdate: undefined,
    },
  ],
  extensions: [],
  certificates: [],
});

describe('revocation data in files', () => {
  it('is DER, PEM with any number of lists, or a directory of both', async () => {
    using bench = openBench();
    mkdirSync(bench.path('dir'));
    const pem = bench.write('dir/all.pem', toPem('X509 CRL', ...lists));
    const der = bench.write('dir/one.crl', first);
    bench.write('dir/notes.txt', 'notes');
    const ors = bench.write('dir/answer.ors', answer);
    expect(await readCrls([der])).toEqual([first]);
    expect(await readCrls([pem])).toEqual(lists);
    expect(await readCrls([bench.path('dir')])).toEqual([...lists, first]);
    expect(await readOcspResponses([ors, bench.path('dir')])).toEqual([answer, answer]);
  });

  it('is refused when a named file holds none, and when there is no such file', async () => {
    using bench = openBench();
    const notes = bench.write('notes.txt', 'notes');
    const ors = bench.write('answer.ors', answer);
    const unusable = [
      () => readCrls([notes]),
      () => readCrls([ors]),
      () => readOcspResponses([notes]),
      () => readCertificates([ors]),
    ];
    for (const read of unusable) await expect(read()).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    await expect(readCrls([bench.path('absent')])).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });
});

describe('certificates in files', () => {
  const good = world.seal.certificate;
  // A SEQUENCE that says nothing of a certificate.
  const unreadable = Uint8Array.from([0x30, 0x81, 0x02, 0x05, 0x00]);

  it('are passed on from PEM even where they cannot be read, but not trusted', async () => {
    using bench = openBench();
    const mixed = bench.write('mixed.pem', toPem('CERTIFICATE', unreadable, good));
    expect(await readCertificates([mixed])).toEqual([unreadable, good]);
    const broken = bench.write('broken.pem', toPem('CERTIFICATE', unreadable));
    expect(await readCertificates([broken])).toEqual([unreadable]);
    await expect(readAnchors([mixed])).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    const [anchor] = await readAnchors([bench.write('good.pem', toPem('CERTIFICATE', good))]);
    expect(anchor?.raw).toEqual(good);
  });

  it('are refused in a file that holds none, and passed over in a directory', async () => {
    using bench = openBench();
    const broken = bench.write('broken.der', unreadable);
    await expect(readCertificates([broken])).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    mkdirSync(bench.path('dir'));
    bench.write('dir/broken.der', unreadable);
    bench.write('dir/good.der', good);
    expect(await readCertificates([bench.path('dir')])).toEqual([good]);
  });
});
