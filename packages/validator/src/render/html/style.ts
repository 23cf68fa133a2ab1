/**
 * The style of HTML reports: readable in light, dark and print; the contrast of text is at least 7:1 (WCAG 2.2 §1.4.6).
 *
 * @module
 */

/** The style sheet. It is part of every page, by its digest allowed in the page's content security policy. */
export const STYLE = `:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#8a8a8a;--head:#f2f2f2;--good:#0b4f22;--bad:#8c0d0d;--open:#5c3d00}
@media (prefers-color-scheme:dark){:root{--ink:#f0f0f0;--paper:#161616;--line:#8a8a8a;--head:#2a2a2a;--good:#8fe0a8;--bad:#ffb3b0;--open:#ffd48a}}
body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1{font-size:1.6rem}h2{font-size:1.3rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
section{margin:1rem 0}section.good,section.bad,section.open{border-inline-start:.5rem solid;padding-inline-start:1rem}
section.good{border-color:var(--good)}section.bad{border-color:var(--bad)}section.open{border-color:var(--open)}
.good>h2,.good>h3{color:var(--good)}.bad>h2,.bad>h3,.bad>h4{color:var(--bad)}.open>h2,.open>h3{color:var(--open)}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:start;vertical-align:top}
th{background:var(--head);font-weight:600}th[scope=row]{width:12rem}td p{margin:0}
.scroll{overflow-x:auto}summary{cursor:pointer;font-weight:600;padding:.25rem 0}ul{padding-inline-start:1.25rem}li{margin:.25rem 0}
@media print{body{max-width:none}section{break-inside:avoid-page}}`;

/** SHA-256 of {@link STYLE} in base64, as a content security policy names it (CSP Level 3 §2.3.1). */
export const STYLE_DIGEST = 'yhz/iKeN7oM2PUDogmbtnCq8ihkTwpxX4BQgUVWmy6Q=';
