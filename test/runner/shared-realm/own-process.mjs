import Workers from './workers.mjs';

/** Workers that start anew after each spec file: what one leaves behind no other sees. */
export default class OwnProcess extends Workers {
  constructor(globalConfig, context) {
    super({ ...globalConfig, workerIdleMemoryLimit: 0 }, context);
  }
}
