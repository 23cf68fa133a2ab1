/**
 * What a service says of itself.
 *
 * @see CSC API v1.0.4.0 §11.1, v2.0.0.2 §11.1
 * @module
 */
import * as v from 'valibot';
import type { AuthenticationType, AuthorizationServer, ServiceInfo } from '../model/service.ts';
import { type AnswerShape, checkAnswer, text } from './check-answer.ts';
import { isJsonObject, type JsonObject } from './decode-json.ts';
import { type Conversion, toArray, toBoolean } from './normalise.ts';

/** Kinds of authentication in small letters: some services write `tls`. */
const AUTHENTICATION_TYPES: ReadonlySet<string> = new Set<AuthenticationType>([
  'external',
  'tls',
  'basic',
  'digest',
  'oauth2code',
  'oauth2client',
]);

/** Services give one text, a list, or an object whose members are true. */
const toNames: Conversion = (value) =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([name, isOn]) => (isOn === false ? [] : [name]))
    : toArray(value);

const texts = v.optional(v.array(text()), []);
const server = v.object({
  baseUri: v.optional(text()),
  issuerIdentifier: v.optional(text()),
  supportsRar: v.optional(v.boolean()),
});

const SHAPE = {
  normalisation: {
    dropsNullElements: true,
    values: {
      authType: toNames,
      methods: toArray,
      oauth2Servers: toArray,
      conformance_levels: toArray,
      asynchronousOperationMode: toBoolean,
      supportsRar: toBoolean,
      'signAlgorithms.algos': toArray,
      'signature_formats.formats': toArray,
      extensions: toArray,
    },
  },
  schema: v.object({
    specs: v.pipe(v.string(), v.regex(/^\d{1,4}(\.\d{1,4}){1,3}$/)),
    name: v.optional(text()),
    logo: v.optional(text(65_536)),
    region: v.optional(text()),
    lang: v.optional(text()),
    description: v.optional(text()),
    authType: texts,
    oauth2: v.optional(text()),
    oauth2Issuer: v.optional(text()),
    oauth2Servers: v.optional(v.array(server), []),
    methods: texts,
    asynchronousOperationMode: v.optional(v.boolean(), false),
    supportsRar: v.optional(v.boolean(), false),
    signAlgorithms: v.optional(v.object({ algos: texts }), {}),
    signature_formats: v.optional(v.object({ formats: texts }), {}),
    conformance_levels: texts,
    extensions: texts,
  }),
} satisfies AnswerShape<v.GenericSchema>;

type Checked = v.InferOutput<typeof SHAPE.schema>;

/**
 * Reads an answer of `info`.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readServiceInfo(body: JsonObject): ServiceInfo {
  const checked = checkAnswer(body, SHAPE, { method: 'info', spends: false });
  return {
    specs: checked.specs,
    name: checked.name,
    logo: checked.logo,
    region: checked.region,
    language: checked.lang,
    description: checked.description,
    authenticationTypes: checked.authType.map((type) => type.toLowerCase()).filter(isAuthenticationType),
    authorizationServers: authorizationServers(checked),
    methods: checked.methods.map((method) => method.replace(/^\/+/, '')),
    supportsAsynchronous: checked.asynchronousOperationMode,
    supportsRichAuthorization: checked.supportsRar || checked.oauth2Servers.some((one) => one.supportsRar),
    signatureAlgorithms: checked.signAlgorithms.algos,
    signatureFormats: checked.signature_formats.formats,
    conformanceLevels: checked.conformance_levels,
    extensions: checked.extensions,
  };
}

function isAuthenticationType(type: string): type is AuthenticationType {
  return AUTHENTICATION_TYPES.has(type);
}

/** Only one of the three members should be there; where there are several, the most telling one comes first. */
function authorizationServers(checked: Checked): readonly AuthorizationServer[] {
  const listed = checked.oauth2Servers.flatMap((one) => [
    ...issuerServer(one.issuerIdentifier),
    ...baseServer(one.baseUri),
  ]);
  return [...listed, ...issuerServer(checked.oauth2Issuer), ...baseServer(checked.oauth2)];
}

function issuerServer(issuer: string | undefined): readonly AuthorizationServer[] {
  return issuer === undefined || issuer === '' ? [] : [{ kind: 'issuer', issuer }];
}

function baseServer(url: string | undefined): readonly AuthorizationServer[] {
  return url === undefined || url === '' ? [] : [{ kind: 'base', url }];
}
