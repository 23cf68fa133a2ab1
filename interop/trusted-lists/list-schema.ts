/**
 * The public XML Schemas of TS 119 612 (version 2.4.1), of its extensions, and of the agreements of lists of lists.
 *
 * @module
 */
import { type CheckSchema, openSchemas, type SchemaFile, whySchemasMissing } from '../lib/dss-schemas.ts';
import type { Workbench } from '../lib/workbench.ts';

const LISTS = 'specs-trusted-list';

const SCHEMAS: readonly SchemaFile[] = [
  { library: LISTS, name: 'ts_119612v020401_sie_xsd.xsd', imported: /_sie_xsd\.xsd$/ },
  { library: LISTS, name: 'ts_119612v020401_additionaltypes_xsd.xsd', imported: /additionaltypes/ },
  { library: LISTS, name: 'mra_schema_v2_19612v020401.xsd', imported: /mra_schema/ },
  { library: LISTS, name: 'ts_119612v020401_xsd.xsd', imported: /19612_xsd\.xsd$/ },
  { library: 'specs-xades', name: 'XAdES01903v132-202407.xsd', imported: /XAdES01903v132/ },
  { library: 'specs-xmldsig', name: 'xmldsig-core-schema.xsd', imported: /xmldsig-core-schema\.xsd$/ },
  { library: 'specs-xmldsig', name: 'xml.xsd', imported: /2001\/xml\.xsd$/ },
];

/** Extensions are open to any element: only a schema that knows them all looks into them. */
const EVERYTHING = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://uri.etsi.org/02231/v2#" schemaLocation="ts_119612v020401_xsd.xsd"/>
  <xs:import namespace="http://uri.etsi.org/02231/v2/additionaltypes#" schemaLocation="ts_119612v020401_additionaltypes_xsd.xsd"/>
  <xs:import namespace="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#" schemaLocation="ts_119612v020401_sie_xsd.xsd"/>
  <xs:import namespace="http://ec.europa.eu/tools/lotl/mra/schema/v2#" schemaLocation="mra_schema_v2_19612v020401.xsd"/>
</xs:schema>`;

/** Why lists cannot be held against the schemas on this machine; `undefined` when they can. */
export function whyListSchemaMissing(): string | undefined {
  return whySchemasMissing(SCHEMAS);
}

/** Puts the schemas into a workbench. */
export function openListSchema(bench: Workbench): CheckSchema {
  return openSchemas(bench, SCHEMAS, { name: 'everything.xsd', text: EVERYTHING });
}
