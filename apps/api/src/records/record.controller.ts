import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RecordCall } from '@cisterna/contract';
import type { ListedPump } from '@cisterna/read-model';
import { Asked, type Call, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import type { PumpReader } from '../pumps/pump-reader.ts';
import { KEEPER, PUMPS, RECORDS } from '../tokens.ts';
import { readDraft, type RecordDraft } from './record-draft.ts';
import type { RecordDesk } from './record-desk.ts';
import type { RecordKeeper } from './record-keeper.ts';
import {
  annotationsRoute,
  examinationsRoute,
  refillsRoute,
  revisionsRoute,
  symptomsRoute,
  voidsRoute,
} from './record.routes.ts';

@Controller()
export class RecordController {
  constructor(
    @Inject(PUMPS) private readonly pumps: PumpReader,
    @Inject(RECORDS) private readonly desk: RecordDesk,
    @Inject(KEEPER) private readonly keeper: RecordKeeper,
  ) {}

  @Handles(refillsRoute)
  async refill(@Asked() call: CallOf<typeof refillsRoute>, @Res() reply: FastifyReply): Promise<void> {
    const { pump, draft } = await this.read('refills', call);
    if (call.query.dryRun) {
      const judged = await this.desk.judge(pump, draft);
      void reply.status(200).type('application/json').send(JSON.stringify(judged));
      return;
    }
    await this.store(pump, draft, reply, call.query.confirm);
  }

  @Handles(examinationsRoute)
  examination(@Asked() call: Call, @Res() reply: FastifyReply): Promise<void> {
    return this.record('examinations', call, reply);
  }

  @Handles(symptomsRoute)
  symptom(@Asked() call: Call, @Res() reply: FastifyReply): Promise<void> {
    return this.record('symptoms', call, reply);
  }

  @Handles(annotationsRoute)
  annotation(@Asked() call: Call, @Res() reply: FastifyReply): Promise<void> {
    return this.record('annotations', call, reply);
  }

  @Handles(revisionsRoute)
  revision(@Asked() call: Call, @Res() reply: FastifyReply): Promise<void> {
    return this.record('catheter-revisions', call, reply);
  }

  @Handles(voidsRoute)
  void(@Asked() call: Call, @Res() reply: FastifyReply): Promise<void> {
    return this.record('voids', call, reply);
  }

  private async record(kind: RecordCall, call: Call, reply: FastifyReply): Promise<void> {
    const { pump, draft } = await this.read(kind, call);
    await this.store(pump, draft, reply, false);
  }

  private async read(
    kind: RecordCall,
    { principal, path, headers, body }: Call,
  ): Promise<{ pump: ListedPump; draft: RecordDraft }> {
    const pump = await this.pumps.row(principal, path['pumpId'] ?? '');
    return { pump, draft: readDraft(kind, body.value, headers['idempotency-key']) };
  }

  private async store(pump: ListedPump, draft: RecordDraft, reply: FastifyReply, confirmed: boolean): Promise<void> {
    const { record, repeated } = await this.desk.reserve(pump, draft, await this.desk.placeOf(pump, draft), confirmed);
    if (!repeated) await this.keeper.appendSoon(record);
    void reply
      .status(repeated ? 200 : 201)
      .type('application/json')
      .send(record.event);
  }
}
