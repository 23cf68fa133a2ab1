/** A text that people read, in the two languages of the SDK. */
export interface LocalizedText {
  readonly ja: string;
  readonly en: string;
}
