const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? sign);

/** What a mail says: a headline, sentences, named facts, and a table's worth of lines. */
export interface Letter {
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly facts: readonly (readonly [string, string])[];
  readonly lines: readonly string[];
}

/** Said at the end of every e-mail. */
export const notice =
  'Cisterna works on simulated data. It is not a medical device and must not be used to care for patients.';

/** A letter in plain text. */
export const plainText = ({ headline, sentences, facts, lines }: Letter): string =>
  [
    headline,
    '',
    ...sentences,
    ...(facts.length > 0 ? [''] : []),
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(lines.length > 0 ? ['', ...lines.map(line => `- ${line}`)] : []),
    '',
    '-- ',
    notice,
    '',
  ].join('\n');

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
const row = ([name, value]: readonly [string, string]): string =>
  `<tr><th align="left" valign="top">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`;

/** A letter in HTML; whatever it holds is shown as text. */
export const htmlText = ({ headline, sentences, facts, lines }: Letter): string =>
  [
    '<!doctype html><html lang="en"><body>',
    `<h2>${escapeHtml(headline)}</h2>`,
    ...sentences.map(paragraph),
    ...(facts.length > 0 ? [`<table cellpadding="4">${facts.map(row).join('')}</table>`] : []),
    ...(lines.length > 0 ? [`<ul>${lines.map(line => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`] : []),
    `<hr><p><small>${escapeHtml(notice)}</small></p>`,
    '</body></html>',
  ].join('\n');
