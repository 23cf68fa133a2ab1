/**
 * Seals an invoice with a visible seal and a timestamp (PAdES B-T), and verifies it: `npm start`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { seal } from '@eseal/core';
import { createVisibleSeal, pades } from '@eseal/formats/pades';
import { openOrganisation } from './lib/organisation.ts';
import { outputDirectory } from './lib/output.ts';
import { reportOn } from './lib/report-on.ts';

const asset = (name: string) => readFile(new URL(`assets/${name}`, import.meta.url));
const fontFile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf',
);

const directory = await outputDirectory();
await using organisation = await openOrganisation(directory);

// The company seal stands over the end of the company's name, as it would on paper.
const appearance = createVisibleSeal({
  width: 60,
  height: 24,
  image: { bytes: await asset('seal.png'), x: 36, y: 0, width: 24, height: 24 },
  text: { lines: ['電子的に', '発行元を証明'], font: await readFile(fontFile), size: 8, y: 14 },
});

const sealed = await seal(await asset('invoice.pdf'), {
  signer: organisation.signer,
  format: pades({ appearance, place: { page: 1, x: 136, y: 46 }, location: '東京都' }),
  adesLevel: 'B-T',
  timestamps: organisation.timestamps,
});

const file = join(directory, 'invoice-sealed.pdf');
await writeFile(file, sealed.toStream());
console.log(await reportOn(file, organisation.anchors));
console.log(`\nThe sealed invoice: ${file}`);
