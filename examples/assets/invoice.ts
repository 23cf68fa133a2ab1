/**
 * A Japanese invoice of one page: a qualified invoice (適格請求書) with registration number, totals for each tax rate, and
 * room for the company's seal beside the issuer's name.
 *
 * @module
 */
import { type PDFFont, type PDFPage, rgb } from 'pdf-lib';

/** Fonts of the invoice. */
export interface InvoiceFonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

interface Item {
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly price: number;
  /** Consumption tax in per cent; 8 is the reduced rate. */
  readonly rate: 8 | 10;
}

const ITEMS: readonly Item[] = [
  { name: '電子請求サービス利用料（2026年10月分）', quantity: 1, unit: '式', price: 120_000, rate: 10 },
  { name: '導入支援作業', quantity: 12, unit: '時間', price: 9_500, rate: 10 },
  { name: '帳票テンプレート作成', quantity: 3, unit: '件', price: 18_000, rate: 10 },
  { name: 'セキュリティ監査報告書', quantity: 1, unit: '部', price: 35_000, rate: 10 },
  { name: '会議用飲料（水・茶）※', quantity: 24, unit: '本', price: 130, rate: 8 },
];

const HEADINGS: readonly string[] = ['品名', '数量', '単位', '単価', '税率', '金額'];
const CUSTOMER: readonly string[] = [
  '〒000-0000',
  '東京都例示区見本町一丁目2番3号',
  '例示商事株式会社　御中',
];
const ISSUER: readonly string[] = [
  '株式会社サンプル',
  '登録番号：T1555666777888',
  '〒000-0001',
  '東京都例示区仮名町4-5-6 例示ビル7階',
  '電話 03-0000-0000',
];
const META: readonly string[] = ['請求書番号：INV-2026-1101', '請求日：2026年11月1日'];
const PAYMENT: readonly (readonly [string, string])[] = [
  ['お支払期限', '2026年11月30日'],
  ['お振込先', '例示銀行 本店営業部 普通 0000000'],
  ['口座名義', 'カ）サンプル'],
];
const NOTES: readonly string[] = [
  '※は軽減税率（8%）の対象品目です。',
  '振込手数料は貴社にてご負担くださいますようお願い申し上げます。',
  'この請求書は見本であり、記載の会社・取引は架空のものです。',
];
const GREETING = '下記のとおりご請求申し上げます。';
const FIGURES = '0123456789,.%¥';

/** Characters drawn in the regular weight. */
export const REGULAR_TEXT: string = [
  GREETING,
  ...CUSTOMER,
  ...ISSUER,
  ...META,
  ...PAYMENT.map(([, value]) => value),
  ...NOTES,
  ...ITEMS.flatMap(({ name, unit }) => [name, unit]),
  '対象消費税（）',
  FIGURES,
].join('');

/** Characters drawn in bold. */
export const BOLD_TEXT: string = [
  '御請求書',
  'ご請求金額（税込）',
  '合計備考',
  ...HEADINGS,
  ...CUSTOMER.slice(-1),
  ...ISSUER.slice(0, 1),
  ...PAYMENT.map(([label]) => label),
  FIGURES,
].join('');

const INK = rgb(0.13, 0.14, 0.16);
const ACCENT = rgb(0.13, 0.27, 0.42);
const PALE = rgb(0.92, 0.945, 0.965);
const RULE = rgb(0.72, 0.76, 0.8);
const LEFT = 48;
const RIGHT = 547;

/** Left edges of the table's columns, then its right edge. */
const COLUMNS: readonly number[] = [LEFT, 278, 328, 370, 430, 472, RIGHT];

/** Draws the invoice on an A4 page. */
export function drawInvoice(page: PDFPage, fonts: InvoiceFonts): void {
  const pen = createPen(page, fonts);
  drawHead(pen);
  drawParties(pen);
  drawAmount(pen);
  const bottom = drawItems(pen, 352);
  drawTotals(pen, bottom + 12);
  drawFoot(pen, 690);
}

type Align = 'left' | 'center' | 'right';
interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: Align;
  readonly color?: ReturnType<typeof rgb>;
}

/** Draws with y counted from the top of the page. */
interface Pen {
  text(text: string, x: number, y: number, style?: TextStyle): void;
  line(x1: number, x2: number, y: number, thickness?: number): void;
  box(x: number, y: number, width: number, height: number, color: ReturnType<typeof rgb>): void;
}

function createPen(page: PDFPage, fonts: InvoiceFonts): Pen {
  const top = page.getHeight();
  return {
    text(text, x, y, { size = 9.5, bold = false, align = 'left', color = INK } = {}) {
      const font = bold ? fonts.bold : fonts.regular;
      const width = font.widthOfTextAtSize(text, size);
      const shift = { left: 0, center: width / 2, right: width }[align];
      page.drawText(text, { x: x - shift, y: top - y, size, font, color });
    },
    line(x1, x2, y, thickness = 0.6) {
      page.drawLine({ start: { x: x1, y: top - y }, end: { x: x2, y: top - y }, thickness, color: RULE });
    },
    box(x, y, width, height, color) {
      page.drawRectangle({ x, y: top - y - height, width, height, color });
    },
  };
}

