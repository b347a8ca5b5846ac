import type { Answer } from '../dispatch/sender.ts';

interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/** What went wrong, by the code that nodemailer gives it. */
const meanings: Readonly<Record<string, string>> = {
  ECONNECTION: 'connection-refused: the mail server can not be reached',
  ESOCKET: 'connection-refused: the mail server can not be reached',
  ETIMEDOUT: 'timeout: the mail server did not answer in time',
  EDNS: 'unknown-host: the mail server’s name can not be looked up',
  ETLS: 'tls: no secure connection to the mail server',
  EAUTH: 'login: the mail server refuses our name and password',
  EENVELOPE: 'address: the mail server refuses sender or recipient',
  EMESSAGE: 'message: the mail server refuses the message',
};

const addressRefused = 'EENVELOPE';

const codesOf = (error: unknown): { readonly code: string; readonly status: number | null } => {
  const { code, responseCode } = typeof error === 'object' && error !== null ? (error as SmtpError) : {};
  return { code: String(code), status: typeof responseCode === 'number' ? responseCode : null };
};

/** What an SMTP failure means for the delivery. An address that is refused for good (5xx, RFC 5321) is not tried again; all else is. */
export const failedMail = (error: unknown): Answer => {
  const { code, status } = codesOf(error);
  const meaning = meanings[code] ?? 'mail: the message could not be sent';
  if (status === null) return { status, error: meaning, gone: false };
  const answer: Answer = { status, error: `${meaning} (${status})`, gone: false };
  return code === addressRefused && status >= 500 ? { ...answer, final: true } : answer;
};
