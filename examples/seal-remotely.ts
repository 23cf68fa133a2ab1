/**
 * Seals an invoice with a key that a provider holds (CSC API v2), in two separate steps as Japan's guidelines ask for keys of level 2:
 * the application shows the service who it is, then a person sees what is to be sealed and gives leave for exactly that.
 *
 *     node --import tsx examples/seal-remotely.ts [DIRECTORY]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freezeManifest, sealMany } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import {
  type AuthorizationManifest,
  askForFactors,
  clientCredentials,
  createCscClient,
  createCscSigner,
  JP_MIC_LEVEL2,
} from '@eseal/signer-csc';
import { smallPdf } from '@eseal/testkit';
import { openOrganisation } from './lib/organisation.ts';
import { outputDirectory } from './lib/output.ts';
import { summarize } from './lib/summary.ts';
import { validateFile } from './lib/validate-file.ts';

const directory = await outputDirectory();
await using organisation = await openOrganisation(directory);
const { provider, timestamps } = organisation;

// Step one, use authentication: the application, with a secret of its own. In earnest a vault gives it.
const client = createCscClient({
  baseUrl: provider.url,
  authentication: clientCredentials({ clientId: provider.clientId, clientSecret: provider.clientSecret }),
  // The provider of this example is on loopback, without TLS.
  allowInsecureLoopback: true,
});

// Step two, key authorisation: a person, with a PIN that the application does not have.
const signer = await createCscSigner({
  client,
  credentialId: provider.credentialId,
  policy: JP_MIC_LEVEL2,
  authorizer: askForFactors(({ manifest }) => askPerson(manifest)),
  onEvent: ({ manifestDigest, count }) => {
    console.log(
      `Used     the key for ${count} values, as approved by manifest ${manifestDigest.slice(0, 16)}…\n`,
    );
  },
});

const invoices = ['2026-10.pdf', '2026-11.pdf'].map((id) => ({
  id,
  name: id,
  document: smallPdf({ text: id }),
}));
const manifest = await freezeManifest(invoices);
const options = { signer, format: pades(), adesLevel: 'B-T', timestamps, manifest } as const;
for await (const outcome of sealMany(invoices, options)) {
  if (outcome.kind !== 'sealed') throw new Error(`${outcome.id} was not sealed`);
  const file = join(directory, outcome.id);
  await writeFile(file, await outcome.document.toBytes());
  const report = await validateFile(file, organisation.anchors, 'none');
  console.log(`${file}\n${summarize(report)}`);
  if (report.conclusion.indication !== 'TOTAL-PASSED') process.exitCode = 1;
}

/** In earnest a page, or a device of its own, that shows the documents and takes the PIN. */
async function askPerson({ items, digest }: AuthorizationManifest): Promise<string> {
  console.log(`Approve  sealing these ${items.length} documents (manifest ${digest.slice(0, 16)}…):`);
  for (const { document } of items)
    console.log(`  ${document?.name}  SHA-256 ${document?.digest?.slice(0, 16)}…`);
  return provider.pin();
}