function drawHead(pen: Pen): void {
  pen.text('御請求書', (LEFT + RIGHT) / 2, 74, { size: 24, bold: true, align: 'center', color: ACCENT });
  pen.box(LEFT, 90, RIGHT - LEFT, 2, ACCENT);
  META.forEach((line, at) => {
    pen.text(line, RIGHT, 112 + at * 15, { align: 'right' });
  });
}

function drawParties(pen: Pen): void {
  const [postcode = '', address = '', name = ''] = CUSTOMER;
  pen.text(postcode, LEFT, 150);
  pen.text(address, LEFT, 166);
  pen.text(name, LEFT, 192, { size: 14, bold: true });
  pen.line(LEFT, 300, 200, 1);
  const [company = '', ...rest] = ISSUER;
  pen.text(company, 345, 162, { size: 13, bold: true });
  rest.forEach((line, at) => {
    pen.text(line, 345, 182 + at * 15);
  });
}

function drawAmount(pen: Pen): void {
  const { total } = totals();
  pen.text(GREETING, LEFT, 272);
  pen.box(LEFT, 284, 300, 40, PALE);
  pen.text('ご請求金額（税込）', LEFT + 12, 308, { size: 11, bold: true });
  pen.text(yen(total), LEFT + 288, 311, { size: 19, bold: true, align: 'right', color: ACCENT });
}

function drawItems(pen: Pen, top: number): number {
  const height = 24;
  pen.box(LEFT, top, RIGHT - LEFT, height, ACCENT);
  HEADINGS.forEach((heading, column) => {
    const middle = ((COLUMNS[column] ?? LEFT) + (COLUMNS[column + 1] ?? RIGHT)) / 2;
    pen.text(heading, middle, top + 16, { bold: true, align: 'center', color: rgb(1, 1, 1) });
  });
  ITEMS.forEach((item, at) => {
    const y = top + (at + 1) * height;
    if (at % 2 === 1) pen.box(LEFT, y, RIGHT - LEFT, height, PALE);
    drawItem(pen, item, y + 16);
    pen.line(LEFT, RIGHT, y + height);
  });
  return top + (ITEMS.length + 1) * height;
}

function drawItem(pen: Pen, { name, quantity, unit, price, rate }: Item, y: number): void {
  const [, , , , , , end = RIGHT] = COLUMNS;
  pen.text(name, LEFT + 6, y);
  pen.text(number(quantity), 322, y, { align: 'right' });
  pen.text(unit, 349, y, { align: 'center' });
  pen.text(number(price), 424, y, { align: 'right' });
  pen.text(`${rate}%`, 451, y, { align: 'center' });
  pen.text(number(quantity * price), end - 6, y, { align: 'right' });
}

function drawTotals(pen: Pen, top: number): void {
  const { standard, reduced, standardTax, reducedTax, total } = totals();
  const rows: readonly (readonly [string, number])[] = [
    ['10%対象', standard],
    ['消費税（10%）', standardTax],
    ['8%対象', reduced],
    ['消費税（8%）', reducedTax],
  ];
  rows.forEach(([label, amount], at) => {
    const y = top + 14 + at * 19;
    pen.text(label, 345, y);
    pen.text(yen(amount), RIGHT - 6, y, { align: 'right' });
    pen.line(339, RIGHT, y + 6);
  });
  const y = top + 14 + rows.length * 19;
  pen.box(339, y - 12, RIGHT - 339, 24, PALE);
  pen.text('合計', 345, y + 4, { size: 11, bold: true });
  pen.text(yen(total), RIGHT - 6, y + 4, { size: 11, bold: true, align: 'right' });
}

function drawFoot(pen: Pen, top: number): void {
  PAYMENT.forEach(([label, value], at) => {
    pen.text(label, LEFT, top + at * 16, { bold: true });
    pen.text(value, LEFT + 70, top + at * 16);
  });
  const notes = top + PAYMENT.length * 16 + 8;
  pen.line(LEFT, RIGHT, notes);
  pen.text('備考', LEFT, notes + 18, { bold: true });
  NOTES.forEach((note, at) => {
    pen.text(note, LEFT + 40, notes + 18 + at * 15, { size: 8.5 });
  });
}

/** Sums by tax rate; the tax is rounded down once for each rate. */
function totals(): Readonly<Record<'standard' | 'reduced' | 'standardTax' | 'reducedTax' | 'total', number>> {
  const sum = (rate: Item['rate']): number =>
    ITEMS.filter((item) => item.rate === rate).reduce(
      (all, { quantity, price }) => all + quantity * price,
      0,
    );
  const [standard, reduced] = [sum(10), sum(8)];
  const [standardTax, reducedTax] = [Math.floor(standard * 0.1), Math.floor(reduced * 0.08)];
  return { standard, reduced, standardTax, reducedTax, total: standard + reduced + standardTax + reducedTax };
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function yen(value: number): string {
  return `¥${number(value)}`;
}
