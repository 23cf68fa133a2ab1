/**
 * The invoice of {@link invoicePdf} as UBL 2.1 in the Japanese profile of Peppol (JP PINT): a qualified invoice (適格請求書)
 * with registration number and totals for each tax rate.
 *
 * @module
 */
import { utf8 } from '@eseal/core';

/** Options of {@link invoiceXml}. */
export interface InvoiceXmlOptions {
  /** Number of invoice lines; the five different ones are repeated. Default 5, which makes 7 KB. */
  readonly lines?: number;
}

/** Tax categories of UNCL 5305 as JP PINT uses them: standard rate, and reduced rate of consumption tax. */
const TAX_CATEGORIES = { S: 10, AA: 8 } as const;
type TaxCategory = keyof typeof TAX_CATEGORIES;

interface Item {
  readonly name: string;
  readonly quantity: number;
  /** UN/ECE recommendation 20. */
  readonly unit: string;
  /** Yen. */
  readonly price: number;
  readonly category: TaxCategory;
}

const ITEMS: readonly [Item, ...Item[]] = [
  { name: '電子請求サービス利用料（2026年10月分）', quantity: 1, unit: 'E48', price: 120_000, category: 'S' },
  { name: '導入支援作業', quantity: 12, unit: 'HUR', price: 9_500, category: 'S' },
  { name: '帳票テンプレート作成', quantity: 3, unit: 'H87', price: 18_000, category: 'S' },
  { name: 'セキュリティ監査報告書', quantity: 1, unit: 'H87', price: 35_000, category: 'S' },
  { name: '会議用飲料（水・茶）', quantity: 24, unit: 'BO', price: 130, category: 'AA' },
];

interface Party {
  readonly corporateNumber: string;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  /** Number of a qualified invoice issuer: T and 13 digits. */
  readonly registrationNumber?: string;
}

const SELLER: Party = {
  corporateNumber: '1555666777888',
  name: '株式会社サンプル',
  street: '仮名町4-5-6 例示ビル7階',
  postcode: '000-0001',
  registrationNumber: 'T1555666777888',
};
const BUYER: Party = {
  corporateNumber: '8888777666555',
  name: '例示商事株式会社',
  street: '見本町一丁目2番3号',
  postcode: '000-0000',
};

/** The invoice in UTF-8, without a signature and without UBLExtensions. Equal options make equal bytes. */
export function invoiceXml({ lines = ITEMS.length }: InvoiceXmlOptions = {}): Uint8Array<ArrayBuffer> {
  const items = Array.from({ length: lines }, (_, at) => ITEMS[at % ITEMS.length] ?? ITEMS[0]);
  return utf8(`<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
         xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
         xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:peppol:pint:billing-1@jp-1</cbc:CustomizationID>
  <cbc:ProfileID>urn:peppol:bis:billing</cbc:ProfileID>
  <cbc:ID>INV-2026-1101</cbc:ID>
  <cbc:IssueDate>2026-11-01</cbc:IssueDate>
  <cbc:DueDate>2026-11-30</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>この請求書は見本であり、記載の会社・取引は架空のものです。</cbc:Note>
  <cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>
  <cac:InvoicePeriod>
    <cbc:StartDate>2026-10-01</cbc:StartDate>
    <cbc:EndDate>2026-10-31</cbc:EndDate>
  </cac:InvoicePeriod>
  <cac:AccountingSupplierParty>${party(SELLER)}
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>${party(BUYER)}
  </cac:AccountingCustomerParty>
  <cac:PaymentMeans>
    <cbc:PaymentMeansCode name="銀行振込">30</cbc:PaymentMeansCode>
    <cac:PayeeFinancialAccount>
      <cbc:ID>例示銀行 本店営業部 普通 0000000</cbc:ID>
      <cbc:Name>カ）サンプル</cbc:Name>
    </cac:PayeeFinancialAccount>
  </cac:PaymentMeans>${totals(items)}${items.map(invoiceLine).join('')}
</Invoice>
`);
}

function party({ corporateNumber, name, street, postcode, registrationNumber }: Party): string {
  return `
    <cac:Party>
      <cbc:EndpointID schemeID="0188">${corporateNumber}</cbc:EndpointID>
      <cac:PostalAddress>
        <cbc:StreetName>${street}</cbc:StreetName>
        <cbc:CityName>例示区</cbc:CityName>
        <cbc:PostalZone>${postcode}</cbc:PostalZone>
        <cbc:CountrySubentity>東京都</cbc:CountrySubentity>
        <cac:Country>
          <cbc:IdentificationCode>JP</cbc:IdentificationCode>
        </cac:Country>
      </cac:PostalAddress>${registrationNumber === undefined ? '' : taxScheme(registrationNumber)}
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>${name}</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0188">${corporateNumber}</cbc:CompanyID>
      </cac:PartyLegalEntity>
    </cac:Party>`;
}

function taxScheme(registrationNumber: string): string {
  return `
      <cac:PartyTaxScheme>
        <cbc:CompanyID>${registrationNumber}</cbc:CompanyID>
        <cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID>
        </cac:TaxScheme>
      </cac:PartyTaxScheme>`;
}

/** Tax by rate, rounded down once for each as a qualified invoice must be, and the sums. */
function totals(items: readonly Item[]): string {
  const categories = (['S', 'AA'] as const).filter((name) => items.some((item) => item.category === name));
  const sums = categories.map((name) => {
    const taxable = sumOf(items.filter((item) => item.category === name));
    return { name, taxable, tax: Math.floor((taxable * TAX_CATEGORIES[name]) / 100) };
  });
  const net = sumOf(items);
  const tax = sums.reduce((sum, one) => sum + one.tax, 0);
  const subtotals = sums.map(
    (one) => `
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="JPY">${one.taxable}</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="JPY">${one.tax}</cbc:TaxAmount>
      <cac:TaxCategory>${category(one.name, '        ')}
      </cac:TaxCategory>
    </cac:TaxSubtotal>`,
  );
  return `
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="JPY">${tax}</cbc:TaxAmount>${subtotals.join('')}
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="JPY">${net}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="JPY">${net}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="JPY">${net + tax}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="JPY">${net + tax}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>`;
}

function sumOf(items: readonly Item[]): number {
  return items.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}

function category(name: TaxCategory, indent: string): string {
  return `
${indent}<cbc:ID>${name}</cbc:ID>
${indent}<cbc:Percent>${TAX_CATEGORIES[name]}</cbc:Percent>
${indent}<cac:TaxScheme>
${indent}  <cbc:ID>VAT</cbc:ID>
${indent}</cac:TaxScheme>`;
}

function invoiceLine(item: Item, at: number): string {
  return `
  <cac:InvoiceLine>
    <cbc:ID>${at + 1}</cbc:ID>
    <cbc:InvoicedQuantity unitCode="${item.unit}">${item.quantity}</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="JPY">${item.quantity * item.price}</cbc:LineExtensionAmount>
    <cac:Item>
      <cbc:Name>${item.name}</cbc:Name>
      <cac:ClassifiedTaxCategory>${category(item.category, '        ')}
      </cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price>
      <cbc:PriceAmount currencyID="JPY">${item.price}</cbc:PriceAmount>
    </cac:Price>
  </cac:InvoiceLine>`;
}
