/**
 * Words for what trusted lists make of seals and timestamps.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type {
  AccreditationStatus,
  CertificateQualification,
  EuQualification,
  JapaneseDetermination,
  TimestampDetermination,
} from '../../report/determination.ts';

type Words<Name extends string> = Readonly<Record<Name, LocalizedText>>;

const text = (ja: string, en: string): LocalizedText => ({ ja, en });

const undecided = ({ ja, en }: LocalizedText): LocalizedText =>
  text(`有効性を確定できません: ${ja}`, `validity not proven: ${en}`);

const QESIG = text('EUの適格電子署名', 'qualified electronic signature in the EU');
const QESEAL = text('EUの適格eシール', 'qualified electronic seal in the EU');
const QES = text(
  'EUの適格証明書と適格デバイスによるもの(種別不明)',
  'by a qualified certificate and device in the EU, of unknown type',
);
const ADESIG_QC = text('EUの適格証明書による電子署名', 'signature by a qualified certificate in the EU');
const ADESEAL_QC = text('EUの適格証明書によるeシール', 'seal by a qualified certificate in the EU');
const ADES_QC = text(
  'EUの適格証明書によるもの(種別不明)',
  'by a qualified certificate in the EU, of unknown type',
);
const ADESIG = text('適格でない証明書による電子署名', 'signature by a certificate that is not qualified');
const ADESEAL = text('適格でない証明書によるeシール', 'seal by a certificate that is not qualified');
const ADES = text(
  '適格でない証明書によるもの(種別不明)',
  'by a certificate that is not qualified, of unknown type',
);

/** What a seal is in the EU. */
export const EU_QUALIFICATION_WORDS: Words<EuQualification> = {
  QESig: QESIG,
  QESeal: QESEAL,
  'Unknown-QC-QSCD': QES,
  'AdESig-QC': ADESIG_QC,
  'AdESeal-QC': ADESEAL_QC,
  'Unknown-QC': ADES_QC,
  AdESig: ADESIG,
  AdESeal: ADESEAL,
  Unknown: ADES,
  'Indeterminate-QESig': undecided(QESIG),
  'Indeterminate-QESeal': undecided(QESEAL),
  'Indeterminate-Unknown-QC-QSCD': undecided(QES),
  'Indeterminate-AdESig-QC': undecided(ADESIG_QC),
  'Indeterminate-AdESeal-QC': undecided(ADESEAL_QC),
  'Indeterminate-Unknown-QC': undecided(ADES_QC),
  'Indeterminate-AdESig': undecided(ADESIG),
  'Indeterminate-AdESeal': undecided(ADESEAL),
  'Indeterminate-Unknown': undecided(ADES),
  'Not-AdES-QC-QSCD': text(
    '無効(EUの適格証明書と適格デバイスによるもの)',
    'not valid, though by a qualified certificate and device in the EU',
  ),
  'Not-AdES-QC': text(
    '無効(EUの適格証明書によるもの)',
    'not valid, though by a qualified certificate in the EU',
  ),
  'Not-AdES': text('無効または署名・シール用でない証明書', 'not valid, or not by a certificate for it'),
  'N/A': text('EUのトラストリストからは判断できません', 'cannot be told from the trusted lists of the EU'),
};

/** What a certificate was at some time in the EU. */
export const CERTIFICATE_TYPES: Words<CertificateQualification['type']> = {
  eSig: text('電子署名用', 'for signatures'),
  eSeal: text('eシール用', 'for seals'),
  WSA: text('ウェブサイト用', 'for web sites'),
  unknown: text('種別不明', 'of unknown type'),
};

/** Whether an authority was accredited in Japan. */
export const ACCREDITATION: Words<AccreditationStatus> = {
  active: text('認定あり', 'accredited'),
  withdrawn: text('認定は取り消し済み', 'accreditation withdrawn'),
  lapsed: text('認定は終了', 'accreditation lapsed'),
  'not-yet': text('まだ認定されていない', 'not yet accredited'),
  unknown: text('認定を確認できない', 'no accreditation is known'),
};

