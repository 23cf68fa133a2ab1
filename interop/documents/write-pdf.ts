/**
 * PDFs written by hand, in three forms of cross-reference (ISO 32000-1 §7.5), without the code under test.
 *
 * @module
 */

/** An object as it stands between `obj` and `endobj`, from number 1 on. */
export type PdfBody = string | { readonly entries: string; readonly data: Uint8Array };

/** Form of the cross-reference: a table, a stream, or a table with a stream beside it for some objects. */
export type XrefForm = 'table' | 'stream' | 'hybrid';

interface Place {
  readonly number: number;
  /** Type and two fields of a cross-reference stream (§7.5.8.3). */
  readonly fields: readonly [type: 0 | 1 | 2, second: number, third: number];
}

/** Writes a document whose object 1 is the catalog. */
export function writePdf(objects: readonly PdfBody[], form: XrefForm): Uint8Array {
  const out = createOutput();
  out.text('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const packed = form === 'hybrid' ? lastText(objects) : undefined;
  const places: Place[] = [];
  for (const [at, body] of objects.entries()) {
    if (at + 1 === packed) continue;
    places.push({ number: at + 1, fields: [1, out.length(), 0] });
    writeObject(out, at + 1, body);
  }
  if (form === 'stream') writeStream(out, places, objects.length + 1, '/Root 1 0 R');
  else if (packed === undefined) writeTable(out, places, objects.length + 1, '');
  else writeHybrid(out, places, objects, packed);
  return out.bytes();
}

/** Number of the last object that may stand in an object stream. */
function lastText(objects: readonly PdfBody[]): number {
  return objects.findLastIndex((body) => typeof body === 'string') + 1;
}

interface Output {
  length(): number;
  text(text: string): void;
  data(bytes: Uint8Array): void;
  bytes(): Uint8Array;
}

function createOutput(): Output {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const data = (bytes: Uint8Array): void => {
    chunks.push(bytes);
    length += bytes.length;
  };
  return {
    length: () => length,
    text: (text) => data(Buffer.from(text, 'latin1')),
    data,
    bytes: () => Uint8Array.from(Buffer.concat(chunks)),
  };
}

function writeObject(out: Output, number: number, body: PdfBody): void {
  out.text(`${number} 0 obj\n`);
  if (typeof body === 'string') {
    out.text(body);
  } else {
    out.text(`<< ${body.entries} /Length ${body.data.length} >>\nstream\n`);
    out.data(body.data);
    out.text('\nendstream');
  }
  out.text('\nendobj\n');
}

/** §7.5.4, §7.5.5. */
function writeTable(out: Output, places: readonly Place[], size: number, further: string): void {
  const at = out.length();
  const inUse = new Map(places.map(({ number, fields }) => [number, fields[1]]));
  out.text(`xref\n0 ${size}\n`);
  for (let number = 0; number < size; number++) {
    const offset = inUse.get(number);
    out.text(
      offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`,
    );
  }
  out.text(`trailer\n<< /Size ${size} /Root 1 0 R${further} >>\nstartxref\n${at}\n%%EOF\n`);
}

/** §7.5.8. */
function writeStream(out: Output, places: readonly Place[], number: number, further: string): void {
  const at = out.length();
  writeXrefStream(out, [...places, { number, fields: [1, at, 0] }], number, further);
  out.text(`startxref\n${at}\n%%EOF\n`);
}

function writeXrefStream(out: Output, places: readonly Place[], number: number, further: string): void {
  const sorted = places.toSorted((one, other) => one.number - other.number);
  const data = new Uint8Array(sorted.length * 6);
  const view = new DataView(data.buffer);
  for (const [row, { fields }] of sorted.entries()) {
    view.setUint8(row * 6, fields[0]);
    view.setUint32(row * 6 + 1, fields[1]);
    view.setUint8(row * 6 + 5, fields[2]);
  }
  const index = sorted.map((place) => `${place.number} 1`).join(' ');
  const entries = `/Type /XRef /W [1 4 1] /Index [${index}] /Size ${number + 1} ${further}`;
  writeObject(out, number, { entries, data });
}

/** §7.5.8.4: the packed object is free in the table and found by /XRefStm only. */
function writeHybrid(
  out: Output,
  places: readonly Place[],
  objects: readonly PdfBody[],
  packed: number,
): void {
  const container = objects.length + 1;
  const header = `${packed} 0 `;
  const data = Buffer.from(`${header}${objects[packed - 1]}`, 'latin1');
  const containerAt = out.length();
  writeObject(out, container, { entries: `/Type /ObjStm /N 1 /First ${header.length}`, data });
  const streamAt = out.length();
  const hidden: readonly Place[] = [
    { number: packed, fields: [2, container, 0] },
    { number: container, fields: [1, containerAt, 0] },
  ];
  writeXrefStream(out, hidden, container + 1, '');
  writeTable(out, places, container + 2, ` /XRefStm ${streamAt}`);
}
