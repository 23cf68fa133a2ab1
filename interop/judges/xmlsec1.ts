/**
 * `xmlsec1 --verify`: every ds:Signature of an XML document or of a container, with the path of its certificate.
 *
 * @module
 */
import type { Document, Element } from '@xmldom/xmldom';
import { requireJudge } from '../judges.ts';
import { documentsIn, readAsic, xadesFilesIn } from '../lib/asic-parts.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { parseDocument, signatureElements, XMLDSIG } from '../lib/xml-signatures.ts';
import { runProgram } from './run-program.ts';
import { joinVerdicts, type SealedFile, type SealJudge, type Verdict } from './verdict.ts';

/** xmlsec1 as a judge. It knows XMLDSig and nothing of XAdES beyond the reference to its properties. */
export function createXmlsec1(): SealJudge {
  const program = requireJudge('xmlsec1');
  return {
    name: 'xmlsec1',
    scope: 'seals',
    judge: (file) =>
      file.kind === 'asic-xades'
        ? judgeContainer(program, file)
        : judgeXml(program, file, () => file.content?.path),
    async version() {
      const { output } = await runProgram(program, ['--version']);
      return output.split(' ')[1] ?? 'unknown';
    },
  };
}

/** Where the file is that a URI outside of the document means. */
type PathOf = (uri: string) => string | undefined;

/** The signatures of a container, with all its files beside them. */
async function judgeContainer(program: string, { bytes, trust }: SealedFile): Promise<Verdict> {
  using bench = createWorkbench();
  const paths = new Map(
    documentsIn(readAsic(bytes)).map(([name, file], at) => [name, bench.write(`${at}.bin`, file)]),
  );
  const verdicts: Verdict[] = [];
  for (const seals of xadesFilesIn(bytes)) {
    const path = bench.write('signatures.xml', seals.bytes);
    verdicts.push(await judgeXml(program, { path, bytes: seals.bytes, trust }, (uri) => paths.get(uri)));
  }
  return joinVerdicts(verdicts);
}

async function judgeXml(
  program: string,
  file: Pick<SealedFile, 'path' | 'bytes' | 'trust'>,
  pathOf: PathOf,
): Promise<Verdict> {
  const document = parseDocument(file.bytes);
  const verdicts: Verdict[] = [];
  for (const at of signatureElements(document).keys())
    verdicts.push(await judgeSignature(program, file, document, at, pathOf));
  return joinVerdicts(verdicts);
}

async function judgeSignature(
  program: string,
  { path, trust }: Pick<SealedFile, 'path' | 'trust'>,
  document: Document,
  at: number,
  pathOf: PathOf,
): Promise<Verdict> {
  const { status, errors, output } = await runProgram(program, [
    ...['--verify', '--enabled-key-data', 'x509', '--trusted-pem', trust.path],
    ...['--node-xpath', `(//*[local-name()='Signature' and namespace-uri()='${XMLDSIG}'])[${at + 1}]`],
    ...idAttributes(document),
    ...contentOptions(document, pathOf),
    path,
  ]);
  return { accepted: status === 0, seals: 1, reason: status === 0 ? '' : reasonIn(errors + output) };
}

/** xmlsec1 knows no attribute as an Id by itself: each that stands in the document is declared. */
function idAttributes(document: Document): readonly string[] {
  const declared = new Set<string>();
  for (const element of document.getElementsByTagName('*')) {
    for (const name of ['Id', 'ID', 'id']) {
      if (element.hasAttribute(name)) declared.add(`--id-attr:${name} ${qualifiedName(element)}`);
    }
  }
  return [...declared].flatMap((one) => one.split(' '));
}

function qualifiedName({ namespaceURI, localName }: Element): string {
  return namespaceURI === null ? `${localName}` : `${namespaceURI}:${localName}`;
}

/** The content stands under the URI, as libxml2 decodes it, of the reference that is to nothing in the document. */
function contentOptions(document: Document, pathOf: PathOf): readonly string[] {
  const uris = [...document.getElementsByTagNameNS(XMLDSIG, 'Reference')].map(
    (one) => one.getAttribute('URI') ?? '',
  );
  const outside = uris.filter((uri) => uri !== '' && !uri.startsWith('#')).map(decodeURIComponent);
  return outside.flatMap((uri) => {
    const path = pathOf(uri);
    return path === undefined ? [] : [`--url-map:${uri}`, path];
  });
}

/** The first thing that failed, which is the innermost. */
function reasonIn(text: string): string {
  const [, subject, problem, detail = ''] = /:subj=([^:]*):error=\d+:([^:]*):?(.*)/.exec(text) ?? [];
  return subject === undefined ? text.trim() : `${subject}: ${problem} ${detail}`.trim();
}
