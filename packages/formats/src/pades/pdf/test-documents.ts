/**
 * Small PDFs for tests, in every form of cross-reference, made without the code under test.
 *
 * @module
 */

/** What a test PDF is made of. */
export interface TestPdf {
  /** Objects by number, as they stand between `obj` and `endobj`; 1 is the catalog. */
  readonly objects: Readonly<Record<number, string>>;
  /** Form of the cross-reference, default `table`. `object-streams` puts whatever may go there into one. */
  readonly form?: 'table' | 'stream' | 'object-streams' | 'hybrid';
  /** Default `1.7`. */
  readonly version?: string;
  /** Bytes before the header. */
  readonly prefix?: string;
  /** Further entries of the trailer, such as `/Info 5 0 R`. */
  readonly trailer?: string;
  /** What follows `%%EOF`, default a line feed. */
  readonly ending?: string;
}

/** Bytes of a text whose characters are bytes. */
export function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Text whose characters are the bytes. */
export function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

/** Objects of a document of some empty pages; 1 is the catalog, 2 the page tree, 3 the first page. */
export function pageObjects(pages = 1, catalog = ''): Record<number, string> {
  const kids = Array.from({ length: pages }, (_, i) => `${3 + i} 0 R`).join(' ');
  const objects: Record<number, string> = {
    1: `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    2: `<</Type/Pages/Kids[${kids}]/Count ${pages}/MediaBox[0 0 595 842]>>`,
  };
  for (let i = 0; i < pages; i++) objects[3 + i] = '<</Type/Page/Parent 2 0 R/Resources<<>>>>';
  return objects;
}

/** A stream object with this data. */
export function testStream(entries: string, data: string): string {
  return `<<${entries}/Length ${data.length}>>stream\n${data}\nendstream`;
}

interface Place {
  readonly id: number;
  /** Three fields of a cross-reference stream. */
  readonly fields: readonly [number, number, number];
}

/** Builds a PDF. */
export function buildTestPdf(document: TestPdf): Uint8Array {
  const { objects, form = 'table', version = '1.7', prefix = '', trailer = '', ending = '\n' } = document;
  return latin1(
    prefix + writeRevision(`%PDF-${version}\n%âãÏÓ\n`, objects, form, `/Root 1 0 R${trailer}`) + ending,
  );
}

/** Appends a revision to a PDF without leading garbage. */
export function appendTestRevision(
  pdf: Uint8Array,
  objects: Readonly<Record<number, string>>,
  options: { form?: TestPdf['form']; trailer?: string; size?: number } = {},
): Uint8Array {
  const text = toLatin1(pdf);
  const previous = /startxref\s+(\d+)/g;
  const [, offset] = [...text.matchAll(previous)].at(-1) ?? [];
  const trailer = `/Root 1 0 R/Prev ${offset}${options.trailer ?? ''}`;
  return latin1(`${writeRevision(text, objects, options.form ?? 'table', trailer, options.size)}\n`);
}

function writeRevision(
  before: string,
  objects: Readonly<Record<number, string>>,
  form: NonNullable<TestPdf['form']>,
  trailer: string,
  size = 0,
): string {
  const ids = Object.keys(objects).map(Number);
  const packed =
    form === 'object-streams' || form === 'hybrid' ? ids.filter((id) => mayBePacked(objects[id])) : [];
  const hidden = form === 'hybrid' ? packed.filter((id) => id > 2) : packed;
  let text = before;
  const places: Place[] = [];
  for (const id of ids.filter((one) => !hidden.includes(one))) {
    places.push({ id, fields: [1, text.length, 0] });
    text += `${id} 0 obj\n${objects[id]}\nendobj\n`;
  }
  let next = ids.reduce((greatest, id) => Math.max(greatest, id), size) + 1;
  if (hidden.length > 0) {
    const container = next++;
    const { body, inside } = packObjects(objects, hidden, container);
    const place: Place = { id: container, fields: [1, text.length, 0] };
    text += `${container} 0 obj\n${body}\nendobj\n`;
    if (form === 'hybrid') return writeHybrid(text, places, [place, ...inside], trailer, next);
    places.push(place, ...inside);
  }
  return form === 'table'
    ? writeTable(text, places, trailer, next)
    : writeStream(text, places, trailer, next);
}

function mayBePacked(body: string | undefined): boolean {
  return body !== undefined && !body.includes('stream\n');
}

function packObjects(
  objects: Readonly<Record<number, string>>,
  ids: readonly number[],
  container: number,
): { body: string; inside: Place[] } {
  let data = '';
  const header = ids.map((id) => {
    const entry = `${id} ${data.length}`;
    data += `${objects[id]} `;
    return entry;
  });
  const head = `${header.join(' ')} `;
  const body = testStream(`/Type/ObjStm/N ${ids.length}/First ${head.length}`, head + data);
  return { body, inside: ids.map((id, index) => ({ id, fields: [2, container, index] })) };
}

function writeTable(text: string, places: readonly Place[], trailer: string, size: number): string {
  const first = text.startsWith('%PDF') && !text.includes('startxref');
  const free = first ? '0 1\n0000000000 65535 f \n' : '';
  const rows = [...places]
    .sort((a, b) => a.id - b.id)
    .map(({ id, fields }) => `${id} 1\n${String(fields[1]).padStart(10, '0')} 00000 n \n`);
  return `${text}xref\n${free}${rows.join('')}trailer\n<</Size ${size}${trailer}>>\nstartxref\n${text.length}\n%%EOF`;
}

function writeHybrid(
  text: string,
  visible: readonly Place[],
  hidden: readonly Place[],
  trailer: string,
  size: number,
): string {
  const withStream = `${text}${xrefStreamObject(hidden, '', size)}`;
  return writeTable(withStream, visible, `${trailer}/XRefStm ${text.length}`, size + 1);
}

function writeStream(text: string, places: readonly Place[], trailer: string, size: number): string {
  const own: Place = { id: size, fields: [1, text.length, 0] };
  return `${text}${xrefStreamObject([...places, own], trailer, size)}startxref\n${text.length}\n%%EOF`;
}

function xrefStreamObject(places: readonly Place[], trailer: string, id: number): string {
  const sorted = [...places].sort((a, b) => a.id - b.id);
  const index = sorted.map((place) => `${place.id} 1`).join(' ');
  const data = sorted.map(({ fields: [kind, second, third] }) =>
    String.fromCharCode(kind, (second >> 16) & 255, (second >> 8) & 255, second & 255, third),
  );
  const entries = `/Type/XRef/W[1 3 1]/Index[${index}]/Size ${id + 1}${trailer}`;
  return `${id} 0 obj\n${testStream(entries, data.join(''))}\nendobj\n`;
}

/** A zlib stream of one stored block. */
export function stored(data: Uint8Array): Uint8Array {
  const { length } = data;
  return Uint8Array.from([
    0x78,
    0x01,
    1,
    length & 255,
    length >> 8,
    ~length & 255,
    (~length >> 8) & 255,
    ...data,
  ]);
}

/** The code of the error that a call throws, `fine` when it throws none. */
export function codeOf(use: () => unknown): string {
  try {
    use();
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
}
