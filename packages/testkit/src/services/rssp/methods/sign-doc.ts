/**
 * `signatures/signDoc` (CSC API v2.0.0.2 §11.13): CAdES by document or digest, and the CMS of PAdES by digest. What it does not make is
 * refused: XAdES, JAdES, whole PDFs, and levels above B-T.
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import { encode, setOf } from '../../../der.ts';
import { digest } from '../../digests.ts';
import { answerLater, readAsynchronous } from '../asynchronous.ts';
import type { RsspContext } from '../context.ts';
import { assertCanSign, credentialByQualifier, credentialOf } from '../credentials.ts';
import { HASHES } from '../keys/digest-info.ts';
import { type IdentifiedCall, type Method, ok } from '../method.ts';
import type { RsspCredential } from '../model.ts';
import { assertKnown, optionalBoolean, optionalString } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { activationOf, spend } from '../sad.ts';
import { encodeSignedData, signedAttributes } from '../sign-doc/cms.ts';
import { type DocumentToSign, readDocuments } from '../sign-doc/read-sign-doc.ts';
import { validationInfo } from '../sign-doc/validation-info.ts';
import { signHashes } from '../sign-hashes.ts';

const NAME = 'signatures/signDoc';

const PARAMETERS = [
  ...['credentialID', 'signatureQualifier', 'SAD', 'documentDigests', 'documents', 'operationMode'],
  ...['validity_period', 'response_uri', 'returnValidationInfo', 'clientData'],
];

/** The method. */
export function createSignDoc(context: RsspContext): Method {
  return {
    name: NAME,
    dialects: ['v2'],
    access: 'seal',
    async answer(call) {
      const { parameters } = call;
      assertKnown(parameters, PARAMETERS);
      const credential = namedCredential(context, call);
      const activation = activationOf(context, call, credential);
      const documents = await readDocuments(parameters, credential);
      const asynchronous = readAsynchronous(context, call);
      const isInfoWanted = optionalBoolean(parameters, 'returnValidationInfo');
      optionalString(parameters, 'clientData');
      assertCanSign(context, credential);
      const hashOid = documents[0]?.terms.hashOid;
      const hashes = documents.map(({ hash }) => hash);
      const seals = await spend(activation, { hashOid, hashes }, () =>
        signAll(context, credential, documents),
      );
      if (seals === 'not authorized') throw notAuthorized(documents);
      const info = isInfoWanted ? { validationInfo: await validationInfo(context, credential) } : {};
      const body = { ...seals, ...info };
      return asynchronous === undefined ? ok(body) : answerLater(context, call, body, asynchronous);
    },
  };
}

function namedCredential(context: RsspContext, call: IdentifiedCall): RsspCredential {
  const { credentialID, signatureQualifier } = call.parameters.values;
  if (credentialID !== undefined || signatureQualifier === undefined) return credentialOf(context, call);
  return credentialByQualifier(context, call, optionalString(call.parameters, 'signatureQualifier'));
}

function notAuthorized(documents: readonly DocumentToSign[]): Problem {
  const text = 'documentDigests or documents are not authorized by the SAD';
  const isByDocument = documents.some(({ document }) => document !== undefined);
  return isByDocument ? new Problem('invalid_hash', text, 403) : invalidRequest(text);
}

/** The seals, those inside of documents apart from those beside them. */
async function signAll(
  context: RsspContext,
  credential: RsspCredential,
  documents: readonly DocumentToSign[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const made = await Promise.all(
    documents.map(async (document) => ({ document, seal: await signOne(context, credential, document) })),
  );
  const of = (isAttached: boolean): readonly string[] =>
    made.filter(({ document }) => document.isAttached === isAttached).map(({ seal }) => toBase64(seal));
  const [inside, beside] = [of(true), of(false)];
  return {
    ...(inside.length > 0 && { DocumentWithSignature: inside }),
    ...(beside.length > 0 && { SignatureObject: beside }),
  };
}

async function signOne(
  context: RsspContext,
  credential: RsspCredential,
  item: DocumentToSign,
): Promise<Uint8Array> {
  const { terms, level, isAttached } = item;
  const [leaf, ...issuers] = credential.certificates;
  if (leaf === undefined) throw invalidRequest('Invalid parameter credentialID');
  const attributes = await signedAttributes(item, leaf, context.clock.now());
  const hash = await digest(HASHES[terms.hashOid].name, encode(setOf(attributes)));
  const [value = new Uint8Array()] = await signHashes(context, NAME, credential, terms, [hash]);
  const { timestampAuthority } = context.world;
  const timestamp =
    level === 'T' ? await timestampAuthority.stamp(await digest('SHA-256', value)) : undefined;
  const content = isAttached ? item.document : undefined;
  return encodeSignedData({ attributes, terms, value, certificates: [leaf, ...issuers], content, timestamp });
}
