import { createTransport, type Transporter } from 'nodemailer';
import type { Settings } from '@cisterna/platform';
import type { ClaimedDelivery } from '@cisterna/read-model';
import type { Answer, Sender } from '../dispatch/sender.ts';
import { failedMail } from './mail-failure.ts';
import { mailMessage } from './mail-message.ts';

/** How long the mail server may take: to be connected to, to greet, to answer each command, and for all of it, which ends before the lease. */
export interface MailPatience {
  readonly connectMs: number;
  readonly greetMs: number;
  readonly answerMs: number;
  readonly allMs: number;
}

const usualPatience: MailPatience = { connectMs: 4_000, greetMs: 4_000, answerMs: 8_000, allMs: 15_000 };
const connections = 5;
const accepted = 250;

const late = Object.assign(new Error('The mail server took too long.'), { code: 'ETIMEDOUT' });

/** Sends e-mails through the mail server of the settings. */
export class MailSender implements Sender {
  readonly #transport: Transporter;
  readonly #from: string;
  readonly #patience: MailPatience;

  constructor({ smtpUrl, from }: NonNullable<Settings['mail']>, patience = usualPatience) {
    this.#from = from;
    this.#patience = patience;
    this.#transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: connections,
      connectionTimeout: patience.connectMs,
      greetingTimeout: patience.greetMs,
      socketTimeout: patience.answerMs,
      dnsTimeout: patience.connectMs,
    });
  }

  async send(delivery: ClaimedDelivery): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, this.#patience.allMs, late);
    });
    try {
      await Promise.race([this.#transport.sendMail(mailMessage(delivery, this.#from)), tooLate]);
      return { status: accepted, error: null, gone: false };
    } catch (error) {
      return failedMail(error);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): Promise<void> {
    this.#transport.close();
    return Promise.resolve();
  }
}
