import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely, type ConnectionOptions } from 'node:tls';
import type { ISocketFactoryArgs } from 'kafkajs';
import Connection from 'kafkajs/src/network/connection.js';
import { ResponseFrames } from './response-frames.ts';

const keepAliveMs = 60_000;
const readBytes = 128 * 1024;
const leadBytes = 4;
const correlationBytes = 4;

const connectPlainly = (host: string, port: number, onConnect: () => void): Socket => {
  const socket: Socket = connect(
    {
      host,
      port,
      // One buffer for all that comes, where Node would take a new one for each 64 KiB: `processData` keeps nothing of it.
      onread: {
        buffer: Buffer.allocUnsafe(readBytes),
        callback: (length, buffer): boolean => {
          socket.emit('data', (buffer as Buffer).subarray(0, length));
          return true; // reading goes on
        },
      },
    },
    onConnect,
  );
  return socket;
};

/** What the client asks for; `ssl` is missing where the connection is plain. */
type Asked = Omit<ISocketFactoryArgs, 'ssl'> & { readonly ssl?: ConnectionOptions };

/** Opens the client's connections. */
export const socketFactory = ({ host, port, ssl, onConnect }: Asked): Socket => {
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket = ssl ? connectSecurely({ host, port, ...name, ...ssl }, onConnect) : connectPlainly(host, port, onConnect);
  socket.setKeepAlive(true, keepAliveMs);
  return socket;
};

const framesBySocket = new WeakMap<Socket, ResponseFrames>();

const framesOf = (socket: Socket): ResponseFrames => {
  const known = framesBySocket.get(socket);
  if (known !== undefined) return known;
  const frames = new ResponseFrames();
  framesBySocket.set(socket, frames);
  return frames;
};

/** The answers that are complete; a connection whose bytes make no sense is ended. */
const framesIn = (socket: Socket, piece: Buffer): readonly Buffer[] => {
  try {
    return framesOf(socket).push(piece);
  } catch (error) {
    socket.destroy(error as Error);
    return [];
  }
};

const answer = (connection: Connection, frame: Buffer): void => {
  if (connection.authHandlers) connection.authHandlers.onSuccess(frame);
  else
    connection.requestQueue.fulfillRequest({
      size: frame.length - leadBytes,
      correlationId: frame.readInt32BE(leadBytes),
      payload: frame.subarray(leadBytes + correlationBytes),
    });
};

/**
 * Makes kafkajs (2.2.4) copy what it receives once: it joins all pieces of an answer when its length is known and again when the last is
 * there, and, after a connection broke off in the middle of an answer, goes on with the half of it.
 */
export const receiveInFrames = (): void => {
  Connection.prototype.processData = function (this: Connection, piece: Buffer): void {
    if (this.authHandlers && !this.authExpectResponse) {
      this.authHandlers.onSuccess(Buffer.from(piece));
      return;
    }
    for (const frame of framesIn(this.socket, piece)) answer(this, frame);
  };
};
