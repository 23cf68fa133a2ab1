/** XAdES: seals in and beside XML documents, and seals in XML over anything. @module */
export {};
