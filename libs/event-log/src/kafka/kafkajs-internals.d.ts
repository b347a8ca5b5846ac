declare module 'kafkajs/src/protocol/requests/fetch/v11/response.js' {
  const response: {
    /** Decodes the body of an answer to a fetch of version 11. */
    decode: (body: Buffer) => Promise<unknown>;
  };
  export = response;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  class Encoder {
    writeBuffer(bytes: Buffer): this;
  }
  export = Encoder;
}

declare module 'kafkajs/src/protocol/requests/produce/index.js' {
  import type { Message } from 'kafkajs';
  namespace produce {
    interface ProduceArguments {
      readonly acks: number;
      readonly timeout: number;
      readonly transactionalId?: string | null;
      /** A 64-bit number in a class of the client's own. */
      readonly producerId?: { toString(): string };
      readonly producerEpoch?: number;
      readonly compression?: number;
      readonly topicData: readonly {
        readonly topic: string;
        readonly partitions: readonly {
          readonly partition: number;
          readonly firstSequence?: number;
          readonly messages: readonly Message[];
        }[];
      }[];
    }
    interface Exchange {
      readonly request: { encode: () => Promise<unknown> };
    }
  }
  const produce: {
    /** Answers what makes a request of this version. */
    protocol: (asked: { readonly version: number | string }) => (args: produce.ProduceArguments) => produce.Exchange;
  };
  export = produce;
}

declare module 'kafkajs/src/network/connection.js' {
  import type { Socket } from 'node:net';
  /** One connection to a broker; while it authenticates, what comes is for `authHandlers`. */
  class Connection {
    readonly socket: Socket;
    readonly authHandlers: { onSuccess(bytes: Buffer): void } | null | undefined;
    readonly authExpectResponse: boolean;
    readonly requestQueue: { fulfillRequest(answer: { size: number; correlationId: number; payload: Buffer }): void };
    processData(piece: Buffer): void;
  }
  export = Connection;
}