/** What the time of a seal rests on, in the scheme of Japan. */
export const TIME_WORDS: Words<JapaneseDetermination['time']> = {
  'accredited-timestamp': text(
    '時刻は認定タイムスタンプによる',
    'its time is proven by an accredited timestamp',
  ),
  'other-timestamp': text(
    '時刻は、認定を確認できないタイムスタンプによる',
    'its time is proven by a timestamp that is not known to be accredited',
  ),
  'claimed-only': text('時刻は自己申告のみ', 'its time is only claimed'),
};

/** Where the key of a seal is, by the entry of the service. */
export const KEY_PROTECTION: Words<NonNullable<JapaneseDetermination['keyProtection']>> = {
  hsm: text('鍵はHSMで保護(リストの記載)', 'its key is in an HSM, by the list'),
  certified: text('鍵は認証された装置で保護(リストの記載)', 'its key is in a certified device, by the list'),
  none: text('鍵の保護についてリストに定めなし', 'the list demands no protection of its key'),
};

/** What a timestamp is in the EU. */
export const EU_TIMESTAMPS: Words<NonNullable<TimestampDetermination['eu']>> = {
  QTSA: text('EUの適格タイムスタンプ', 'qualified timestamp in the EU'),
  TSA: text('EUの適格でないタイムスタンプ', 'not a qualified timestamp in the EU'),
  'N/A': text('EUのトラストリストからは判断できません', 'cannot be told from the trusted lists of the EU'),
};

/** What a timestamp is in Japan. */
export const JAPANESE_TIMESTAMPS: Words<NonNullable<TimestampDetermination['japan']>> = {
  accredited: text('認定タイムスタンプ(日本)', 'accredited timestamp in Japan'),
  'not-accredited': text(
    '日本の認定を確認できないタイムスタンプ',
    'not known to be an accredited timestamp in Japan',
  ),
};

type Phrase =
  | 'warning'
  | 'level'
  | 'levelNone'
  | 'atIssuance'
  | 'atSealing'
  | 'qualified'
  | 'notQualified'
  | 'device'
  | 'noDevice'
  | 'service'
  | 'present'
  | 'recognition'
  | 'euClaim';

/** Sentences around them. */
export const DETERMINATION_SENTENCES: Words<Phrase> = {
  warning: text('警告', 'WARNING'),
  level: text('{headline} [レベル {level}]', '{headline} [level {level}]'),
  levelNone: text('{headline} [レベルなし]', '{headline} [no level]'),
  atIssuance: text('証明書の発行時: {what}', 'when its certificate was issued: {what}'),
  atSealing: text('シールの時点({time}): {what}', 'at the time of the seal ({time}): {what}'),
  qualified: text('適格証明書({type}、{device})', 'qualified certificate ({type}, {device})'),
  notQualified: text('適格証明書ではない({type})', 'not a qualified certificate ({type})'),
  device: text('適格デバイスあり', 'qualified device'),
  noDevice: text('適格デバイスなし', 'no qualified device'),
  service: text(
    '根拠: {territory}のトラストリスト(第 {number} 号)の {provider}「{service}」、状態 {status}({from} から {until} まで)',
    'by the trusted list of {territory} (no. {number}): {provider}, "{service}", status {status} ({from} to {until})',
  ),
  present: text('現在', 'now'),
  recognition: text(
    '{recognizedBy} と {territory} の相互承認({legalIdentifier}、{time} から)による',
    'by mutual recognition of {recognizedBy} and {territory} ({legalIdentifier}, since {time})',
  ),
  euClaim: text(
    '証明書はEUの適格証明書を名乗っていますが、どのトラストリストでも確認できません',
    'the certificate claims to be qualified in the EU, which no trusted list confirms',
  ),
};
