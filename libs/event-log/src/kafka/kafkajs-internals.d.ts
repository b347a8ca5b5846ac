declare module 'kafkajs/src/protocol/requests/fetch/v11/response.js' {
  const response: {
    /** Decodes the body of an answer to a fetch of version 11. */
    decode: (body: Buffer) => Promise<unknown>;
  };
  export = response;
}
