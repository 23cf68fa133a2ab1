/** PAdES-B-B beside @signpdf (plain placeholder) and @libpdf/core. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createSealer, kindOf, rawWork } from '../lib/inputs.mjs';
import { compare, ratios } from '../lib/measure.mjs';
import { documentOf } from '../lib/pdf.mjs';
import { createLibpdfSealer } from '../peers/libpdf.mjs';
import { createSignpdfSealer } from '../peers/signpdf.mjs';

const SIZES = { '30k': 30_000, '5m': 5_000_000, '50m': 50_000_000 };

export async function measure(id) {
  const size = SIZES[id.split('-')[1]];
  const form = id.endsWith('xref-stream') ? 'stream' : 'table';
  const document = documentOf(size, form);
  const kind = kindOf(id);
  const { world, signer, key } = await createSealer(kind);
  const format = pades();
  const append = id.endsWith('append');
  const works = {
    raw: rawWork(document, key),
    ours: append
      ? appender(document, signer, format)
      : async () => (await seal(document, { signer, format })).toBytes(),
  };
  if (!append) {
    // The plain placeholder refuses cross-reference streams.
    if (form === 'table') works.signpdf = await createSignpdfSealer(document, world, kind);
    works.libpdf = await createLibpdfSealer(document, world, kind);
  }
  return ratios(await compare(works));
}

/** Only what was appended is written, as to a file that holds the document already. */
function appender(document, signer, format) {
  const file = openSync('/dev/null', 'a');
  process.once('exit', () => closeSync(file));
  return async () => {
    const sealed = await seal(document, { signer, format });
    for (const part of sealed.parts.slice(1)) writeSync(file, part);
  };
}
