/**
 * `xmlsec1 --verify`: every ds:Signature of an XML document, with the path of its certificate.
 *
 * @module
 */
import type { Document, Element } from '@xmldom/xmldom';
import { requireJudge } from '../judges.ts';
import { parseDocument, signatureElements, XMLDSIG } from '../lib/xml-signatures.ts';
import { runProgram } from './run-program.ts';
import { joinVerdicts, type SealedFile, type SealJudge, type Verdict } from './verdict.ts';

/** xmlsec1 as a judge. It knows XMLDSig and nothing of XAdES beyond the reference to its properties. */
export function createXmlsec1(): SealJudge {
  const program = requireJudge('xmlsec1');
  return {
    name: 'xmlsec1',
    scope: 'seals',
    async judge(file) {
      const document = parseDocument(file.bytes);
      const verdicts: Verdict[] = [];
      for (const at of signatureElements(document).keys())
        verdicts.push(await judgeSignature(program, file, document, at));
      return joinVerdicts(verdicts);
    },
    async version() {
      const { output } = await runProgram(program, ['--version']);
      return output.split(' ')[1] ?? 'unknown';
    },
  };
}

async function judgeSignature(
  program: string,
  { path, content, trust }: SealedFile,
  document: Document,
  at: number,
): Promise<Verdict> {
  const { status, errors, output } = await runProgram(program, [
    ...['--verify', '--enabled-key-data', 'x509', '--trusted-pem', trust.path],
    ...['--node-xpath', `(//*[local-name()='Signature' and namespace-uri()='${XMLDSIG}'])[${at + 1}]`],
    ...idAttributes(document),
    ...(content === undefined ? [] : contentOptions(document, content.path)),
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
function contentOptions(document: Document, path: string): readonly string[] {
  const uris = [...document.getElementsByTagNameNS(XMLDSIG, 'Reference')].map(
    (one) => one.getAttribute('URI') ?? '',
  );
  const outside = uris.filter((uri) => uri !== '' && !uri.startsWith('#'));
  return outside.flatMap((uri) => [`--url-map:${decodeURIComponent(uri)}`, path]);
}

/** The first thing that failed, which is the innermost. */
function reasonIn(text: string): string {
  const [, subject, problem, detail = ''] = /:subj=([^:]*):error=\d+:([^:]*):?(.*)/.exec(text) ?? [];
  return subject === undefined ? text.trim() : `${subject}: ${problem} ${detail}`.trim();
}
