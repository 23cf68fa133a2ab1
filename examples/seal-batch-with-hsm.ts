/**
 * Seals a batch with a key in an HSM (PKCS #11): the key is made in the HSM and never leaves it. SoftHSM stands in for one here
 * (`apt-get install softhsm2`); in earnest name your vendor's library, and the token and key that your administrators gave you.
 *
 *     node --import tsx examples/seal-batch-with-hsm.ts [DIRECTORY]
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freezeManifest, sealMany } from '@eseal/core';
import { createFolderStore, openFileJournal } from '@eseal/core/node';
import { pades } from '@eseal/formats/pades';
import { openPkcs11Module, openPkcs11Signer } from '@eseal/signer-pkcs11';
import { smallPdf } from '@eseal/testkit';
import { openSoftHsm, softHsmMissing } from '@eseal/testkit/server';
import { enrolKey } from './lib/enrol-key.ts';
import { openOrganisation } from './lib/organisation.ts';
import { outputDirectory } from './lib/output.ts';
import { summarize } from './lib/summary.ts';
import { validateFile } from './lib/validate-file.ts';

const missing = softHsmMissing();
if (missing !== undefined) throw new Error(`this example needs an HSM, or one in software: ${missing}`);
const directory = join(await outputDirectory(), 'hsm');
await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
await using organisation = await openOrganisation(directory);
using hsm = openSoftHsm({ tokens: [{ label: 'seals' }] });
using module = await openPkcs11Module(hsm.module);
const token = { module, token: { label: 'seals' }, pin: () => hsm.token.pin };

await enrolKey(token, 'invoices', organisation.certify);
console.log('Enrolled a key on the token "seals", certified by the test CA');

// Eight sessions: the HSM works on as many signatures at a time as it can.
await using signer = await openPkcs11Signer({ ...token, key: { label: 'invoices' }, sessions: 8 });
const invoices = Array.from({ length: 100 }, (_, at) => {
  const id = `invoice-${String(at + 1).padStart(3, '0')}.pdf`;
  return { id, name: id, document: smallPdf({ text: id }) };
});
const manifest = await freezeManifest(invoices);
const folder = join(directory, 'sealed');
await mkdir(folder, { recursive: true });

// The journal remembers what was made: interrupted, the same program goes on where it was.
await using journal = await openFileJournal(join(directory, 'batch.jsonl'));
const record = { journal, store: createFolderStore(folder) };
const start = performance.now();
let sealed = 0;
for await (const outcome of sealMany(invoices, { signer, format: pades(), manifest, record })) {
  if (outcome.kind !== 'sealed') throw new Error(`${outcome.id}: ${outcome.kind}`);
  sealed += 1;
}
const seconds = (performance.now() - start) / 1000;
console.log(`Sealed   ${sealed} invoices in ${seconds.toFixed(1)} s: ${folder}\n`);

const file = join(folder, 'invoice-001.pdf');
const report = await validateFile(file, organisation.anchors, 'none');
console.log(`${file}\n${summarize(report)}`);
if (report.conclusion.indication !== 'TOTAL-PASSED') process.exitCode = 1;
