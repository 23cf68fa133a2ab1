/**
 * Credentials as a service describes them.
 *
 * @see CSC API v1.0.4.0 §11.4, §11.5; v2.0.0.2 §11.6, §11.7
 * @module
 */
import { CURVES } from '@eseal/core/crypto';
import * as v from 'valibot';
import type { Credential, CredentialAuthorization } from '../model/credential.ts';
import { readCertificates } from './certificate-values.ts';
import { type AnswerShape, checkAnswer, identifier, text } from './check-answer.ts';
import type { JsonObject } from './decode-json.ts';
import { factorsOfMembers, factorsOfObjects, toObjects } from './factors.ts';
import { type Conversion, inOrder, toArray, toNumber, toText } from './normalise.ts';
import { answerInvalid } from './read-answer.ts';

const METHOD = 'credentials/info';

/** Names that some services write in place of the object identifier. */
const CURVE_NAMES: ReadonlyMap<string, string> = new Map(
  CURVES.flatMap(({ name, openssl, oid }) => [
    [name.toLowerCase(), oid],
    [openssl.toLowerCase(), oid],
    ...(name === 'P-256' ? [['secp256r1', oid] as const] : []),
  ]),
);

const toCurveOid: Conversion = (value) =>
  typeof value === 'string' ? (CURVE_NAMES.get(value.toLowerCase()) ?? value) : value;

const toLowerCase: Conversion = (value) => (typeof value === 'string' ? value.toLowerCase() : value);

/** Where it is missing or 0, one signature at a time is what is certain. */
const toMultisign: Conversion = (value) => {
  const number = toNumber(value);
  return number === undefined || number === 0 ? 1 : number;
};

const described = {
  format: v.optional(text()),
  label: v.optional(text()),
  description: v.optional(text()),
};

const factorMember = v.optional(
  v.object({
    presence: v.optional(v.picklist(['true', 'false', 'optional']), 'true'),
    type: v.optional(text()),
    ...described,
  }),
);

const factorObject = v.object({
  id: identifier,
  type: v.optional(text(), 'Password'),
  generator: v.optional(text()),
  ...described,
});

const SHAPE = {
  normalisation: {
    names: { multisign: ['multiSign'], SCAL: ['scal'] },
    values: {
      'key.status': toLowerCase,
      'key.algo': toArray,
      'key.len': toNumber,
      'key.curve': toCurveOid,
      'cert.status': toLowerCase,
      'cert.certificates': toArray,
      authMode: toLowerCase,
      'auth.mode': toLowerCase,
      'auth.objects': inOrder(toArray, toObjects),
      'PIN.presence': toText,
      'OTP.presence': toText,
      SCAL: toText,
      multisign: toMultisign,
    },
  },
  schema: v.object({
    description: v.optional(text()),
    signatureQualifier: v.optional(text()),
    key: v.object({
      status: v.picklist(['enabled', 'disabled']),
      algo: v.pipe(v.array(identifier), v.minLength(1), v.maxLength(100)),
      len: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536))),
      curve: v.optional(identifier),
    }),
    cert: v.optional(
      v.object({
        status: v.optional(v.picklist(['valid', 'expired', 'revoked', 'suspended'])),
        certificates: v.optional(v.array(text(1 << 20)), []),
      }),
      {},
    ),
    authMode: v.optional(v.picklist(['implicit', 'explicit', 'oauth2code'])),
    auth: v.optional(
      v.object({
        mode: v.picklist(['implicit', 'explicit', 'oauth2code']),
        expression: v.optional(text()),
        objects: v.optional(v.pipe(v.array(factorObject), v.maxLength(20)), []),
      }),
    ),
    PIN: factorMember,
    OTP: factorMember,
    SCAL: v.optional(v.picklist(['1', '2']), '1'),
    multisign: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
} satisfies AnswerShape<v.GenericSchema>;

type Checked = v.InferOutput<typeof SHAPE.schema>;

/**
 * Reads an answer of `credentials/info`. Names and dates beside the certificates are not read: the certificates have them.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readCredential(id: string, body: JsonObject): Credential {
  const checked = checkAnswer(body, SHAPE, { method: METHOD, spends: false });
  const { key, cert } = checked;
  const certificates = readCertificates(cert.certificates);
  if (certificates === undefined) throw invalid('cert.certificates holds what is no certificate');
  return {
    id,
    description: checked.description,
    signatureQualifier: checked.signatureQualifier,
    key: { isEnabled: key.status === 'enabled', algorithms: key.algo, length: key.len, curve: key.curve },
    certificateStatus: cert.status,
    certificates,
    authorization: readAuthorization(checked),
    soleControlLevel: checked.SCAL === '2' ? 2 : 1,
    maxSignatures: checked.multisign,
  };
}

/** Version 2 has `auth`, version 1 `authMode`; a service that sends both is taken by `auth`. */
function readAuthorization({ auth, authMode, PIN, OTP }: Checked): CredentialAuthorization {
  const mode = auth?.mode ?? authMode;
  if (mode === undefined) throw invalid('authMode is missing');
  if (mode !== 'explicit') return { mode };
  const factors = auth === undefined ? factorsOfMembers({ PIN, OTP }) : factorsOfObjects(auth.objects);
  return { mode, factors, expression: auth?.expression };
}

function invalid(why: string): Error {
  return answerInvalid({ method: METHOD, spends: false }, why);
}
