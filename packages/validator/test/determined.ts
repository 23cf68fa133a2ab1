/** Determinations as trusted lists give them, as a base for those with changes. */
import type { EuDetermination, JapaneseDetermination, ReportedService } from '../src/report/determination.ts';
import { NOW } from './judging.ts';

const ISSUED = new Date('2026-01-01T00:00:00Z');

/** A service of a list of Japan. */
export const SERVICE: ReportedService = {
  territory: 'JP',
  provider: '株式会社認証',
  service: 'eシール認証局',
  type: 'https://tl.example/Svctype/CA/eseal',
  status: 'https://tl.example/Svcstatus/accredited',
  from: ISSUED,
  until: null,
  list: 'ab'.repeat(32),
  sequenceNumber: 7,
};

/** An accredited seal. */
export const ACCREDITED: JapaneseDetermination = {
  level: 'accredited',
  assuranceLevel: 2,
  kind: 'eseal',
  kindEvidence: ['policy', 'service'],
  identity: 'verified-format',
  statusAtIssuance: 'active',
  statusAtBestSignatureTime: 'active',
  time: 'accredited-timestamp',
  keyProtection: 'hsm',
  services: [SERVICE],
  recognition: null,
  findings: [],
};

/** A qualified seal. */
export const QUALIFIED: EuDetermination = {
  qualification: 'QESeal',
  atIssuance: { time: ISSUED, qualified: true, type: 'eSeal', qscd: true },
  atBestSignatureTime: { time: NOW, qualified: true, type: 'eSeal', qscd: true },
  services: [{ ...SERVICE, territory: 'FR', status: 'http://uri.etsi.org/x/granted', until: NOW }],
  recognition: null,
  findings: [],
};
