/**
 * The public XML Schema of TS 119 102-2.
 *
 * @module
 */
import { type CheckSchema, openSchemas, type SchemaFile, whySchemasMissing } from '../lib/dss-schemas.ts';
import type { Workbench } from '../lib/workbench.ts';

const REPORT = '1910202xmlSchema.xsd';

/** The schema and those it imports. */
const SCHEMAS: readonly SchemaFile[] = [
  { library: 'specs-validation-report', name: REPORT, imported: undefined },
  { library: 'specs-xmldsig', name: 'xmldsig-core-schema.xsd', imported: /[^"]*xmldsig-core-schema\.xsd/ },
  { library: 'specs-xades', name: 'XAdES.xsd', imported: /[^"]*XAdES\.xsd/ },
  { library: 'specs-trusted-list', name: 'ts_119612v020401_xsd.xsd', imported: /[^"]*ts_119612[^"]*/ },
  { library: 'specs-xmldsig', name: 'xml.xsd', imported: /[^"]*2001\/xml\.xsd/ },
];

/** Why reports cannot be held against the schema on this machine; `undefined` when they can. */
export function whySchemaMissing(): string | undefined {
  return whySchemasMissing(SCHEMAS);
}

/** Puts the schemas into a workbench. */
export function openEtsiSchema(bench: Workbench): CheckSchema {
  return openSchemas(bench, SCHEMAS, REPORT);
}
