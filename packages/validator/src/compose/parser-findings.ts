/**
 * What parsers remark on, in both languages. Their own words, in English and with the particulars, stand behind a
 * sentence in Japanese.
 *
 * @module
 */
import type { ParseFinding } from '@eseal/core/container';
import { displayText } from '@eseal/core/identity';
import type { Finding } from '../report/finding.ts';

/** The gist of each remark in Japanese. */
const JAPANESE: Readonly<Record<string, string>> = {
  ALGORITHM_PROTECTION_DIFFERS: '署名されたアルゴリズムの記載が、署名値に添えられたものと異なります',
  ARCHIVE_TIMESTAMP_NOT_CHECKED:
    '最初の版のアーカイブタイムスタンプの対象は計算されないため、存在の証明になりません',
  ASIC_COMMENT_DIFFERS: 'アーカイブのコメントが示す種別が、コンテナのものと異なります',
  ASIC_DOCUMENT_NOT_COVERED: 'コンテナに、どのシールやタイムスタンプの対象でもない文書があります',
  ASIC_EVIDENCE_RECORD_NOT_CHECKED: 'エビデンスレコードは検証されません',
  ASIC_FILE_NOT_LISTED: 'コンテナの一覧(manifest.xml)にないファイルがあります',
  ASIC_LISTED_FILE_MISSING: 'コンテナの一覧(manifest.xml)にあるファイルが見つかりません',
  ASIC_MANIFESTS_CONFLICT: '複数のマニフェストが、同じシールを指しています',
  ASIC_MANIFEST_BROKEN: 'コンテナのマニフェストを読めません',
  ASIC_MANIFEST_MISSING: 'シールの対象を示すマニフェストがありません',
  ASIC_MANIFEST_NOT_SEALED: 'マニフェストが指すシールまたはタイムスタンプがありません',
  ASIC_MANIFEST_UNREADABLE: 'シールの対象を示すマニフェストを読めません',
  ASIC_METADATA_NOT_READ: 'META-INF に、読み飛ばしたファイルがあります',
  ASIC_MIMETYPE_MISSING: 'コンテナに mimetype がありません',
  ASIC_MIMETYPE_PLACE: 'mimetype が、先頭の圧縮されていないエントリではありません',
  ASIC_MIMETYPE_UNKNOWN: 'mimetype が、ASiCのものではありません',
  ASIC_SEAL_COVERS_NO_FILE: 'シールが、コンテナのどのファイルも対象としていません',
  ASIC_SEAL_NOT_DETACHED: 'シールが別の内容を含んでおり、コンテナの文書に対するものではありません',
  ASIC_SEAL_UNREADABLE: 'シールのファイルを読めません',
  ASIC_S_DOCUMENTS: 'ASiC-S のルートには、文書がちょうど一つ必要です',
  ATTRIBUTE_REPEATED: '一度だけ許される属性が繰り返されています',
  ATTRIBUTE_UNKNOWN: '未知の属性があり、読み飛ばしました',
  CONTENT_IS_SIGNED_ATTRIBUTES: '内容が、別の署名の署名属性です',
  CONTENT_NAME_DIFFERS: '指定された文書の名前が、シールが参照する名前と異なります',
  CONTENT_NOT_USED: 'シールが内容を含むため、別に指定された文書とは比較していません',
  CONTENT_TYPE_DIFFERS: '内容の種類の記載が一致しません',
  CONTENT_TYPE_MISSING: 'content-type 属性がありません',
  COUNTER_SIGNATURE_UNREADABLE: '副署を読めないため、除外しました',
  DIGEST_ALGORITHMS_DIFFER: 'ダイジェストアルゴリズムの記載が一致しません',
  DIGEST_ALGORITHM_NOT_LISTED: 'ダイジェストアルゴリズムが一覧に記載されていません',
  ECDSA_VALUE_LENGTH: 'ECDSAの署名値の長さが、どの曲線にも合いません',
  MESSAGE_DIGEST_MISSING: 'message-digest 属性がありません',
  PDF_BYTE_RANGE: 'PDFの署名の対象範囲(ByteRange)に誤りがあります',
  PDF_CMS_HAS_CONTENT: 'PDFの署名が、文書とは別の内容を含んでいます',
  PDF_FORM: 'PDFのフォームに問題があります',
  PDF_LAYERS_HIDDEN: 'PDFに、最初は表示されない、または画面か印刷の一方だけに現れるレイヤーがあります',
  PDF_MAC_NOT_CHECKED: 'PDFの暗号化に認証コードがありますが、検証されません',
  PDF_PARTLY_ENCRYPTED: 'PDFの一部が暗号化されていません',
  PDF_SEAL_REMOVED: '以前の版にあったPDFのシールが、後の版で取り除かれているか、差し替えられています',
  PDF_SEVERAL_SIGNERS: 'PDFの署名に複数の署名者がいます。最初の署名者だけを読みました',
  PDF_SIGNATURE_DICTIONARY: 'PDFの署名辞書に問題があります',
  PDF_SIGNATURE_REPLACED: 'PDFの署名辞書が、シールの後で差し替えられています',
  PDF_SIGNER_NAME_DIFFERS:
    '署名辞書に書かれた名前が証明書のものと異なります。誰のシールかは証明書だけで決まります',
  PDF_SIGNING_TIME_IN_CMS: '署名時刻がCMSの中にあります(PAdESでは /M に記載します)',
  PDF_SUB_FILTER: 'PDFの署名の種類(SubFilter)が通常のものではありません',
  PDF_TEXT_MISLEADING: '署名辞書の文字列に、見た目を変える不可視の文字が含まれています',
  PDF_XREF_HYBRID: 'PDFの相互参照が混在形式で、閲覧ソフトにより異なる内容が表示されるおそれがあります',
  PDF_XREF_REBUILT: 'PDFの相互参照が壊れているため走査して読みました。この文書のシールは有効と判断されません',
  SIGNED_ATTRIBUTES_MISSING: '署名属性がないため、CAdES署名ではありません',
  SIGNED_ATTRIBUTES_NOT_DER: '署名属性が、署名されたものとは異なる順序または形式で送られています',
  SIGNING_CERTIFICATE_MISSING: 'シールが証明書を特定していません',
  SIGNING_CERTIFICATE_UNREADABLE: '署名者の証明書への参照を読めません',
  SIGNING_TIME_MISENCODED: '署名時刻の形式が正しくありません',
  TIMESTAMP_COVERAGE_LIMITED: 'タイムスタンプの対象が多すぎるため、存在証明の一部を省きました',
  TIMESTAMP_UNREADABLE: 'タイムスタンプの位置に、タイムスタンプではないデータがあります',
  TRAILING_DATA: 'データの後に余分なバイトがあります',
  XADES_PROPERTIES_IGNORED: '署名の対象ではない署名属性(QualifyingProperties)が他にもあり、無視しました',
  XADES_PROPERTIES_NOT_SIGNED: '署名属性(SignedProperties)が署名の対象になっていません',
  XADES_TARGET_DIFFERS: '署名属性が、それを含む署名とは別の署名を指しています',
  XML_ID_REPEATED: '署名が参照する識別子が、文書の中で重複しています',
  XML_REFERENCE_EMPTY: '署名の参照先が空で、何も保護していません',
  XML_REFERENCE_NOT_TRANSFORMED: '署名の参照先を変換できません',
  XML_SIGNATURE_AMBIGUOUS: '署名の要素が重複しており、どれが有効か決まりません',
  XML_VALUE_AMBIGUOUS: '署名値またはダイジェスト値に、値以外のものが混ざっています',
  ZIP_SECOND_END: 'アーカイブのコメントに、別のアーカイブの終わりがあります',
};

/** Longest remark: parsers name files and fields as they found them. */
const LONGEST = 500;

/** A remark of a parser as a finding, safe to show. */
export function parserFinding({ id, severity, message: received, citation }: ParseFinding): Finding {
  const message = displayText(received, LONGEST);
  const gist = Object.hasOwn(JAPANESE, id) ? JAPANESE[id] : undefined;
  const ja = gist === undefined ? message : `${gist}(${message})。`;
  return { id, severity, message: { ja, en: sentence(message) }, citation, facts: {} };
}

/** Parsers write phrases; reports hold sentences. */
function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}${phrase.endsWith('.') ? '' : '.'}`;
}
