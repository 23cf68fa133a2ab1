/**
 * Validation reports of ETSI TS 119 102-2. Apart from the main entry point, which most programs need without them.
 *
 * @module
 */
export { type EtsiReportOptions, type ReportingValidator, toEtsiReport } from './to-etsi-report.ts';
