/**
 * What is tried with a PDF of the corpus, as its manifest asserts the outcome.
 *
 * @module
 */
import type { PadesOptions } from '@eseal/formats/pades';
import { isJsonObject, type JsonObject, objectIn, textIn } from '../judges/json.ts';
import type { CorpusPdf } from './manifest.ts';

/** Whether something can be done. */
export type Outcome = 'accepted' | 'refused';

/** Who seals, apart from the usual organisation with an RSA key. */
export type SealerName = 'usual' | 'with SHA-512' | 'Alice';

/** Something that is done with a PDF. */
export interface Attempt {
  /** The assertion it comes from, such as `newSignature, noPassword`. */
  readonly title: string;
  readonly expected: Outcome;
  /** `certify and seal` fills the first empty field by a certification and the second by a seal. */
  readonly operation: 'open' | 'seal' | 'certify and seal' | 'add field' | 'add overlapping field';
  readonly options: PadesOptions;
  /** Page of an added field, from 1. */
  readonly page?: number;
  readonly sealer?: SealerName;
}

/** How the manifest says that something can be done, or not. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ok: 'accepted',
  accepted: 'accepted',
  refused: 'refused',
  error: 'refused',
};

type Reader = (value: unknown, pdf: CorpusPdf) => readonly Attempt[];

/** The assertions that are attempts, by the key of the manifest. */
const READERS: Readonly<Record<string, Reader>> = {
  open: (value, pdf) => byCircumstance('open', value, pdf, openingWith),
  newSignature: (value, pdf) => byCircumstance('newSignature', value, pdf, (options) => sealing(options)),
  signExistingField: (value, pdf) =>
    byCircumstance('signExistingField', value, pdf, (options) =>
      sealing({ fieldName: pdf.emptyFields[0] ?? 'Sig1', ...options }),
    ),
  signNewField: (value, pdf) => byCircumstance('signNewField', value, pdf, (options) => sealing(options)),
  fillPlaceholder: (value, pdf) =>
    byCircumstance('fillPlaceholder', value, pdf, (options) =>
      sealing({ ...options, fieldName: 'Signature1', fillPlaceholder: true }),
    ),
  addSignatureField: (value, pdf) => byCircumstance('addSignatureField', value, pdf, adding('add field')),
  addOverlappingField: (value, pdf) =>
    byCircumstance('addOverlappingField', value, pdf, adding('add overlapping field')),
  certifyThenSignOther: (value, pdf) =>
    byCircumstance('certifyThenSignOther', value, pdf, adding('certify and seal')),
  page: (value) =>
    Object.entries(isJsonObject(value) ? value : {}).map(([index, outcome]) => ({
      title: `page, ${index}`,
      expected: outcomeOf(outcome),
      operation: 'add field',
      options: {},
      page: Number(index) + 1,
    })),
  signAttempts: (value, pdf) =>
    (Array.isArray(value) ? value.filter(isJsonObject) : []).flatMap((attempt) => signAttempt(attempt, pdf)),
};

/** Everything to be tried with a PDF. */
export function attemptsWith(pdf: CorpusPdf): readonly Attempt[] {
  return Object.entries(pdf.expect).flatMap(([key, value]) => READERS[key]?.(value, pdf) ?? []);
}

/** Keys of a PDF's assertions that no attempt comes from. */
export function otherAssertions(pdf: CorpusPdf): readonly string[] {
  return Object.keys(pdf.expect).filter((key) => READERS[key] === undefined);
}

type Plan = Pick<Attempt, 'operation' | 'options'>;

/** An outcome, or one for each circumstance: a password, a strictness, the name of a field. */
function byCircumstance(
  key: string,
  value: unknown,
  pdf: CorpusPdf,
  plan: (options: PadesOptions, circumstance?: string) => Plan,
): readonly Attempt[] {
  if (!isJsonObject(value)) return [{ title: key, expected: outcomeOf(value), ...plan({}) }];
  return Object.entries(value).map(([circumstance, outcome]) => ({
    title: `${key}, ${circumstance}`,
    expected: outcomeOf(outcome),
    ...plan(circumstanceOptions(circumstance, pdf), circumstance),
  }));
}

function circumstanceOptions(circumstance: string, { passwords }: CorpusPdf): PadesOptions {
  const { user, owner } = passwords;
  switch (circumstance) {
    case 'noPassword':
    case 'strict':
    // There is no option for a recipient's key.
    case 'recipientKey':
      return {};
    case 'lenient':
      return { repair: 'rewrite', allowHybridReferences: true };
    case 'wrongPassword':
      return { password: 'wrong' };
    case 'rightPassword':
      return withPassword(owner ?? user);
    case 'userPassword':
      return withPassword(user);
    case 'ownerPassword':
      return withPassword(owner);
    default:
      return { fieldName: circumstance };
  }
}

function withPassword(password: string | undefined): PadesOptions {
  if (password === undefined) throw new TypeError('the manifest gives no such password');
  return { password };
}

/** Who asks to open a file leniently wants to do something with it. */
function openingWith(options: PadesOptions, circumstance?: string): Plan {
  return circumstance === 'lenient' ? sealing(options) : { operation: 'open', options };
}

function sealing(options: PadesOptions): Plan {
  return { operation: 'seal', options };
}

function adding(operation: Attempt['operation']): (options: PadesOptions) => Plan {
  return (options) => ({ operation, options });
}

function signAttempt(attempt: JsonObject, pdf: CorpusPdf): readonly Attempt[] {
  const settings = objectIn(attempt, 'settings');
  const reason = textIn(settings, 'reason');
  const permission = settings.docMdp === 1 || settings.docMdp === 3 ? settings.docMdp : 2;
  return [
    {
      title: `signAttempts, ${JSON.stringify(settings)}`,
      expected: outcomeOf(attempt.result),
      operation: 'seal',
      sealer: sealerOf(settings),
      options: {
        fieldName: pdf.emptyFields[0] ?? 'Sig',
        ...(reason === undefined ? {} : { reason }),
        ...(settings.certify === true ? { certify: permission } : {}),
      },
    },
  ];
}

function sealerOf(settings: JsonObject): SealerName {
  if (settings.digest === 'sha512') return 'with SHA-512';
  return settings.signerCommonName === 'Alice' ? 'Alice' : 'usual';
}

function outcomeOf(value: unknown): Outcome {
  const outcome = typeof value === 'string' ? OUTCOMES[value] : undefined;
  if (outcome === undefined) throw new TypeError(`the manifest says ${JSON.stringify(value)}`);
  return outcome;
}
