import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** One e-mail as the server took it, its transfer encoding undone. */
export interface TakenMail {
  readonly to: readonly string[];
  readonly content: string;
}

const octets = (_: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));

/** Undoes quoted-printable (RFC 2045). */
const plain = (raw: string): string =>
  Buffer.from(raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, octets), 'latin1').toString('utf8');

/** A header's value, unfolded; empty where there is none. */
export const headerOf = ({ content }: TakenMail, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(content.replace(/\r\n[ \t]+/g, ' '))?.[1]?.trim() ?? '';

/** A mail server that keeps what it takes; it refuses recipients and messages as it is told. */
export class MailServer {
  readonly mails: TakenMail[] = [];
  /** Called with each recipient; a number refuses it with that code. */
  refuse: (recipient: string) => number | null = () => null;

  private constructor(private readonly server: SMTPServer) {}

  static async listen(): Promise<MailServer> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = own.refuse(address);
        done(responseCode === null ? null : Object.assign(new Error('refused'), { responseCode }));
      },
      onData: (stream, { envelope }, done) => {
        void text(stream.setEncoding('latin1')).then(content => {
          own.mails.push({ to: envelope.rcptTo.map(({ address }) => address), content: plain(content) });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    const own = new MailServer(server);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return own;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The subjects of what came to an address, in order. */
  subjectsTo(address: string): string[] {
    return this.mails.filter(({ to }) => to.includes(address)).map(mail => headerOf(mail, 'subject'));
  }

  close(): Promise<void> {
    return new Promise(resolve => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}
