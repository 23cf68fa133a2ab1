/** PDF documents of a wanted shape and size, written by hand so that their structure is known. */
import { incompressible } from './inputs.mjs';

const encoder = new TextEncoder();

/** Collects objects and their offsets. */
class PdfBuilder {
  #parts = [];
  #offsets = [];
  #length = 0;

  constructor() {
    this.#push('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
  }

  #push(part) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  add(body) {
    this.#offsets.push(this.#length);
    this.#push(`${this.#offsets.length} 0 obj\n`);
    this.#push(body);
    this.#push('\nendobj\n');
    return this.#offsets.length;
  }

  addStream(dictionary, data) {
    this.#offsets.push(this.#length);
    this.#push(`${this.#offsets.length} 0 obj\n<< ${dictionary} /Length ${data.length} >>\nstream\n`);
    this.#push(data);
    this.#push('\nendstream\nendobj\n');
    return this.#offsets.length;
  }

  /** Ends with a cross-reference table. */
  finishTable() {
    const start = this.#length;
    const entries = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.#offsets.length + 1;
    this.#push(`xref\n0 ${size}\n0000000000 65535 f \n${entries}`);
    this.#push(`trailer\n<< /Size ${size} /Root 1 0 R /ID [<00><00>] >>\nstartxref\n${start}\n%%EOF\n`);
    return this.#bytes();
  }

  /** Ends with a cross-reference stream. */
  finishStream() {
    const start = this.#length;
    const all = [0, ...this.#offsets, start];
    const data = Buffer.alloc(all.length * 6);
    all.forEach((offset, id) => {
      data[id * 6] = id === 0 ? 0 : 1;
      data.writeUInt32BE(offset, id * 6 + 1);
      data[id * 6 + 5] = 0;
    });
    const dictionary = `/Type /XRef /Size ${all.length} /W [1 4 1] /Root 1 0 R /ID [<00><00>]`;
    this.addStream(dictionary, data);
    this.#push(`startxref\n${start}\n%%EOF\n`);
    return this.#bytes();
  }

  #bytes() {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

/** A one-page document of about `size` bytes, most of it one image, as invoices are. */
export function documentOf(size, form = 'table') {
  const builder = new PdfBuilder();
  builder.add('<< /Type /Catalog /Pages 2 0 R >>');
  builder.add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  builder.add(
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>',
  );
  builder.addStream(
    '',
    encoder.encode('BT /F 12 Tf 50 800 Td (Invoice) Tj ET q 500 0 0 500 50 200 cm /I Do Q'),
  );
  const side = Math.max(8, Math.floor(Math.sqrt(size - 1200)));
  const image = `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8`;
  builder.addStream(image, incompressible(side * side));
  builder.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  return form === 'table' ? builder.finishTable() : builder.finishStream();
}

/** A document of 200,000 objects and 24 MB. */
export function manyObjects(count = 200_000) {
  const builder = new PdfBuilder();
  builder.add('<< /Type /Catalog /Pages 2 0 R >>');
  builder.add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  builder.add('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>');
  const filler = 'x'.repeat(60);
  for (let id = 4; id <= count; id++) builder.add(`<< /Kind /Filler /Number ${id} /Text (${filler}) >>`);
  return builder.finishTable();
}
